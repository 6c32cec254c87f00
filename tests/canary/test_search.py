"""The search itself: it finds planted texts in every form, and nothing where there is nothing."""

import gzip
import json
import random
import zlib
from base64 import a85encode, b32encode, b64encode, b85encode, encodebytes, urlsafe_b64encode
from binascii import b2a_uu, hexlify
from collections.abc import Callable
from hashlib import sha256
from html import escape
from pathlib import Path
from quopri import encodestring
from urllib.parse import quote_from_bytes

import pytest

from app.core.credential.base45 import encode_base45
from app.core.credential.digits import encode_digits
from tests.canary.encodings import CHARACTER_SETS, forms_of
from tests.canary.search import Search

TEXT = "Zqvxwomirta"
SEARCH = Search((TEXT,))
LINE = f"the name is {TEXT}, of the town"
BYTES = LINE.encode()

PLANTED: dict[str, bytes] = {
    **{charset: LINE.encode(charset) for charset in CHARACTER_SETS},
    "upper case": LINE.upper().encode(),
    "lower case": LINE.lower().encode(),
    "reversed": LINE[::-1].encode(),
    "hex": hexlify(BYTES),
    "hex, upper case": hexlify(BYTES).upper(),
    "hex of UTF-16": hexlify(LINE.encode("utf-16-le")),
    "hex with colons": hexlify(BYTES, ":"),
    "base32": b32encode(BYTES),
    "base85": b85encode(BYTES),
    "ascii85": a85encode(BYTES),
    "base45": encode_base45(BYTES).encode(),
    "base64 in lines": encodebytes(BYTES * 9),
    "base64 for addresses": urlsafe_b64encode(BYTES),
    "base64 of UTF-16": b64encode(LINE.encode("utf-16-le")),
    "JSON": json.dumps({"name": TEXT}).encode(),
    "JSON, escaped": "".join(f"\\u{ord(letter):04X}" for letter in TEXT).encode(),
    "percent, everything": "".join(f"%{byte:02X}" for byte in BYTES).encode(),
    "percent": quote_from_bytes(BYTES).encode(),
    "quoted-printable in lines": encodestring(b"x" * 70 + BYTES),
    "quoted-printable, everything": "".join(f"={byte:02X}" for byte in BYTES).encode(),
    "HTML": escape(LINE).encode(),
    "HTML, everything": "".join(f"&#x{ord(letter):x};" for letter in LINE).encode(),
    "HTML decimal": "".join(f"&#{ord(letter)};" for letter in LINE).encode(),
    "C, everything": "".join(f"\\x{byte:02x}" for byte in BYTES).encode(),
    "octal": "".join(f"\\{byte:03o}" for byte in BYTES).encode(),
    "numbers": str(list(BYTES)).encode(),
    "digest": sha256(TEXT.encode()).digest(),
    "digest in hex": sha256(TEXT.lower().encode()).hexdigest().encode(),
    "zlib": b"before" + zlib.compress(BYTES) + b"after",
    "zlib, fast": zlib.compress(BYTES, 1),
    "gzip": gzip.compress(BYTES),
    "zlib in zlib": zlib.compress(b"x" + zlib.compress(BYTES)),
    "digits of a card's code": b"https://id.example/v#" + encode_digits(BYTES * 3).encode(),
    "digits of compressed bytes": encode_digits(zlib.compress(BYTES + bytes(range(99)))).encode(),
    "after many NULs": bytes(100_000) + BYTES,
}


@pytest.mark.parametrize("data", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_text_is_found(data: bytes) -> None:
    assert {hit.text for hit in SEARCH.in_bytes("here", data)} == {TEXT}


BLOCKS: dict[str, Callable[[bytes], bytes]] = {
    "base64": b64encode,
    "base32": b32encode,
    "base85": b85encode,
    "ascii85": a85encode,
    "base45": lambda data: encode_base45(data).encode(),
}


@pytest.mark.parametrize("encode", BLOCKS.values(), ids=BLOCKS.keys())
def test_it_is_found_wherever_it_stands_in_a_block(encode: Callable[[bytes], bytes]) -> None:
    for before in range(12):
        assert SEARCH.in_bytes("here", encode(b"." * before + BYTES)), before


def test_there_are_more_than_sixty_forms_and_none_is_short() -> None:
    forms = forms_of(TEXT)
    assert len({form.name for form in forms}) > 60
    assert min(len(form.pattern) for form in forms) >= 8


def test_nothing_is_found_where_there_is_nothing() -> None:
    noise = random.Random(7)  # noqa: S311 - bytes that look random
    data = noise.randbytes(2_000_000) + b64encode(noise.randbytes(500_000))
    assert SEARCH.in_bytes("noise", data) == set()
    assert SEARCH.in_bytes("half", TEXT[:7].encode() + b2a_uu(b"nothing")) == set()


def test_a_folder_is_searched_with_the_names_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "clean").write_bytes(b"nothing")
    (tmp_path / "inner" / "dirty").write_bytes(BYTES)
    (tmp_path / TEXT).write_bytes(b"nothing")
    found = {Path(hit.place).name for hit in SEARCH.in_folder(tmp_path)}
    assert found == {"dirty", TEXT}
    assert SEARCH.in_folder(tmp_path, since=2**40) == set()
