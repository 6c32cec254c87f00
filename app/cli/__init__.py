"""The `tessera` command: thin commands that call use cases.

Exit status: 0 good, 1 "no" as an answer, 2 wrong usage. Data goes to standard output, everything
else to standard error.
"""

import sys
from collections.abc import Iterator
from typing import NoReturn

import typer
from pydantic import ValidationError

from app.cli.audit import audit
from app.cli.bureau import bureau
from app.cli.card import card
from app.cli.check import verify
from app.cli.keys import keys
from app.cli.library import library
from app.cli.print_agent import print_agent
from app.cli.program import program
from app.cli.sentences import in_words
from app.cli.service import doctor, init, migrate, serve, worker
from app.cli.staff import staff
from app.cli.status import status
from app.cli.succession import succession
from app.core.program import ProfileError
from app.core.rendering.template import TemplateInvalidError
from app.keys import KeyFileMissingError
from app.kit.db import DatabaseError, is_storage_full
from app.kit.errors import AppError
from app.kit.logging import configure_logging
from app.main.start_checks import UnsafeStartError
from app.programs import CardDesignNotFoundError, FontsMissingError
from app.vault import UnsafeKeyringError

app = typer.Typer(
    name="tessera",
    help="Issue a community ID card and let anyone check it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (init, serve, worker, migrate, doctor, verify, succession, print_agent):
    app.command()(command)
app.add_typer(staff, name="staff")
app.add_typer(program, name="program")
app.add_typer(card, name="card")
app.add_typer(library, name="library")
app.add_typer(bureau, name="bureau")
app.add_typer(keys, name="keys")
app.add_typer(status, name="status")
app.add_typer(audit, name="audit")


# What stops a command besides a refusal of a use case, in the words that stand before it.
STOPS: dict[type[Exception], str] = {
    ProfileError: "not a program profile",
    CardDesignNotFoundError: "no such card design",
    TemplateInvalidError: "not a card design",
    FontsMissingError: "fonts are missing, build the assets",
    UnsafeKeyringError: "others can read what only the service may",
    UnsafeStartError: "not fit for production",
}


def main() -> None:
    """Run the command line; a refusal ends with its reason and exit status 1."""
    configure_logging()
    try:
        app()
    except AppError as error:
        file = [error.file_name] if isinstance(error, KeyFileMissingError) else []
        _stop(
            in_words(error.reason),
            *(f"{field}: {reason}" for field, reason in _fields(error)),
            *file,
        )
    except tuple(STOPS) as error:
        words = next(words for kind, words in STOPS.items() if isinstance(error, kind))
        _stop(f"{words}: {error}")
    except DatabaseError as error:
        if is_storage_full(error):
            _stop("no space is left on the disk of the database; nothing was saved", status=2)
        _stop(f"the database cannot be used: {type(error).__name__}", status=2)
    except OSError as error:
        _stop(f"cannot use the file {error.filename}: {error.strerror}", status=2)
    except ValidationError as error:
        _stop(*_settings_at_fault(error), status=2)


def _stop(*lines: str, status: int = 1) -> NoReturn:
    typer.echo("\n".join(lines), err=True)
    sys.exit(status)


def _settings_at_fault(error: ValidationError) -> Iterator[str]:
    """Name the settings that are wrong; their values, which hold passwords, are not repeated."""
    for fault in error.errors(include_input=False, include_url=False, include_context=False):
        name = "_".join(map(str, fault["loc"])).upper()
        message = fault["msg"].removeprefix("Value error, ")
        yield f"TESSERA_{name}: {message}" if name else message


def _fields(error: AppError) -> tuple[tuple[str, str], ...]:
    return getattr(error, "fields", ())
