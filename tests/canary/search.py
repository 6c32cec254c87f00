"""Search bytes for texts in every form, also inside what was compressed or written as digits."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.core.credential.digits import DigitsError, decode_digits
from app.core.credential.wire import SHORTEST_RUN
from tests.canary.encodings import Form, forms_of

MAX_INFLATED = 8 * 1024 * 1024
MAX_DEPTH = 3
LOOK_INSIDE_BELOW = 4 * 1024 * 1024
NULS = re.compile(rb"\0{1024,}")
LINE_ENDS = re.compile(rb"=?\r?\n[ \t]*")
DIGITS = re.compile(rb"\d{%d,}" % SHORTEST_RUN)
# zlib (RFC 1950: method 8, window 32 kB or less, check bits) and gzip (RFC 1952).
COMPRESSED = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78]|\x1f\x8b\x08", re.DOTALL)
ZLIB_OR_GZIP = zlib.MAX_WBITS | 32


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a text was found and in which form; never the bytes around it."""

    place: str
    text: str
    form: str


@dataclass(frozen=True)
class Search:
    """A search for several texts."""

    texts: tuple[str, ...]

    @cached_property
    def forms(self) -> tuple[tuple[str, Form], ...]:
        """Return every form of every text."""
        return tuple((text, form) for text in self.texts for form in forms_of(text))

    def in_bytes(self, place: str, data: bytes) -> set[Hit]:
        """Search bytes, what is compressed in them, and what long runs of digits stand for."""
        return {
            Hit(place, text, form.name)
            for view in _views(NULS.sub(b"\0" * 64, data), depth=0)
            for text, form in self._found(view)
        }

    def in_file(self, path: Path) -> set[Hit]:
        """Search a file and its name."""
        return self.in_bytes(str(path), path.read_bytes() + b"\n" + bytes(path))

    def in_folder(self, folder: Path, *, since: float = 0) -> set[Hit]:
        """Search every file below a folder that was written at `since` (seconds) or later."""
        paths = [path for path in folder.rglob("*") if path.is_file()]
        fresh = (path for path in paths if path.stat().st_mtime >= since)
        return union(self.in_file(path) for path in fresh)

    def _found(self, data: bytes) -> Iterator[tuple[str, Form]]:
        lowered = data.lower()
        for text, form in self.forms:
            if form.pattern in (lowered if form.is_folded else data):
                yield text, form


def union(hits: Iterable[set[Hit]]) -> set[Hit]:
    """Return all hits together."""
    return set[Hit]().union(*hits)


def _views(data: bytes, *, depth: int) -> Iterator[bytes]:
    yield data
    if depth == MAX_DEPTH or len(data) > LOOK_INSIDE_BELOW:
        return
    joined = LINE_ENDS.sub(b"", data)
    if joined != data:
        yield joined
    for inside in (*_inflated(data), *_from_digits(data)):
        yield from _views(inside, depth=depth + 1)


def _inflated(data: bytes) -> Iterator[bytes]:
    for found in COMPRESSED.finditer(data):
        start = found.start()
        is_gzip = data[start] == 0x1F
        if not is_gzip and int.from_bytes(data[start : start + 2], "big") % 31:
            continue
        inflater = zlib.decompressobj(ZLIB_OR_GZIP)
        try:
            content = inflater.decompress(data[start:], MAX_INFLATED)
        except zlib.error:
            continue
        if content:
            yield content


def _from_digits(data: bytes) -> Iterator[bytes]:
    for run in DIGITS.findall(data):
        try:
            yield decode_digits(run.decode())
        except DigitsError:
            continue
