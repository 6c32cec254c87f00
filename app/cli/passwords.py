"""How a command gets a password: asked for without echo, or read from standard input."""

import sys
from getpass import getpass

import typer


def asked_password(*, from_stdin: bool) -> str:
    """Return the password."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Password: ")
    if password != getpass("Again: "):
        typer.echo("the two passwords differ", err=True)
        raise typer.Exit(2)
    return password
