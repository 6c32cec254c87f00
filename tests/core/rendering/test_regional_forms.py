"""Which region's forms a name takes, told from its letters."""

import pytest

from app.core.rendering.regional_forms import regional_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Ana Lima", "und", id="no such letters"),
        pytest.param("مريم", "und", id="another script"),
        pytest.param("김하늘", "ko", id="Hangul"),
        pytest.param("金하늘", "ko", id="Hangul and Han"),
        pytest.param("山田 はな", "ja", id="kana and Han"),
        pytest.param("ヤマダ", "ja", id="kana"),
        pytest.param("葛\U000e0100城", "ja", id="a Japanese variant"),
        pytest.param("ㄌㄧˇ", "zh-Hant", id="bopomofo"),
        pytest.param("刘伟", "zh-Hans", id="simplified"),
        pytest.param("劉偉", "zh-Hant", id="traditional"),
        pytest.param("渡辺", "ja", id="Japanese letters"),
        pytest.param("王小明", "zh-Hans", id="letters of all"),
        pytest.param("𠮷野", "zh-Hans", id="one that no set has"),
        pytest.param("𠮷沢", "ja", id="one that no set has beside a Japanese one"),
        pytest.param("刘辻", "zh-Hans", id="letters no set has together"),
    ],
)
def test_letters_tell_the_region(text: str, language: str) -> None:
    assert regional_language(text) == language
