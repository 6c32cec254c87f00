"""`tessera verify`: check a code from text, a picture or a PDF, with no server."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.cli.read_code import CodeNotFoundError, read_code
from app.core.credential import Freshness, ResultWord
from app.kit.clock import system_clock
from app.main import opened_deployment
from app.settings import Settings
from app.verification import Check, check_card, read_snapshot

# The text of a code is longer than any path somebody types.
LONGEST_PATH = 400
FILE_SUFFIXES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".webp", ".gif"})


def verify(
    text: Annotated[str, typer.Argument(help="The text of a code, `-`, a picture or a PDF.")],
    at: Annotated[
        str | None, typer.Option(help="Check as of this moment, ISO 8601 with an offset.")
    ] = None,
    require_fresh: Annotated[
        bool, typer.Option("--require-fresh", help="Exit 1 unless the answer is fresh.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check a card: print the word, exit 0 for `valid` and 1 for anything else."""
    now = _moment(at)
    try:
        scanned = _scanned(text)
    except CodeNotFoundError:
        typer.echo("no code was found in the picture", err=True)
        scanned = ""
    with opened_deployment(Settings()) as deployment, deployment.new_session() as session:
        snapshot = read_snapshot(session, now=deployment.clock())
    check = check_card(scanned, snapshot=snapshot, now=now)
    _print(check, as_json=as_json)
    is_good = check.verdict.word is ResultWord.VALID
    if not is_good or (require_fresh and check.freshness is not Freshness.FRESH):
        raise typer.Exit(1)


def _print(check: Check, *, as_json: bool) -> None:
    if as_json:
        answer = {
            "result": check.verdict.word.value,
            "status_as_of": check.status_as_of.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "freshness": check.freshness.value,
            "please_visit": check.verdict.please_visit,
        }
        typer.echo(json.dumps(answer))
        return
    typer.echo(check.verdict.word.value)
    if check.freshness is not Freshness.FRESH:
        typer.echo(f"the list is {check.freshness.value}", err=True)


def _moment(at: str | None) -> datetime:
    if at is None:
        return system_clock()
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        typer.echo("--at takes a moment such as 2031-01-31T12:00:00+00:00", err=True)
        sys.exit(2)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _scanned(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if len(text) > LONGEST_PATH:
        return text
    path = Path(text)
    if path.is_file():
        return read_code(path.read_bytes())
    if path.is_dir() or path.suffix.lower() in FILE_SUFFIXES:
        typer.echo("there is no such file", err=True)
        sys.exit(2)
    return text
