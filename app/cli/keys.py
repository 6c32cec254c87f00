"""Commands about issuer keys and the audit log."""

import json
from typing import Annotated

import typer

from app.audit import verify_log
from app.keys import KeyRepository, KeyRole
from app.main import opened_deployment
from app.settings import Settings

keys = typer.Typer(help="Issuer keys.", no_args_is_help=True)
audit = typer.Typer(help="The audit log.", no_args_is_help=True)

AsJSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@keys.callback()
def about_keys() -> None:
    """Issuer keys."""


@audit.callback()
def about_audit() -> None:
    """The audit log."""


@keys.command("list")
def list_(*, as_json: AsJSON = False) -> None:
    """List issuer keys with their windows."""
    with opened_deployment(Settings()) as deployment, deployment.new_session() as session:
        rows = [
            {
                "kid": key.kid.hex(),
                "role": key.role,
                "algorithm": key.algorithm,
                "standing": key.standing,
                "sign_until": key.sign_until.isoformat(timespec="seconds"),
                "verify_until": key.verify_until.isoformat(timespec="seconds"),
            }
            for role in KeyRole
            for key in KeyRepository(session).all(role)
        ]
    typer.echo(json.dumps(rows) if as_json else "\n".join(" ".join(row.values()) for row in rows))


@audit.command()
def verify(*, as_json: AsJSON = False) -> None:
    """Recompute the whole log and compare it with its head; exit status 1 where they differ."""
    with opened_deployment(Settings()) as deployment, deployment.new_session() as session:
        check = verify_log(session)
    answer = {"size": check.size, "root": check.root.hex(), "intact": check.is_intact}
    typer.echo(json.dumps(answer) if as_json else f"{check.size} {check.root.hex()}")
    if not check.is_intact:
        raise typer.Exit(1)
