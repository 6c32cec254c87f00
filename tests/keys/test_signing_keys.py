"""Issuer keys: made as a file and a row, found while they sign, believed while they may be."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from sqlalchemy import text

from app.core.credential import Algorithm
from app.keys import (
    InsecureSignerWarning,
    IssuerKey,
    KeyFileMissingError,
    KeyOrder,
    KeyRepository,
    KeyRole,
    KeyStanding,
    card_key,
    make_key,
    signing_key_finder,
)
from app.keys.key_files import file_name, write_key_file
from app.kit.actor import SERVICE
from app.kit.db import RegisterBrokenError, SessionFactory, set_mac, write_transaction
from app.kit.errors import UnavailableError
from app.kit.repository import RegisterVersionRepository
from app.vault import UnsafeKeyringError
from tests.clocks import NOON

ISSUER = "https://id.riverbend.example"
ALGORITHMS = [Algorithm.ES256, Algorithm.EDDSA]


def order(
    *,
    role: KeyRole = KeyRole.CARD,
    algorithm: Algorithm = Algorithm.ES256,
    is_development: bool = False,
) -> KeyOrder:
    return KeyOrder(
        role=role,
        issuer=ISSUER,
        longest_card=timedelta(days=3650),
        is_development=is_development,
        algorithm=algorithm,
    )


def make(
    new_session: SessionFactory,
    folder: Path,
    what: KeyOrder | None = None,
    *,
    now: datetime = NOON,
) -> IssuerKey:
    with write_transaction(new_session) as session:
        return make_key(session, what or order(), folder=folder, by=SERVICE, now=now)


def stand(new_session: SessionFactory, key: IssuerKey, standing: KeyStanding) -> None:
    """Let a key stand otherwise, written as this service writes."""
    with write_transaction(new_session) as session:
        row = session.get_one(IssuerKey, key.id)
        row.standing, row.version = standing.value, row.version + 1
        row.compromised_at = NOON if standing is KeyStanding.COMPROMISED else None
        set_mac(session, row)


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=["ES256", "EdDSA"])
def test_a_new_key_lies_in_a_file_for_its_owner_and_in_a_row_without_its_secret(
    new_session: SessionFactory, folder: Path, algorithm: Algorithm
) -> None:
    row = make(new_session, folder, order(algorithm=algorithm))
    path = folder / f"issuer-card-{row.kid.hex()}.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert row.sign_until == NOON + timedelta(days=365)
    assert row.verify_until == row.sign_until + timedelta(days=3650)
    with new_session() as session:
        assert RegisterVersionRepository(session).read() == 1
        found = signing_key_finder(folder)(session, NOON)
        assert found.key == card_key(row)
        assert found.key.alg is algorithm
        signature = found.signer.sign(b"message")
    assert len(signature) == 64


def test_the_newest_key_whose_window_is_open_signs(
    new_session: SessionFactory, folder: Path
) -> None:
    first = make(new_session, folder)
    second = make(new_session, folder, now=NOON + timedelta(days=100))
    find = signing_key_finder(folder)
    with new_session() as session:
        kids = {
            days: find(session, NOON + timedelta(days=days)).key.kid for days in (0, 99, 100, 464)
        }
        with pytest.raises(UnavailableError, match="no_signing_key"):
            find(session, NOON + timedelta(days=465))
        with pytest.raises(UnavailableError, match="no_signing_key"):
            find(session, NOON - timedelta(seconds=1))
    assert kids == {0: first.kid, 99: first.kid, 100: second.kid, 464: second.kid}


@pytest.mark.parametrize("standing", [KeyStanding.RETIRED, KeyStanding.COMPROMISED])
def test_a_key_that_stands_otherwise_signs_nothing(
    new_session: SessionFactory, folder: Path, standing: KeyStanding
) -> None:
    row = make(new_session, folder)
    stand(new_session, row, standing)
    with new_session() as session:
        assert KeyRepository(session).signing(KeyRole.CARD, NOON) is None
        assert [key.kid for key in KeyRepository(session).trusted(KeyRole.CARD)] == [row.kid]


def test_a_status_key_signs_no_card(new_session: SessionFactory, folder: Path) -> None:
    row = make(new_session, folder, order(role=KeyRole.STATUS))
    with new_session() as session:
        assert KeyRepository(session).signing(KeyRole.CARD, NOON) is None
        assert KeyRepository(session).trusted(KeyRole.CARD) == []
        status = KeyRepository(session).signing(KeyRole.STATUS, NOON)
    assert status is not None
    assert status.kid == row.kid


def test_a_changed_key_row_signs_nothing_and_is_not_believed(
    new_session: SessionFactory, folder: Path
) -> None:
    make(new_session, folder)
    with write_transaction(new_session) as session:
        session.execute(text("UPDATE issuer_keys SET is_development = is_development, version = 2"))
    with new_session() as session:
        with pytest.raises(RegisterBrokenError, match="register_broken"):
            signing_key_finder(folder)(session, NOON)
        assert KeyRepository(session).trusted(KeyRole.CARD) == []


def test_a_development_key_warns_whoever_loads_it(
    new_session: SessionFactory, folder: Path
) -> None:
    row = make(new_session, folder, order(is_development=True))
    assert file_name(row) == f"development-card-{row.kid.hex()}.pem"
    find = signing_key_finder(folder)
    with new_session() as session:
        with pytest.warns(InsecureSignerWarning, match="development key"):
            find(session, NOON)
        assert find(session, NOON).key.kid == row.kid  # loaded once


def test_a_key_file_that_is_gone_unsafe_or_anothers_signs_nothing(
    new_session: SessionFactory, folder: Path
) -> None:
    row = make(new_session, folder)
    path = folder / file_name(row)
    find = signing_key_finder(folder)
    with new_session() as session:
        path.chmod(0o644)
        with pytest.raises(UnsafeKeyringError):
            find(session, NOON)
        path.chmod(0o600)
        for other in (
            ec.generate_private_key(ec.SECP256R1()),
            rsa.generate_private_key(65537, 2048),
        ):
            write_pem(path, other)
            with pytest.raises(KeyFileMissingError, match="key_file_missing"):
                find(session, NOON)
        path.unlink()
        with pytest.raises(KeyFileMissingError, match="key_file_missing"):
            find(session, NOON)


def test_a_row_with_a_key_of_another_kind_is_no_card_key(
    new_session: SessionFactory, folder: Path
) -> None:
    row = make(new_session, folder)
    other = rsa.generate_private_key(65537, 2048).public_key()
    row.public_key = other.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(TypeError, match="P-256 or Ed25519"):
        card_key(row)


def test_a_key_file_is_never_written_over(new_session: SessionFactory, folder: Path) -> None:
    row = make(new_session, folder)
    before = (folder / file_name(row)).read_bytes()
    with pytest.raises(FileExistsError):
        write_key_file(folder / file_name(row), ec.generate_private_key(ec.SECP256R1()))
    assert (folder / file_name(row)).read_bytes() == before


def write_pem(path: Path, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> None:
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
