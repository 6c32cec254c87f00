"""The `tessera` command as people run it: arguments, environment, standard streams, exit status."""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli import main
from tests.logs import logging_as_it_was
from tests.town import Town


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    error: str

    @property
    def lines(self) -> list[str]:
        """Return the lines of standard output."""
        return self.out.splitlines()


Tessera = Callable[..., Ran]


@pytest.fixture
def tessera(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Tessera]:
    """Return a function that runs a command on a development deployment in `tmp_path`."""
    monkeypatch.setenv("TESSERA_ENVIRONMENT", "development")
    monkeypatch.setenv("TESSERA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TESSERA_KEYRING_DIR", str(tmp_path / "keyring"))
    monkeypatch.delenv("TESSERA_DATABASE_URL", raising=False)

    def run(*arguments: str, stdin: str = "", **environment: str) -> Ran:
        for name, value in environment.items():
            monkeypatch.setenv(f"TESSERA_{name.upper()}", value)
        monkeypatch.setattr(sys, "argv", ["tessera", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        with pytest.raises(SystemExit) as caught:
            finished()
        captured = capsys.readouterr()
        return Ran(status_of(caught.value.code), captured.out, captured.err)

    with logging_as_it_was():
        yield run


def finished() -> None:
    """Run the command; one that comes to its end has the status of one that says so."""
    main()
    sys.exit(0)


def status_of(code: object) -> int:
    """Return the exit status that a shell would see."""
    if code is None:
        return 0
    return code if isinstance(code, int) else 1


@pytest.fixture
def of_town(town: Town, tessera: Tessera) -> Tessera:
    """Return a function that runs a command on a town's deployment, on both databases."""
    settings = town.settings

    def run(*arguments: str, stdin: str = "") -> Ran:
        return tessera(
            *arguments,
            stdin=stdin,
            environment="production",
            data_dir=str(settings.data_dir),
            keyring_dir=str(settings.keyring_dir),
            database_url=str(settings.database_url),
            base_url=settings.base_url,
        )

    return run
