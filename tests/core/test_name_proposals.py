"""What the desk proposes for a name that the card cannot hold."""

import pytest

from app.core.name_proposals import name_proposals


def proposals(written: str, given: str = "", family: str = "", romanised: str = "") -> list[str]:
    return list(name_proposals(written, given=given, family=family, romanised=romanised))


def test_middle_names_become_initials_then_go_then_the_second_family_name() -> None:
    given, family = "Maria del Carmen", "de la Vega Garcia"
    assert proposals(f"{given} {family}", given, family) == [
        "Maria C. de la Vega Garcia",
        "Maria de la Vega Garcia",
        "Maria de la Vega",
    ]


def test_a_script_without_capitals_has_no_initials() -> None:
    assert proposals("عبد الله محمد علي", "عبد الله محمد", "علي") == ["عبد الله علي"]


def test_a_name_in_one_part_keeps_its_first_and_last_word() -> None:
    assert proposals("Ana Maria Lima", "Ana Maria Lima") == ["Ana M. Lima", "Ana Lima"]


def test_a_variant_is_proposed_in_its_plain_form_and_then_in_latin_letters() -> None:
    forms = proposals("葛\U000e0105 一", "一", "葛\U000e0105", romanised="Ichi Katsuragi")
    assert forms[0] == "葛 一"
    assert "Ichi Katsuragi" in forms


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"written": "Ana", "given": "Ana"}, id="one word"),
        pytest.param({"written": ""}, id="nothing"),
        pytest.param({"written": "R2", "given": "R2", "romanised": "=1"}, id="no name"),
    ],
)
def test_there_may_be_nothing_to_propose(parts: dict[str, str]) -> None:
    assert proposals(**parts) == []
