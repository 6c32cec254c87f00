"""Commands about the audit log."""

import json
from typing import Annotated

import typer

from app.audit import verify_log
from app.cli.context import deployment

audit = typer.Typer(help="The audit log.", no_args_is_help=True)


@audit.callback()
def about_audit() -> None:
    """The audit log."""


@audit.command()
def verify(*, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Recompute the whole log and compare it with its head; exit status 1 where they differ."""
    with deployment() as opened, opened.new_session() as session:
        check = verify_log(session)
    answer = {"size": check.size, "root": check.root.hex(), "intact": check.is_intact}
    typer.echo(json.dumps(answer) if as_json else f"{check.size} {check.root.hex()}")
    if not check.is_intact:
        raise typer.Exit(1)
