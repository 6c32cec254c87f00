import pytest

from app.core.writing_systems import script_of, scripts_in


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("a", "LATIN"),
        ("\uff21", "LATIN"),
        ("ي", "ARABIC"),
        ("龍", "CJK"),
        ("ʻ", None),  # noqa: RUF001 - another script on purpose
        ("-", None),
        ("\u0301", None),
    ],
)
def test_tells_the_script_of_a_letter(character: str, script: str | None) -> None:
    assert script_of(character) == script


def test_lists_the_scripts_of_a_text() -> None:
    assert scripts_in("مريم Mary 2026") == {"ARABIC", "LATIN"}
