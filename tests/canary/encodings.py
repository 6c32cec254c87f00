"""The forms in which a text may hide in bytes: character sets, escapes, alphabets, digests.

Forms that do not tell large letters from small ones are searched in lowered bytes (`is_folded`);
the others are spelled out for the text as it is, in large and in small letters.
"""

import codecs
import hashlib
from base64 import a85encode, b32encode, b64encode, b85encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.core.credential.base45 import encode_base45

SHORTEST = 8
"""Bytes a pattern must have: a shorter one would be found by chance."""
CHARACTER_SETS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037")
DIGESTS = ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s")
ESCAPES: dict[str, Callable[[str], str]] = {
    "percent": lambda letter: f"%{ord(letter):02x}",
    "percent of UTF-16": lambda letter: f"%u{ord(letter):04x}",
    "JSON": lambda letter: f"\\u{ord(letter):04x}",
    "braces": lambda letter: f"\\u{{{ord(letter):x}}}",
    "C hex": lambda letter: f"\\x{ord(letter):02x}",
    "C octal": lambda letter: f"\\{ord(letter):03o}",
    "CSS": lambda letter: f"\\{ord(letter):06x}",
    "HTML decimal": lambda letter: f"&#{ord(letter)};",
    "HTML hex": lambda letter: f"&#x{ord(letter):x};",
    "quoted-printable": lambda letter: f"={ord(letter):02x}",
    "hex with spaces": lambda letter: f"{ord(letter):02x} ",
    "hex with colons": lambda letter: f"{ord(letter):02x}:",
    "list of numbers": lambda letter: f"{ord(letter)}, ",
    "spaced": lambda letter: f"{letter.lower()} ",
}


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A binary-to-text coding: `block` bytes at a time become `letters` letters."""

    encode: Callable[[bytes], bytes]
    block: int
    letters: int

    def patterns(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield, for each place in a block at which `data` may begin, what depends on it alone."""
        for offset in range(self.block):
            whole = (offset + len(data)) // self.block * self.block
            encoded = self.encode((bytes(offset) + data)[:whole])
            yield offset, encoded[self.letters :] if offset else encoded


ALPHABETS = {
    "base64": Alphabet(b64encode, block=3, letters=4),
    "base32": Alphabet(b32encode, block=5, letters=8),
    "base85": Alphabet(b85encode, block=4, letters=5),
    "ascii85": Alphabet(a85encode, block=4, letters=5),
    "base45": Alphabet(lambda data: encode_base45(data).encode(), block=2, letters=3),
}


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a text."""

    name: str
    pattern: bytes
    is_folded: bool


def forms_of(text: str) -> tuple[Form, ...]:
    """Return every form in which a text of ASCII letters is searched, each pattern once."""
    found: dict[tuple[bytes, bool], Form] = {}
    for form in (*_folded(text), *_exact(text)):
        if len(form.pattern) >= SHORTEST:
            found.setdefault((form.pattern, form.is_folded), form)
    return tuple(found.values())


def _folded(text: str) -> Iterator[Form]:
    for direction, written in (("", text), ("reversed ", text[::-1])):
        for charset in CHARACTER_SETS[:-1]:
            name = f"{direction}{charset}"
            yield Form(name, written.lower().encode(charset), is_folded=True)
        for case, cased in _cases(written):
            for name, escape in ESCAPES.items():
                pattern = "".join(map(escape, cased)).encode()
                yield Form(f"{direction}{case}{name}", pattern, is_folded=True)
    for case, cased in _cases(text):
        for charset in CHARACTER_SETS:
            pattern = cased.encode(charset).hex().encode()
            yield Form(f"{case}{charset} in hex", pattern, is_folded=True)
        for name in DIGESTS:
            digest = hashlib.new(name, cased.encode()).hexdigest().encode()
            yield Form(f"{case}{name} in hex", digest, is_folded=True)
    yield Form("rot13", codecs.encode(text.lower(), "rot13").encode(), is_folded=True)


def _exact(text: str) -> Iterator[Form]:
    for case, cased in _cases(text):
        yield Form(f"{case}cp037", cased.encode("cp037"), is_folded=False)
        for charset in CHARACTER_SETS:
            yield from _in_alphabet("base64", f"{case}{charset}", cased.encode(charset))
        for name in ALPHABETS:
            yield from _in_alphabet(name, f"{case}utf-8", cased.encode())
        for name in DIGESTS:
            digest = hashlib.new(name, cased.encode()).digest()
            yield Form(f"{case}{name}", digest, is_folded=False)
            yield Form(f"{case}{name} in base64", b64encode(digest)[:-3], is_folded=False)


def _in_alphabet(alphabet: str, label: str, data: bytes) -> Iterator[Form]:
    for offset, pattern in ALPHABETS[alphabet].patterns(data):
        yield Form(f"{label} in {alphabet}+{offset}", pattern, is_folded=False)


def _cases(text: str) -> tuple[tuple[str, str], ...]:
    return (("", text), ("upper ", text.upper()), ("lower ", text.lower()))
