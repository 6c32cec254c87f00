"""Commands about the numbers that the program's library hands out."""

from typing import Annotated

import typer

from app.cards.library import add_library_range, library_stock
from app.cli.context import deployment
from app.kit.actor import SERVICE
from app.kit.db import write_transaction
from app.programs import active_program

library = typer.Typer(help="Numbers of cards at the library.", no_args_is_help=True)


@library.command("add-range")
def add_range(
    first: Annotated[str, typer.Argument(help="First number, with its check digit.")],
    last: Annotated[str, typer.Argument(help="Last number, with its check digit.")],
) -> None:
    """Add numbers that the library handed out; cards take them one after another."""
    with deployment() as opened, write_transaction(opened.new_session) as session:
        add_library_range(session, first=first, last=last, by=SERVICE, now=opened.clock())
    typer.echo("added", err=True)


@library.command("list")
def list_() -> None:
    """List the ranges, and how many numbers of each are left."""
    with deployment() as opened, opened.new_session() as session:
        profile = active_program(session, opened.clock()).profile
        for stock in library_stock(session, profile):
            typer.echo(f"{stock.first} {stock.last} {stock.free} left")
