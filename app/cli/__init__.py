"""The `tessera` command: thin commands that call use cases.

Exit status: 0 good, 1 "no" as an answer, 2 wrong usage. Data goes to standard output, everything
else to standard error.
"""

import sys

import typer

from app.cli.audit import audit
from app.cli.card import card
from app.cli.check import verify
from app.cli.keys import keys
from app.cli.program import program
from app.cli.service import doctor, init, migrate, serve, worker
from app.cli.staff import staff
from app.cli.status import status
from app.cli.succession import succession
from app.core.program import ProfileError
from app.keys import KeyFileMissingError
from app.kit.errors import AppError
from app.kit.logging import configure_logging
from app.vault import UnsafeKeyringError

app = typer.Typer(
    name="tessera",
    help="Issue a community ID card and let anyone check it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (init, serve, worker, migrate, doctor, verify, succession):
    app.command()(command)
app.add_typer(staff, name="staff")
app.add_typer(program, name="program")
app.add_typer(card, name="card")
app.add_typer(keys, name="keys")
app.add_typer(status, name="status")
app.add_typer(audit, name="audit")


def main() -> None:
    """Run the command line; a refusal ends with its reason and exit status 1."""
    configure_logging()
    try:
        app()
    except AppError as error:
        lines = [error.reason, *(f"{field}: {reason}" for field, reason in _fields(error))]
        if isinstance(error, KeyFileMissingError):
            lines.append(error.file_name)
        typer.echo("\n".join(lines), err=True)
        sys.exit(1)
    except ProfileError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except UnsafeKeyringError as error:
        typer.echo(f"others can read {error}", err=True)
        sys.exit(1)


def _fields(error: AppError) -> tuple[tuple[str, str], ...]:
    return getattr(error, "fields", ())
