"""What commands work with: the deployment of the settings, and the clock of whoever runs them."""

import sys
from contextlib import AbstractContextManager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path

import typer

from app.kit.clock import Clock, system_clock
from app.main import Deployment, opened_deployment
from app.settings import Settings

CLOCK: ContextVar[Clock] = ContextVar("clock", default=system_clock)
"""The clock of commands; whoever calls them from Python may bring another."""


def deployment() -> AbstractContextManager[Deployment]:
    """Open the deployment that the settings name, for one command."""
    return opened_deployment(Settings(), clock=CLOCK.get())


def in_a_folder(path: Path | None) -> Path | None:
    """Refuse a file to write that has no folder, before anything is done that it should record."""
    if path is not None and not path.absolute().parent.is_dir():
        raise typer.BadParameter("there is no such folder")
    return path


def moment(text: str | None) -> datetime:
    """Return the moment that an option names, or now; a moment names its offset."""
    if text is None:
        return CLOCK.get()()
    try:
        named = datetime.fromisoformat(text)
    except ValueError:
        named = None
    if named is None or named.tzinfo is None:
        typer.echo("a moment is written like 2031-01-31T12:00:00+00:00", err=True)
        sys.exit(2)
    return named
