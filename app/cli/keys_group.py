"""`tessera keys`: the group that commands for custodians and for the root's machine share."""

import typer

keys = typer.Typer(help="Issuer keys.", no_args_is_help=True)


@keys.callback()
def about_keys() -> None:
    """Issuer keys."""
