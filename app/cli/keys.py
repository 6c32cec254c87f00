"""Commands about issuer keys that need the deployment: make, retire, mistrust, publish."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.context import deployment, in_a_folder, moment
from app.cli.keys_group import keys
from app.cli.root import AlgorithmName, algorithm_of
from app.cli.table import as_table
from app.core.credential import IssuerTrust, TrustFile, encode_key_set
from app.keys import (
    KeyRepository,
    KeyRole,
    pin_root,
    pinned_root,
    read_public_root,
    served_key_set,
)
from app.kit.actor import SERVICE
from app.kit.db import write_transaction
from app.kit.errors import ConflictError
from app.main import key_acts
from app.main.key_acts import NewKey, WrittenKeySet
from app.programs import active_program

__all__ = ["keys"]

AsJSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Kid = Annotated[str, typer.Argument(help="Id of the key, 8 hex digits.")]
Out = Annotated[
    Path | None,
    typer.Option(
        help="File to write the unsigned key set to (a name with its version).",
        callback=in_a_folder,
    ),
]
InToken = Annotated[
    bool, typer.Option("--in-token", help="Make the key in the PKCS#11 token of the settings.")
]


@keys.command("list")
def list_(*, as_json: AsJSON = False) -> None:
    """List issuer keys with their windows."""
    with deployment() as opened, opened.new_session() as session:
        rows = [
            {
                "kid": key.kid.hex(),
                "role": key.role,
                "algorithm": key.algorithm,
                "holder": key.holder,
                "standing": key.standing,
                "sign_from": key.sign_from.isoformat(timespec="seconds"),
                "sign_until": key.sign_until.isoformat(timespec="seconds"),
                "verify_until": key.verify_until.isoformat(timespec="seconds"),
            }
            for role in KeyRole
            for key in KeyRepository(session).all(role)
        ]
    typer.echo(json.dumps(rows) if as_json else as_table(rows))


@keys.command()
def pin(
    root: Annotated[Path, typer.Argument(help="The root's public half, ROOTFILE.pub.")],
) -> None:
    """Pin the root that signs the key sets, where `init` was not given one. Once, for good."""
    with deployment() as opened, write_transaction(opened.new_session) as session:
        pin_root(session, read_public_root(root), by=SERVICE, now=opened.clock())


@keys.command()
def draft(out: Out = None) -> None:
    """Write the key set as the keys stand now, for the root to sign."""
    with deployment() as opened:
        _hand_out(key_acts.write_key_set(opened), out)


@keys.command()
def rotate(
    role: Annotated[
        Literal["card", "status", "both"], typer.Option(help="Whose next key to make.")
    ] = "both",
    algorithm: AlgorithmName = "ES256",
    in_token: InToken = False,
    out: Out = None,
) -> None:
    """Make the next keys: published now, signing in 90 days or when the present window ends."""
    roles = list(KeyRole) if role == "both" else [KeyRole(role)]
    new_key = NewKey(algorithm_of(algorithm), in_token)
    with deployment() as opened:
        _hand_out(key_acts.rotate_keys(opened, roles=roles, new_key=new_key), out)


@keys.command()
def final(algorithm: AlgorithmName = "ES256", in_token: InToken = False, out: Out = None) -> None:
    """Make the status key for the lists that stay when the program ends (`tessera succession`)."""
    new_key = NewKey(algorithm_of(algorithm), in_token)
    with deployment() as opened:
        _hand_out(key_acts.make_final_status_key(opened, new_key=new_key), out)


@keys.command()
def retire(kid: Kid, out: Out = None) -> None:
    """Let a key sign no more; what it signed stays good."""
    with deployment() as opened:
        _hand_out(key_acts.retire(opened, _kid(kid)), out)


@keys.command()
def compromise(
    kid: Kid,
    at: Annotated[str, typer.Option(help="From when on others may have signed with it, ISO 8601.")],
    close_lists: Annotated[
        bool,
        typer.Option("--close-lists", help="Let every index that no card has read revoked."),
    ] = False,
    algorithm: AlgorithmName = "ES256",
    in_token: InToken = False,
    out: Out = None,
) -> None:
    """Believe a key about nothing but what the register knows; online at once."""
    new_key = NewKey(algorithm_of(algorithm), in_token)
    with deployment() as opened:
        written = key_acts.compromise(
            opened, _kid(kid), at=moment(at), close_lists=close_lists, new_key=new_key
        )
    _hand_out(written, out)


@keys.command()
def resign(
    kid: Kid,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count.")] = False,
    by_worker: Annotated[
        bool, typer.Option("--by-worker", help="Order a job; it goes on after a crash.")
    ] = False,
    *,
    as_json: AsJSON = False,
) -> None:
    """Sign the cards of a compromised key again where their claims are kept; count the others."""
    if by_worker:
        with deployment() as opened:
            typer.echo(str(key_acts.order_resigning(opened, _kid(kid))))
        return
    with deployment() as opened:
        report = key_acts.resign(opened, _kid(kid), dry_run=dry_run)
    counts = asdict(report)
    lines = (f"{name.replace('_', ' ')}: {count}" for name, count in counts.items())
    typer.echo(json.dumps(counts) if as_json else "\n".join(lines))


@keys.command()
def publish(
    file: Annotated[Path, typer.Argument(help="The key set that the root signed.")],
) -> None:
    """Check a signed key set and serve it."""
    with deployment() as opened:
        key_set = key_acts.publish(opened, file.read_bytes())
    typer.echo(f"key set {key_set.version} is published", err=True)


@keys.command()
def trust(
    out: Annotated[Path, typer.Option(help="File to write.", callback=in_a_folder)],
) -> None:
    """Write the trust file that a verifier without a network takes."""
    with deployment() as opened, opened.new_session() as session:
        root, served = pinned_root(session), served_key_set(session)
        if root is None or served is None:
            raise ConflictError("no_key_set")
        issuer = active_program(session, opened.clock()).profile.issuer.url
        entry = IssuerTrust(issuer, served.content, root.public_key)
    out.write_text(TrustFile(issuers=(entry,)).text())
    typer.echo(str(out))


def _hand_out(written: WrittenKeySet, out: Path | None) -> None:
    key_set = written.key_set
    if written.is_published:
        typer.echo(
            f"WARNING: key set {key_set.version} was signed by a development root and published",
            err=True,
        )
        return
    path = out or Path(f"key-set-{key_set.version}.unsigned")
    path.write_bytes(encode_key_set(key_set))
    typer.echo(str(path))
    typer.echo("have the root sign it (tessera keys sign), then publish it", err=True)


def _kid(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        typer.echo("a key's id is 8 hex digits", err=True)
        sys.exit(2)
