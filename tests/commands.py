"""Run `tessera` commands inside the test's process, with the test's clock and settings."""

import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.cli.context import CLOCK
from app.kit.clock import Clock
from app.kit.errors import AppError
from app.settings import Settings


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Terminal:
    """A shell in one folder, on one machine."""

    folder: Path
    environment: Mapping[str, str]
    clock: Clock

    def run(self, command: str, *, given: str | None = None) -> Said:
        """Run one command line that begins with `tessera`; a refusal ends with exit status 1."""
        program, *words = shlex.split(command)
        assert program == "tessera"
        with self._here(), _clock(self.clock):
            ran = CliRunner().invoke(app, words, input=given)
        if isinstance(ran.exception, AppError):
            return Said(1, ran.stdout, ran.exception.reason)
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Said(ran.exit_code, ran.stdout, ran.stderr)

    def good(self, command: str, *, given: str | None = None) -> str:
        """Run a command that must succeed and return what it printed."""
        said = self.run(command, given=given)
        assert said.code == 0, (command, said)
        return said.out

    @contextmanager
    def _here(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            for name, value in self.environment.items():
                patch.setenv(name, value)
            yield


@contextmanager
def _clock(clock: Clock) -> Iterator[None]:
    token = CLOCK.set(clock)
    try:
        yield
    finally:
        CLOCK.reset(token)


def environment_of(settings: Settings) -> dict[str, str]:
    """Return the environment in which commands find a deployment."""
    values = settings.model_dump(mode="json", exclude_none=True)
    return {f"TESSERA_{name.upper()}": str(value) for name, value in values.items()}
