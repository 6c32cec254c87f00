"""What verifiers with and without a network say about a town's cards."""

from datetime import date
from uuid import UUID

from app.cards import RevocationReason, revoke_card
from app.core.credential import (
    OfflineCheck,
    ResultWord,
    ScannedText,
    check_offline,
    open_key_set,
)
from app.core.documents import PresentedDocument
from app.core.permissions import Role
from app.verification import check_card
from tests.at_desk import at_desk
from tests.cards.towns import ISSUER, token_of
from tests.ceremony import ROOT
from tests.town import Town
from tests.walks import issued


def issued_next_quarter(town: Town) -> UUID:
    """Issue a card four months later, which goes into another list, and return its id."""
    papers = (
        PresentedDocument(kind="passport", expires_on=date(2030, 1, 31)),
        PresentedDocument(kind="utility_bill", issued_on=date(2027, 3, 10)),
    )
    town.clock.move(days=120)
    return issued(town, papers=papers)


def text_of(town: Town, card_id: UUID) -> str:
    """Return what a camera reads from a card."""
    return token_of(town, card_id).text(ISSUER)


def refresh(town: Town) -> None:
    """Let the town's process read what moved, as it does every two seconds."""
    town.app.state.snapshots.refresh()


def online(town: Town, text: str) -> ResultWord:
    """Return what an online check says with what the process knows."""
    snapshot = town.app.state.snapshots.get()
    return check_card(text, snapshot=snapshot, now=town.clock()).verdict.word


def fetched_lists(town: Town) -> list[bytes]:
    """Fetch every status list, as a verifier does."""
    client = town.new_client(town.app)
    addresses = client.get("/s").json()["status_lists"]
    return [client.get(address.removeprefix(ISSUER)).content for address in addresses]


def offline(town: Town, text: str, *, key_set: bytes | None = None) -> OfflineCheck:
    """Return what a verifier says that fetched all lists just now, and the key set unless given."""
    now = int(town.clock().timestamp())
    data = key_set or town.new_client(town.app).get("/.well-known/cose-keys").content
    read = open_key_set(data, root=ROOT, issuer=ISSUER, now=now)
    return check_offline(ScannedText(text), key_sets=[read], lists=fetched_lists(town), now=now)


def revoke(town: Town, card_id: UUID) -> None:
    """Take a card out of use, without telling the town's process."""
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        revoke_card(session, card_id, reason=RevocationReason.LOST, actor=actor, now=town.clock())
