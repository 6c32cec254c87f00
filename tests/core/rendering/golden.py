"""Names in every script the fonts cover, and how they were shaped when somebody looked at them."""

import json
from collections.abc import Sequence
from pathlib import Path

from app.core.rendering.bidi import base_level
from app.core.rendering.fonts import FontFace
from app.core.rendering.shaping import shape_line
from app.programs.card_designs import load_card_design

FILE = Path(__file__).parent / "golden_lines.json"
GOLDEN_NAMES = (
    "José Ñúñez-O’Brien Łukasz Žižek Đặng",  # noqa: RUF001 - the typographic apostrophe
    "Nguyễn Thị Hồng Ánh Trường",
    "محمد عبد الله الأنصاري",
    "مريم Mary بنت علي",
    "علی‌رضا پژمان",
    "שרה לוי־כהן",
    "አበበ ቢቂላ ወልደማርያም",
    "अंजलि श्रीवास्तव",
    "রাষ্ট্র কৃষ্ণা",
    "ស្រីមុំ ជា",
    "สมชาย ศิริ",
    "အောင်ဆန်းစုကြည်",
    "Іван Олександрович Ґалаґан",
    "Ἀθηνᾶ Παπαδοπούλου",
)


def described(name: str, *, faces: Sequence[FontFace]) -> list[str]:
    """Return one word per glyph: font, glyph, advance and offsets, left to right."""
    line = shape_line(name, faces=faces, base=base_level(name))
    return [
        f"{faces.index(run.face)}:{glyph.glyph_id}+{glyph.advance}"
        f"({glyph.x_offset},{glyph.y_offset})"
        for run in line.runs
        for glyph in run.glyphs
    ]


def read_golden() -> dict[str, list[str]]:
    """Return what is kept."""
    kept: dict[str, list[str]] = json.loads(FILE.read_text("utf-8"))
    return kept


if __name__ == "__main__":
    regular = load_card_design("riverbend").faces("regular")
    lines = {name: described(name, faces=regular) for name in GOLDEN_NAMES}
    FILE.write_text(json.dumps(lines, ensure_ascii=False, indent=1) + "\n", "utf-8")
