"""Space on the disks that this process writes to, and whether an act was stopped by its lack."""

import shutil
import time
from collections.abc import Mapping
from pathlib import Path

LOW_BYTES = 256 * 1024 * 1024
FULL_BYTES = 8 * 1024 * 1024
REMEMBERED_SECONDS = 30.0


def free_bytes(folder: Path) -> int:
    """Return the bytes that are free where a folder lies, or would lie once it is made."""
    while not folder.exists():
        folder = folder.absolute().parent
    return shutil.disk_usage(folder).free


class Storage:
    """The folders a process writes to, by what lies there."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._folders = folders
        self._full_at: float | None = None

    def note_full(self) -> None:
        """Note that an act was stopped: the database's disk may be another machine's."""
        self._full_at = time.monotonic()

    def has_space(self) -> bool:
        """Say whether there is space, and no act was stopped in the last half minute."""
        if self._full_at is not None and time.monotonic() - self._full_at < REMEMBERED_SECONDS:
            return False
        return all(free >= FULL_BYTES for free in self.free().values())

    def free(self) -> dict[str, int]:
        """Return the free bytes of each folder."""
        return {name: free_bytes(folder) for name, folder in self._folders.items()}
