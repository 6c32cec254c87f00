"""Cards of a town and what verifiers with and without a network say about them."""

from uuid import UUID

from app.cards import CardRepository, RevocationReason, revoke_card
from app.core.credential import (
    KeySet,
    OfflineCheck,
    ResultWord,
    ScannedText,
    SignedCredential,
    check_offline,
    open_key_set,
)
from app.core.permissions import Role
from app.vault import Label
from app.verification import check_card
from tests.ceremony import ROOT
from tests.keys.orders import ISSUER
from tests.town import Town


def text_of(town: Town, card_id: UUID) -> str:
    """Return what a camera reads from a card."""
    with town.app.state.new_session() as session:
        cose = town.vault.read(session, card_id, Label.CREDENTIAL)
    assert cose is not None
    return SignedCredential(cose).text(ISSUER)


def online(town: Town, text: str) -> ResultWord:
    """Return what an online check says now, with what the process has refreshed."""
    snapshot = town.app.state.snapshots.get()
    return check_card(text, snapshot=snapshot, now=town.clock()).verdict.word


def offline(town: Town, text: str, *, key_set: bytes | None = None) -> OfflineCheck:
    """Return what a verifier says that fetched everything just now (or has an older key set)."""
    client = town.new_client(town.app)
    now = int(town.clock().timestamp())
    keys = key_set or client.get("/.well-known/cose-keys").content
    addresses = client.get("/s").json()["status_lists"]
    lists = [client.get(address.removeprefix(ISSUER)).content for address in addresses]
    read: KeySet = open_key_set(keys, root=ROOT, issuer=ISSUER, now=now)
    return check_offline(ScannedText(text), key_sets=[read], lists=lists, now=now)


def revoke(town: Town, card_id: UUID) -> None:
    """Take a card out of use."""
    actor = town.actor(Role.SUPERVISOR)
    with town.transaction() as session:
        revoke_card(session, card_id, reason=RevocationReason.LOST, actor=actor, now=town.clock())


def place_of(town: Town, card_id: UUID) -> tuple[int, int]:
    """Return list number and index of a card."""
    with town.app.state.new_session() as session:
        card = CardRepository(session).get(card_id, site="")
    return card.status_list, card.status_index
