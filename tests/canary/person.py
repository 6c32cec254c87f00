"""A person nobody is: words that occur nowhere else, an address, photos that carry the name."""

from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

GIVEN, FAMILY, PREFERRED = "Zqvxwomirta", "Ytterkwylde", "Wqrimzelvoth"
STREET, CITY, HOUSE = "Qwyzzlefordx", "Bvorkhampstyx", "Jxqortandelle"
WORDS = (GIVEN, FAMILY, PREFERRED, STREET, CITY, HOUSE)
NAME = f"{GIVEN} {FAMILY}"
EMAIL = f"{GIVEN}.{FAMILY}@{STREET}.example".lower()

PAPERS = [
    {"kind": "passport", "expires_on": "2030-01-31"},
    {"kind": "utility_bill", "issued_on": "2026-11-02"},
]
ADDRESS = {
    "mode": "printed",
    "line": f"99 {STREET} Lane",
    "city": CITY,
    "postal_code": "55021",
    "care_of": HOUSE,
}
INTAKE: dict[str, Any] = {
    "names": {"given": GIVEN, "family": FAMILY, "preferred": PREFERRED},
    "birth_date": "1931-07-19",
    "address": ADDRESS,
    "documents": PAPERS,
    "language": "en",
}
FORM = {
    "given_names": GIVEN,
    "family_names": FAMILY,
    "preferred_name": PREFERRED,
    "birth_year": "1931",
    "birth_month": "7",
    "birth_day": "19",
    "address_mode": "printed",
    "address_line": f"99 {STREET} Lane",
    "city": CITY,
    "postal_code": "55021",
    "care_of": HOUSE,
    "language": "en",
    "document_passport": "on",
    "document_passport_expires_on": "2030-01-31",
    "document_utility_bill": "on",
    "document_utility_bill_issued_on": "2026-11-02",
}
DESCRIPTION, ARTIST, COMMENT = 0x010E, 0x013B, 0x9286  # tags of EXIF


@cache
def jpeg(*, width: int = 600, height: int = 750) -> bytes:
    """Return a JPEG with the name in EXIF, in its comment and after its end."""
    image = Image.new("RGB", (width, height), (171, 146, 122))
    image.paste((96, 70, 52), (width // 3, height // 4, 2 * width // 3, 2 * height // 3))
    exif = image.getexif()
    exif[DESCRIPTION], exif[ARTIST] = NAME, NAME
    exif.get_ifd(0x8769)[COMMENT] = f"{HOUSE} {STREET}".encode()
    buffer = BytesIO()
    image.save(buffer, "JPEG", exif=exif, comment=f"{NAME}, {CITY}".encode())
    return buffer.getvalue() + NAME.encode()


@cache
def png() -> bytes:
    """Return a PNG with the name in a text chunk and in a compressed one."""
    notes = PngInfo()
    notes.add_text("Title", NAME)
    notes.add_itxt("Comment", f"{NAME}, {CITY}", zip=True)
    buffer = BytesIO()
    image = Image.new("RGB", (600, 750), (150, 120, 100))
    image.paste((96, 70, 52), (200, 190, 400, 500))
    image.save(buffer, "PNG", pnginfo=notes)
    return buffer.getvalue()


def bad_photos() -> dict[str, bytes]:
    """Return pictures that are refused, each with the name in it."""
    return {
        "cut short": jpeg()[: len(jpeg()) // 2],
        "too small": jpeg(width=120, height=150),
        "no picture": NAME.encode() * 50,
        "empty": b"",
        "gif": b"GIF89a" + NAME.encode(),
    }


def large_photo(size: int) -> bytes:
    """Return a JPEG padded to `size` bytes with comments (COM, at most 65,533 bytes each)."""
    plain = jpeg(width=1200, height=1500)
    missing = size - len(plain)
    filler = (NAME.encode() + b" ") * 3000
    segments = []
    while missing > 0:
        part = filler[: min(65_533, max(missing - 4, 1))]
        segments.append(b"\xff\xfe" + (len(part) + 2).to_bytes(2, "big") + part)
        missing -= len(segments[-1])
    return plain[:2] + b"".join(segments) + plain[2:]
