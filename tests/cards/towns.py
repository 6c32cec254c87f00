"""Towns whose program differs from Riverbend's in a few lines, and looks at their cards."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from app.cards import Card, CardRepository, Issuing, issue_card
from app.cards.models import StatusSlot
from app.core.credential import CardClaims, SignedCredential, read_own_claims
from app.core.permissions import Role
from app.core.program import Environment
from app.keys import FindSigningKey
from app.programs import read_profile
from app.vault import Label
from tests.at_desk import at_desk
from tests.databases import Database
from tests.http import NewClient
from tests.town import Town, make_town

ISSUER = "https://id.riverbend.example"


def town_with(
    folder: Path, database: Database, new_client: NewClient, *changes: tuple[str, str]
) -> Town:
    """Make a development town whose profile reads otherwise in these places."""
    content = read_profile("riverbend").decode()
    for old, new in changes:
        assert content.count(old) == 1
        content = content.replace(old, new)
    profile = folder / "program.toml"
    profile.write_text(content)
    return make_town(
        folder, database.url, new_client, program=str(profile), environment=Environment.DEVELOPMENT
    )


def card_of(town: Town, card_id: UUID) -> Card:
    """Return the row of a card."""
    with town.app.state.new_session() as session:
        return CardRepository(session).get(card_id, site="")


def shown_of(town: Town, card: Card) -> int:
    """Return the value that a card's place in its status list shows."""
    place = (StatusSlot.list_number == card.status_list, StatusSlot.slot_index == card.status_index)
    with town.app.state.new_session() as session:
        value: int = session.scalars(select(StatusSlot.value).where(*place)).one()
    return value


def claims_of(town: Town, card_id: UUID) -> CardClaims:
    """Return what a card's token says."""
    return read_own_claims(token_of(town, card_id).cose, issuer=ISSUER)


def token_of(town: Town, card_id: UUID) -> SignedCredential:
    """Return the token of a card."""
    with town.app.state.new_session() as session:
        cose = town.vault.read(session, card_id, Label.CREDENTIAL)
    assert cose is not None
    return SignedCredential(cose)


def word_of(town: Town, card_id: UUID) -> str:
    """Check a card against what the town's process knows, as anyone may, and return the word."""
    text = token_of(town, card_id).text(ISSUER)
    answer = town.new_client(town.app).post("/api/verifications", json={"credential": text})
    word: str = answer.json()["result"]
    return word


def issue(town: Town, number: str, find_signing_key: FindSigningKey | None = None) -> UUID:
    """Issue the card of an application, with a signing key of one's own if need be."""
    find = find_signing_key or town.app.state.find_signing_key
    with at_desk(town, Role.PRINTER) as (session, actor):
        return issue_card(
            session,
            application_number=number,
            with_=Issuing(town.vault, find),
            actor=actor,
            now=town.clock(),
        )


def cards_and_places(town: Town) -> tuple[int, int]:
    """Return how many cards there are and how many places are taken."""
    with town.app.state.new_session() as session:
        cards = session.scalars(select(func.count(Card.id))).one()
        return cards, session.scalars(select(func.count(StatusSlot.id))).one()
