"""`tessera verify`: check a code from text, a picture or a PDF, with no server.

With a trust file it asks no database either: key sets and status lists are all it knows.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.cli.context import deployment, moment
from app.cli.read_code import CodeNotFoundError, read_code
from app.core.credential import (
    Freshness,
    ResultWord,
    ScannedText,
    SignedListError,
    TrustFile,
    TrustFileError,
    Verdict,
    check_offline,
)
from app.verification import check_card, read_snapshot


@dataclass(frozen=True, slots=True)
class Answer:
    """What is printed."""

    verdict: Verdict
    status_as_of: datetime | None
    freshness: Freshness


# The text of a code is longer than any path somebody types.
LONGEST_PATH = 400
FILE_SUFFIXES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".webp", ".gif"})


def verify(
    text: Annotated[str, typer.Argument(help="The text of a code, `-`, a picture or a PDF.")],
    at: Annotated[
        str | None, typer.Option(help="Check as of this moment, ISO 8601 with an offset.")
    ] = None,
    trust: Annotated[
        Path | None, typer.Option(help="Trust file to rely on, instead of the database.")
    ] = None,
    status: Annotated[
        list[Path] | None,
        typer.Option(help="Signed status list, or a folder of them; with --trust, repeatable."),
    ] = None,
    require_fresh: Annotated[
        bool, typer.Option("--require-fresh", help="Exit 1 unless the answer is fresh.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check a card: print the word, exit 0 for `valid` and 1 for anything else."""
    now = moment(at)
    try:
        scanned = _scanned(text)
    except CodeNotFoundError:
        typer.echo("no code was found in the picture", err=True)
        scanned = ""
    if trust is not None:
        answer = _offline(scanned, trust, status or [], now)
    elif status:
        _wrong_use("--status goes with --trust")
    else:
        answer = _online(scanned, now)
    _print(answer, as_json=as_json)
    is_good = answer.verdict.word is ResultWord.VALID
    if not is_good or (require_fresh and answer.freshness is not Freshness.FRESH):
        raise typer.Exit(1)


def _online(text: str, now: datetime) -> Answer:
    with deployment() as opened, opened.new_session() as session:
        snapshot = read_snapshot(session, now=opened.clock())
    check = check_card(text, snapshot=snapshot, now=now)
    return Answer(check.verdict, check.status_as_of, check.freshness)


def _offline(text: str, trust: Path, status: list[Path], now: datetime) -> Answer:
    seconds = int(now.timestamp())
    try:
        key_sets = TrustFile.parse(trust.read_text()).key_sets(now=seconds)
        lists = [path.read_bytes() for path in _files(status)]
    except UnicodeDecodeError:
        _wrong_use("this is not a trust file; `tessera keys trust --out FILE` writes one")
    except OSError as error:
        _wrong_use(f"cannot read {error.filename}: {error.strerror}")
    except (TrustFileError, SignedListError) as error:
        _wrong_use(f"cannot rely on what was given: {error}")
    check = check_offline(ScannedText(text), key_sets=key_sets, lists=lists, now=seconds)
    as_of = check.status_as_of
    moment_of_list = None if as_of is None else datetime.fromtimestamp(as_of, tz=UTC)
    return Answer(check.verdict, moment_of_list, check.freshness)


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(inner for inner in path.iterdir() if inner.is_file())
        else:
            yield path


def _print(answer: Answer, *, as_json: bool) -> None:
    as_of = answer.status_as_of
    if as_json:
        content = {
            "result": answer.verdict.word.value,
            "status_as_of": None if as_of is None else as_of.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "freshness": answer.freshness.value,
            "please_visit": answer.verdict.please_visit,
            "face": _has_face(answer.verdict),
        }
        typer.echo(json.dumps(content))
        return
    typer.echo(answer.verdict.word.value)
    if _has_face(answer.verdict):
        typer.echo("with a face: /v and the desk show it", err=True)
    if answer.freshness is not Freshness.FRESH:
        typer.echo(f"the list is {answer.freshness.value}", err=True)


def _has_face(verdict: Verdict) -> bool:
    return verdict.claims is not None and verdict.claims.face is not None


def _scanned(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if len(text) > LONGEST_PATH:
        return text
    path = Path(text)
    if path.suffix.lower() in FILE_SUFFIXES or _is_there(path):
        if not _is_there(path) or path.is_dir():
            _wrong_use("there is no such file")
        return read_code(path.read_bytes())
    return text


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # longer than any name of a file: it is the text of a code
        return False


def _wrong_use(message: str) -> NoReturn:
    typer.echo(message, err=True)
    sys.exit(2)
