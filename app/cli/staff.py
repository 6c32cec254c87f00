"""Commands about people who work here."""

from typing import Annotated

import typer

from app.cli.passwords import asked_password
from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.kit.clock import system_clock
from app.kit.db import write_transaction
from app.kit.passwords import PasswordHasher, require_good_password
from app.main import opened_deployment
from app.settings import Settings
from app.staff import add_staff, person_of

staff = typer.Typer(help="People who work here.", no_args_is_help=True)


@staff.callback()
def about() -> None:
    """People who work here."""


@staff.command("add")
def add(
    email: str,
    role: Annotated[list[Role], typer.Option(help="May be given several times.")],
    site: Annotated[str, typer.Option(help="Desk; empty for all desks.")] = "",
    same_person_as: Annotated[
        str | None, typer.Option(help="E-mail address of another account of this person.")
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Add an account."""
    settings = Settings()
    password = asked_password(from_stdin=password_stdin)
    require_good_password(password, email=email, allow_sample=not settings.is_production)
    password_hash = PasswordHasher().hash(password)
    with (
        opened_deployment(settings) as deployment,
        write_transaction(deployment.new_session) as session,
    ):
        add_staff(
            session,
            email=email,
            roles=role,
            site=site,
            password_hash=password_hash,
            person_id=person_of(session, same_person_as) if same_person_as else None,
            by=SERVICE,
            now=system_clock(),
        )
    typer.echo(f"added {email}", err=True)
