"""`tessera succession`: what keeps cards checkable when the program ends."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.context import deployment
from app.main import export_succession


def succession(
    out: Annotated[Path, typer.Option(help="Folder to make; must not exist.")],
) -> None:
    """Export keys, status lists and instructions with which anybody can go on checking cards."""
    with deployment() as opened:
        for name in export_succession(opened, out):
            typer.echo(str(out / name))
