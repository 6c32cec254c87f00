"""What is printed on a card: the text of its code, its number and its check code."""

from uuid import UUID

from app.cards import CardRepository
from app.core.card_number import check_code
from app.core.credential import SignedCredential
from app.vault import Label, SystemKey
from tests.town import Town

ISSUER = "https://id.riverbend.example"


def code_of(town: Town, card_id: UUID) -> str:
    """Return the text of a card's code, as a scanner types it."""
    with town.app.state.new_session() as session:
        cose = town.vault.read(session, card_id, Label.CREDENTIAL)
    assert cose is not None
    return SignedCredential(cose).text(ISSUER)


def number_of(town: Town, card_id: UUID) -> str:
    """Return a card's number."""
    with town.app.state.new_session() as session:
        return CardRepository(session).get(card_id, site="").number


def typed(town: Town, card_id: UUID) -> dict[str, str]:
    """Return what somebody types who has the card in hand."""
    number = number_of(town, card_id)
    key = town.vault.keyring.system_key(SystemKey.CHECK_CODE)
    return {"number": number, "check_code": check_code(key, number=number)}
