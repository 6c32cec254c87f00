"""One release of the verifier page: every file a browser keeps, under one digest.

The service worker keeps exactly these paths. A change of a file or of the configuration makes
another release, and browsers then fetch all of it anew.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

PAGE: Final = "/v"
"""The page itself; its files lie below."""
SERVICE_WORKER: Final = "sw.js"
SHELL: Final = "shell.js"
CONFIG: Final = "config.json"
_INDEX: Final = "index.html"
_DIGEST_SYMBOLS: Final = 32
_LEAST_SAVED: Final = 0.9  # pictures and the like do not get smaller
_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True, slots=True)
class VerifierConfig:
    """What the page is told about this deployment: public, and the same for everybody."""

    issuer: str
    """The issuer whose cards are known here."""
    root: str
    """The pinned root key as COSE_Key, in hexadecimal."""
    program: str
    """The program's name, for people."""
    time_zone: str
    freshness_limit: int
    """Seconds after which a status list makes an answer amber instead of green."""


@dataclass(frozen=True, slots=True)
class VerifierFile:
    """One file as it is answered."""

    content: bytes
    media_type: str
    etag: str
    compressed: bytes | None
    """The content as gzip, where that is smaller."""


@dataclass(frozen=True, slots=True)
class Release:
    """The files by path below `/v`; the page itself has the empty path."""

    digest: str
    files: Mapping[str, VerifierFile]


class ReleaseMaker:
    """Reads the files once and makes the release for a configuration, once for each."""

    def __init__(self, *folders: Path) -> None:
        self._contents = dict(_read(folders))
        self._files = {path: make_file(path, data) for path, data in self._contents.items()}
        self._made: dict[VerifierConfig, Release] = {}

    def release(self, config: VerifierConfig) -> Release:
        """Return the release for this configuration."""
        if config not in self._made:
            self._made[config] = self._make(config)
        return self._made[config]

    def _make(self, config: VerifierConfig) -> Release:
        told = json.dumps(asdict(config), indent=1).encode()
        contents = self._contents | {CONFIG: told}
        digest = sha256()
        for path in sorted(contents):
            digest.update(f"{path}\0{len(contents[path])}\0".encode() + contents[path])
        name = digest.hexdigest()[:_DIGEST_SYMBOLS]
        kept = sorted(contents.keys() - {SERVICE_WORKER, _INDEX})
        paths = [PAGE, *(f"{PAGE}/{path}" for path in kept)]
        shell = f"self.SHELL = {json.dumps({'release': name, 'paths': paths}, indent=1)};\n"
        files = self._files | {
            CONFIG: make_file(CONFIG, told),
            SHELL: make_file(SHELL, shell.encode()),
            "": self._files[_INDEX],
        }
        return Release(name, {path: file for path, file in files.items() if path != _INDEX})


def make_file(path: str, content: bytes) -> VerifierFile:
    """Prepare one file for being answered."""
    compressed = gzip.compress(content, mtime=0)
    return VerifierFile(
        content=content,
        media_type=_MEDIA_TYPES[Path(path).suffix],
        etag=f'"{sha256(content).hexdigest()[:_DIGEST_SYMBOLS]}"',
        compressed=compressed if len(compressed) < len(content) * _LEAST_SAVED else None,
    )


def _read(folders: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _MEDIA_TYPES:
                yield path.relative_to(folder).as_posix(), path.read_bytes()
