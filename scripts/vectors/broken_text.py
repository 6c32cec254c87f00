"""Step 1: texts, digits and Base45 that carry no credential."""

import zlib
from collections.abc import Iterator

from app.core.credential import Algorithm, ResultWord
from app.core.credential.base45 import encode_base45
from app.core.credential.digits import encode_digits
from app.core.credential.wire import base45_text
from scripts.vectors.case import Case, good
from scripts.vectors.material import header, make_claims, payload, printed, sealed

DIGITS = encode_digits(sealed(payload()))
COSE = sealed(payload())


def cases() -> Iterator[Case]:
    """Yield them."""
    texts = {
        "text: empty": "",
        "text: blanks": " \t\r\n",
        "text: words": "This is a library card.",
        "text: an address without digits": "https://id.riverbend.example/v#",
        "text: too long by one": "A" * (4296 - len(DIGITS) + 1) + DIGITS,
        "text: digits then a letter": f"{DIGITS}x",
        "text: digits then a full stop": f"{DIGITS}.",
        "text: a no-break space after the digits": f"{DIGITS}\u00a0",
        "text: a form feed after the digits": f"{DIGITS}\f",
        "digits: a run too short for a signature": DIGITS[-155:],
        "digits: fullwidth digits": DIGITS.translate({48 + n: 0xFF10 + n for n in range(10)}),
        "digits: Arabic digits": DIGITS.translate({48 + n: 0x660 + n for n in range(10)}),
        "digits: one missing at the end": printed(COSE)[:-1],
        "digits: one missing in front": DIGITS[1:],
        "digits: one more in front": f"1{DIGITS}",
        "digits: tail of an impossible length": DIGITS + "0",
        "digits: first chunk beyond 7 bytes": "9" * 17 + DIGITS[17:],
        "digits: first chunk is 2 to the 56": f"{1 << 56:017}{DIGITS[17:]}",
        "digits: tail beyond its bytes": encode_digits(COSE[: len(COSE) // 7 * 7]) + "999",
        "digits: tail is 256": encode_digits(COSE[: len(COSE) // 7 * 7]) + "256",
        "digits: a blank within": f"{DIGITS[:200]} {DIGITS[200:]}",
        "digits: only zeros": "0" * 170,
        "digits: the longest text of nines": "9" * 4296,
    }
    for name, text in texts.items():
        yield Case(name, text)
    yield from base45()
    room = 4296 - len(DIGITS)
    claims = make_claims()
    yield good("text: as long as may be", "A" * room + DIGITS, claims).moved("edge")
    yield good("text: as long, of emoji", "\U0001f4b3" * room + DIGITS, claims).moved("edge")
    yield Case("text: too long by one emoji", "\U0001f4b3" * (room + 1) + DIGITS).moved("edge")
    yield Case("text: a lone surrogate", "\ud800").moved("edge")


def base45() -> Iterator[Case]:
    """Yield flaws of the other wire."""
    wire = base45_text(COSE)
    stream = zlib.compress(COSE, 9)
    texts = {
        "base45: small letters": wire.lower(),
        "base45: a symbol outside the alphabet": wire[:9] + "_" + wire[10:],
        "base45: one symbol too many": wire + "0",
        "base45: a group beyond 65535": ":::" + wire[3:],
        "base45: a tail beyond 255": encode_base45(stream[: len(stream) // 2 * 2]) + "::",
        "base45: not zlib": encode_base45(COSE),
        "base45: a stream cut short": encode_base45(stream[:-5]),
        "base45: a stream without its checksum": encode_base45(stream[:-4]),
        "base45: a wrong checksum": encode_base45(stream[:-1] + bytes((stream[-1] ^ 1,))),
        "base45: something after the stream": encode_base45(stream + b"\0"),
        "base45: two streams": encode_base45(stream * 2),
        "base45: gzip instead of zlib": encode_base45(_gzip(COSE)),
        "base45: deflate without its frame": encode_base45(stream[2:-4]),
        "base45: a stream with a dictionary": encode_base45(_with_dictionary(COSE)),
        "base45: inflates to one byte too much": base45_text(bytes(4097)),
        "base45: inflates to a million": base45_text(bytes(1_000_000)),
        "base45: inflates to nothing": base45_text(b""),
        "base45: prefix of a health pass": f"HC1:{wire}",
    }
    for name, text in texts.items():
        yield Case(name, text)
    # 4,096 bytes are read; what they hold is signed by nobody known.
    filler = sealed(b"", protected=header(Algorithm.ES256, kid=b"none"))
    room = 4096 - len(filler) - 2
    largest = sealed(bytes(room), protected=header(Algorithm.ES256, kid=b"none"))
    name = "base45: inflates to as much as may be"
    yield Case(name, base45_text(largest), ResultWord.UNKNOWN_KEY).moved("edge")


def _gzip(data: bytes) -> bytes:
    deflater = zlib.compressobj(9, zlib.DEFLATED, 31)
    return deflater.compress(data) + deflater.flush()


def _with_dictionary(data: bytes) -> bytes:
    deflater = zlib.compressobj(9, zdict=data[:64])
    return deflater.compress(data) + deflater.flush()
