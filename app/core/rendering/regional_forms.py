"""Which region's forms East Asian letters take: 直, 骨 and 返 look otherwise in each.

A name carries no language, so its letters decide: Hangul is Korean, kana is Japanese, bopomofo is
Taiwanese. Han letters alone follow the national character set that has them all: 刘 is written in
China only, 劉 in Taiwan, 辻 in Japan. Letters of all three (王小明) take the forms of China, as
the pages' own Chinese does.
"""

import re
from functools import lru_cache
from typing import Final

UNKNOWN: Final = "und"
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]"
)
_BY_SCRIPT: Final = (
    (re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7af]"), "ko"),
    # The font's ideographic variation sequences are those of a Japanese collection.
    (re.compile("[\u3040-\u30ff\U000e0100-\U000e01ef]"), "ja"),
    (re.compile("[\u3100-\u312f\u31a0-\u31bf]"), "zh-Hant"),
)
_BY_CHARACTER_SET: Final = (("gb2312", "zh-Hans"), ("big5", "zh-Hant"), ("shift_jis", "ja"))


@lru_cache(maxsize=1024)
def regional_language(text: str) -> str:
    """Return the language tag HarfBuzz picks forms by; `und` for a text without such letters."""
    if not _EAST_ASIAN.search(text):
        return UNKNOWN
    for letters, language in _BY_SCRIPT:
        if letters.search(text):
            return language
    known = "".join(letter for letter in _EAST_ASIAN.findall(text) if _sets_with(letter))
    sets = _sets_with(known)
    return sets[0] if sets else "zh-Hans"


def _sets_with(text: str) -> list[str]:
    return [language for codec, language in _BY_CHARACTER_SET if _encodes(text, codec)]


def _encodes(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
