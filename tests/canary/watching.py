"""Watch which files this process opens to write, so that files that live for a moment are seen.

A hook of `sys.addaudithook` cannot be taken away; it looks at nothing unless somebody watches.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_watchers: list[list[Path]] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if not _watchers or event not in {"open", "tempfile.mkstemp", "tempfile.mkdtemp"}:
        return
    path = arguments[0]
    if event == "open" and not _writes(arguments[1], arguments[2]):
        return
    if isinstance(path, str | bytes | os.PathLike):
        for opened in _watchers:
            opened.append(Path(os.fsdecode(path)))


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str) and set(mode) & set("wax+"):
        return True
    return isinstance(flags, int) and bool(flags & WRITING)


sys.addaudithook(_note)


@contextmanager
def watched_writes() -> Iterator[list[Path]]:
    """Yield the list of paths opened for writing, which grows meanwhile."""
    opened: list[Path] = []
    _watchers.append(opened)
    try:
        yield opened
    finally:
        _watchers.remove(opened)


@contextmanager
def temporary_folder(folder: Path) -> Iterator[Path]:
    """Let everything that asks for a temporary file find this folder."""
    folder.mkdir()
    before = os.environ.get("TMPDIR"), tempfile.tempdir
    os.environ["TMPDIR"], tempfile.tempdir = str(folder), str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before[1]
        if before[0] is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before[0]
