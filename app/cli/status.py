"""Commands about status lists."""

import typer

from app.cli.context import deployment
from app.verification import read_snapshot

status = typer.Typer(help="Status lists.", no_args_is_help=True)


@status.callback()
def about_status() -> None:
    """Status lists."""


@status.command()
def publish() -> None:
    """Sign the status lists that changed or are almost an hour old; servers do so by themselves."""
    with deployment() as opened:
        with opened.new_session() as session:
            snapshot = read_snapshot(session, now=opened.clock())
        signed = opened.new_publisher().publish(snapshot)
    typer.echo(f"{signed} of {len(snapshot.lists)} lists signed", err=True)
