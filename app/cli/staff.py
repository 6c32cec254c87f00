"""Commands about people who work here."""

from typing import Annotated

import typer

from app.cli.passwords import asked_password
from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.kit.clock import system_clock
from app.kit.db import Session, write_transaction
from app.kit.passwords import PasswordHasher, require_good_password
from app.main import opened_deployment
from app.programs import active_program
from app.settings import Settings
from app.staff import account_of, add_staff, person_of, reopen_staff

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
        _require_site(session, site)
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


@staff.command()
def reopen(email: str) -> None:
    """Let an account sign in again, after it was closed or after too many failures."""
    with (
        opened_deployment(Settings()) as deployment,
        write_transaction(deployment.new_session) as session,
    ):
        account_id = account_of(session, email)
        reopen_staff(session, account_id=account_id, by=SERVICE, now=system_clock())
    typer.echo(f"reopened {email}", err=True)


def _require_site(session: Session, site: str) -> None:
    profile = active_program(session, system_clock()).profile
    if site and profile.site(site) is None:
        known = ", ".join(known.id for known in profile.sites)
        typer.echo(f"the program has no such site; it has {known}", err=True)
        raise typer.Exit(2)
