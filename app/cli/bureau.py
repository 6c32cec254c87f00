"""Commands about bundles of cards.

All but `accept` run on the bureau's own machine, with neither database nor settings.
"""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from app.cli.bureau_files import opened_bundle, read_manifest, refused_as_file, write_files
from app.cli.context import deployment, in_a_folder, moment
from app.core.bureau import (
    PieceCount,
    PurgeReceipt,
    SignedKind,
    manifest_digest,
    outcomes_of,
    sign_text,
)
from app.kit.actor import Actor
from app.kit.db import write_transaction
from app.kit.errors import RefusedError
from app.printing.bureaus.accept_receipt import accept_receipt
from app.printing.bureaus.key_folder import load_receipt_key, make_keys, pin_program
from app.staff import account_of, person_of

bureau = typer.Typer(help="Bundles of cards at an outside bureau.", no_args_is_help=True)

Keys = Annotated[Path, typer.Option(help="Folder that `tessera bureau keygen` made.")]
ALL = "all"


@bureau.command()
def keygen(
    out: Annotated[Path, typer.Option(help="Folder for the two private keys, mode 0600.")],
) -> None:
    """Make the bureau's keys; the two public lines go to the program."""
    bundle, receipt = make_keys(out)
    typer.echo(f"bundle key  {bundle.public_key().public_bytes_raw().hex()}")
    typer.echo(f"receipt key {receipt.public_key().public_bytes_raw().hex()}")


@bureau.command()
def pin(
    keys: Keys,
    bureau: Annotated[UUID, typer.Option(help="The bureau's id, as the program shows it.")],
    manifest_key: Annotated[str, typer.Option(help="64 hexadecimal digits that it shows too.")],
) -> None:
    """Note whose bundles are to be opened; compare both by telephone first."""
    try:
        raw = bytes.fromhex(manifest_key)
    except ValueError as error:
        raise RefusedError("manifest_key_unusable") from error
    pin_program(keys, bureau=bureau, manifest_key=raw)
    typer.echo("pinned", err=True)


@bureau.command("open")
def open_(
    bundle: Annotated[Path, typer.Argument(help="The bundle.")],
    keys: Keys,
    out: Annotated[
        Path | None,
        typer.Option(help="New folder for the PDFs; without it the bundle is only checked."),
    ] = None,
) -> None:
    """Open and check a bundle; list its cards, and write its PDFs where told."""
    with refused_as_file():
        opened = opened_bundle(bundle.read_bytes(), keys)
    if out is not None:
        write_files(opened, out)
    for place, card in enumerate(opened.manifest.cards, start=1):
        typer.echo(f"{place} {card.number} file {card.file} page {card.page}")
    manifest = opened.manifest
    typer.echo(f"{manifest.count} cards of {manifest.program}", err=True)
    typer.echo(f"destroy every file by {manifest.purge_by.isoformat()}", err=True)


@bureau.command()
def receipt(  # noqa: PLR0913, PLR0917 - what a receipt consists of
    file: Annotated[Path, typer.Argument(help="The bundle, or the manifest beside its PDFs.")],
    keys: Keys,
    out: Annotated[Path, typer.Option(help="File to write.", callback=in_a_folder)],
    printed: Annotated[
        str, typer.Option(help="`all` others, or places and card numbers with commas between.")
    ] = ALL,
    spoiled: Annotated[
        list[str] | None, typer.Option(help="PLACE:REASON or NUMBER:REASON; may be repeated.")
    ] = None,
    missing: Annotated[
        list[str] | None, typer.Option(help="PLACE or NUMBER; may be repeated.")
    ] = None,
    destroyed_at: Annotated[
        str | None, typer.Option(help="When every file was gone, ISO 8601; now if left out.")
    ] = None,
    is_code_read: Annotated[
        bool, typer.Option("--scanned", help="The code of every printed piece was read back.")
    ] = False,
) -> None:
    """Sign what became of each card, once bundle, PDFs and spool files are destroyed."""
    with refused_as_file():
        manifest, signed = read_manifest(file.read_bytes(), keys)
        count = PieceCount(
            spoiled=dict(_reasoned(one) for one in spoiled or ()),
            missing=frozenset(missing or ()),
            printed=None if printed == ALL else frozenset(filter(None, printed.split(","))),
        )
        content = PurgeReceipt(
            bundle=manifest.bundle,
            bureau=manifest.bureau,
            manifest=manifest_digest(signed),
            destroyed_at=moment(destroyed_at).replace(microsecond=0),
            is_code_read=is_code_read,
            cards=outcomes_of(manifest, count),
        )
    out.write_bytes(sign_text(content, load_receipt_key(keys), kind=SignedKind.RECEIPT))
    typer.echo(f"{len(content.cards)} of {manifest.count} cards accounted for", err=True)


@bureau.command()
def accept(
    file: Annotated[Path, typer.Argument(help="A receipt that a bureau handed back.")],
    by: Annotated[str, typer.Option(help="E-mail address of the account that accepts it.")],
) -> None:
    """Reconcile with a receipt, on the program's own machine."""
    content = file.read_bytes()
    with deployment() as opened, write_transaction(opened.new_session) as session:
        actor = Actor(
            account_id=account_of(session, by),
            person_id=person_of(session, by),
            site="",
            email=by,
            permissions=frozenset(),
        )
        balance = accept_receipt(session, content, actor=actor, now=opened.clock())
    for number in balance.remaining:
        typer.echo(number)
    counts = (balance.sent, balance.printed, balance.spoiled, balance.missing)
    typer.echo("sent {}, printed {}, spoiled {}, missing {}".format(*counts), err=True)
    if not balance.is_zero:
        raise typer.Exit(1)


def _reasoned(text: str) -> tuple[str, str]:
    card, _, reason = text.partition(":")
    return card, reason
