"""Commands for the machine that holds a root: they know no database, no settings, no network."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli.context import in_a_folder, moment
from app.cli.keys_group import keys
from app.core.credential import (
    Algorithm,
    KeySet,
    NetworkIssuer,
    NetworkList,
    SignedListError,
    decode_key_set,
    decode_network_list,
    encode_network_list,
    sign_key_set,
    sign_network_list,
)
from app.keys import load_root_signer, make_root_file, public_path, read_public_root
from app.kit.errors import RefusedError

AlgorithmName = Annotated[Literal["ES256", "EdDSA"], typer.Option(help="How the key signs.")]


def algorithm_of(name: str) -> Algorithm:
    """Return the algorithm that an option names."""
    return Algorithm.EDDSA if name == "EdDSA" else Algorithm.ES256


@keys.command()
def root(
    out: Annotated[
        Path,
        typer.Option(
            help="File for the private half; FILE.pub is the other.", callback=in_a_folder
        ),
    ],
    algorithm: AlgorithmName = "ES256",
) -> None:
    """Make a root key on a machine that stays offline."""
    made = make_root_file(out, algorithm=algorithm_of(algorithm))
    typer.echo(f"{made.kid.hex()} {public_path(out)}")


@keys.command()
def sign(
    file: Annotated[Path, typer.Argument(help="An unsigned key set or network list.")],
    root: Annotated[Path, typer.Option(help="The root's private half.")],
    out: Annotated[
        Path | None,
        typer.Option(help="File to write; FILE.signed if left out.", callback=in_a_folder),
    ] = None,
) -> None:
    """Show what a key set or network list says and sign it with the root."""
    payload, signer = file.read_bytes(), load_root_signer(root)
    try:
        key_set = decode_key_set(payload)
    except SignedListError:
        signed = sign_network_list(_network_list(payload), signer)
    else:
        _show(key_set)
        signed = sign_key_set(key_set, signer)
    path = out or file.with_suffix(".signed")
    path.write_bytes(signed)
    typer.echo(str(path))


@keys.command()
def network(
    file: Annotated[
        Path, typer.Argument(help="TOML: name, version, and [[issuers]] with url, root and name.")
    ],
    until: Annotated[str, typer.Option(help="When the list ends, ISO 8601.")],
    out: Annotated[
        Path, typer.Option(help="File to write the unsigned list to.", callback=in_a_folder)
    ],
    at: Annotated[str | None, typer.Option(help="When it begins; now if left out.")] = None,
) -> None:
    """Write a network list of several issuers, for the network's root to sign."""
    begins, ends = int(moment(at).timestamp()), int(moment(until).timestamp())
    try:
        content = tomllib.loads(file.read_text())
        network_list = NetworkList.of(
            content["name"],
            version=content["version"],
            issued_at=begins,
            expires_at=ends,
            issuers=tuple(_issuer(entry, folder=file.parent) for entry in content["issuers"]),
        )
        payload = encode_network_list(network_list)
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedError("not_a_network_file") from error
    _network_list(payload)
    out.write_bytes(payload)
    typer.echo(str(out))


def _issuer(entry: dict[str, str], *, folder: Path) -> NetworkIssuer:
    return NetworkIssuer(entry["url"], read_public_root(folder / entry["root"]), entry["name"])


def _network_list(payload: bytes) -> NetworkList:
    try:
        content = decode_network_list(payload)
    except SignedListError as error:
        raise RefusedError("neither_key_set_nor_network_list") from error
    typer.echo(f"network list {content.version} of {content.network}", err=True)
    for entry in content.issuers:
        typer.echo(f"  {entry.issuer} {entry.name}", err=True)
    return content


def _show(key_set: KeySet) -> None:
    typer.echo(f"key set {key_set.version} of {key_set.issuer}", err=True)
    for key in key_set.keys:
        words = (key.kid.hex(), key.role.name.lower(), key.state.name.lower())
        signs = f"signs {_day(key.sign_from)} to {_day(key.sign_until)}"
        verifies = f"verifies until {_day(key.verify_until)}"
        typer.echo(f"  {' '.join(words)}, {signs}, {verifies}", err=True)


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()
