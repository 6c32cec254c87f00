"""An invented card for proofs and tests of a design: every field from the registry's samples."""

from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageDraw

from app.core.rendering.content import CardContent, ProgramText
from app.core.rendering.fields import FIELDS, Field
from app.core.rendering.template import CardTemplate, SampleProgram

# Long in each way a name can be: one word, many words, stacked marks, wide letters, right to left.
HARD_NAMES = (
    "Wolfeschlegelsteinhausenbergerdorff",
    "María Guadalupe de los Ángeles Fernández-Ibáñez y Rodríguez de la Vega Echeverría",
    "Nguyễn Hoàng Phượng Trần Thị Ngọc Quỳnh",
    "Wilhelmina Wambui-Mwangi McWhorter",
    "عبد الرحمن بن محمد بن عبد الله الأنصاري",
    "אלישבע רות בן־דוד־אברמוביץ",
    "ወልደማርያም ገብረእግዚአብሔር ኃይለሥላሴ",
    "ကျော်စွာမြင့်သိန်းထွန်းအောင်",
    "ស្រីមុំ ចន្ទ្រា កញ្ញា",
    "สมชาย ศิริวัฒนกุลพงศ์ไพศาล",
    "लक्ष्मीनारायण श्रीवास्तव",
    "কৃষ্ণেন্দু রাষ্ট্রপতি চট্টোপাধ্যায়",
    "Олександра Володимирівна Ґалаґан-Щербаківська",
    "Ἀλέξανδρος Παπαδιαμαντόπουλος",
    "欧阳 建国 慕容",
    "司馬 慕容 龍鸞",
    "𠮷野 さくら・ヨアンナ 小百合",
    "남궁 하늘빛나래 보름달",
)
"""Invented names every design has to hold."""

_PHOTO_SIZE = (600, 750)
# As long as a token with a name of middling length, so that the symbol has a real card's size.
_SAMPLE_DIGITS = "0123456789" * 58
_DIGITS_WITH_FACE = "0123456789" * 165


def sample_program(template: CardTemplate | None = None) -> ProgramText:
    """Return the texts of an invented program: the design's own, or the registry's."""
    own = template.sample if template else SampleProgram()
    return ProgramText(
        program_id=template.design if template else "sample",
        program_name=own.program_name or _first(Field.PROGRAM_NAME),
        card_title=own.card_title or _first(Field.CARD_TITLE),
        verify_address=own.verify_address or _first(Field.VERIFY_ADDRESS),
        legal_lines=own.legal_lines or FIELDS[Field.LEGAL_LINES].sample,
        return_address=own.return_address or FIELDS[Field.RETURN_ADDRESS].sample[1:],
    )


def sample_content(
    *,
    name: str | None = None,
    photo: bytes | None = None,
    program: ProgramText | None = None,
    has_face: bool = False,
) -> CardContent:
    """Return an invented card; `name` and `photo` replace the sample's.

    With `has_face` its code is as long as one that carries a small face.
    """
    texts = program or sample_program()
    digits = _DIGITS_WITH_FACE if has_face else _SAMPLE_DIGITS
    return CardContent(
        program=texts,
        name=name or _first(Field.NAME),
        birth_date=_first(Field.BIRTH_DATE),
        address_lines=FIELDS[Field.ADDRESS].sample,
        issued_on=_first(Field.ISSUED_ON),
        expires_on=_first(Field.EXPIRES_ON),
        card_number=_first(Field.CARD_NUMBER),
        check_code=_first(Field.CHECK_CODE),
        library_number=texts.sample_library_number or _first(Field.LIBRARY_NUMBER),
        photo=photo or _silhouette(),
        qr_text=f"https://{texts.verify_address}#{digits}",
    )


def bare_content(content: CardContent) -> CardContent:
    """Return the same card with nothing in its optional fields."""
    return replace(content, second_name=None, address_lines=(), issued_on=None, library_number=None)


def _first(field: Field) -> str:
    return FIELDS[field].sample[0]


def _silhouette() -> bytes:
    """Draw nobody: head and shoulders in one grey."""
    width, height = _PHOTO_SIZE
    picture = Image.new("RGB", _PHOTO_SIZE, "#e4e8eb")
    pencil = ImageDraw.Draw(picture)
    grey = "#9aa5ad"
    pencil.ellipse((width * 0.31, height * 0.18, width * 0.69, height * 0.6), fill=grey)
    pencil.ellipse((width * 0.1, height * 0.66, width * 0.9, height * 1.4), fill=grey)
    file = BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()
