"""After a key compromise: sign the same claims again with the key that signs now.

The payload stays what it was, so the register's digest does too, and the printed code of before
goes on being good online. It works where the claims are kept; otherwise the holder comes back.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, cards_issued_before, record_event
from app.cards.compare_signed import require_as_prepared
from app.cards.models import Card
from app.cards.repository import CardRepository
from app.core.credential import prepare, read_own_claims, sign
from app.core.lifecycle import CardState
from app.core.rendering.qr import MAX_FACE_VERSION, make_symbol
from app.keys import FindSigningKey, IssuerKey, KeyRepository
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.vault import Label, Vault


@dataclass(frozen=True, slots=True)
class AffectedCards:
    """The live cards of a compromised key."""

    to_sign_again: tuple[UUID, ...]
    """Their claims are kept."""
    holder_comes_back: int
    """Nothing is kept from which they could be signed again."""
    issued_since: int
    """Issued when others may have had the key too: online checks refuse them, look at each."""


def affected_cards(session: Session, kid: bytes, *, vault: Vault) -> AffectedCards:
    """Return which cards a compromise touches.

    Raises:
        NotFoundError: no such key.
        ConflictError: `key_is_not_compromised`.
    """
    before = cards_issued_before(session, _moment(KeyRepository(session).named(kid)))
    cards = CardRepository(session)
    to_sign_again: list[UUID] = []
    holder_comes_back = issued_since = 0
    for number, card_id in cards.live_cards_of_key(kid):
        if number not in before:
            issued_since += 1
        elif vault.key_of(session, card_id, Label.CREDENTIAL) is None:
            holder_comes_back += 1
        else:
            to_sign_again.append(card_id)
    return AffectedCards(tuple(to_sign_again), holder_comes_back, issued_since)


def resign_card(
    session: Session,
    card_id: UUID,
    *,
    vault: Vault,
    find_signing_key: FindSigningKey,
    by: Doer,
    now: datetime,
) -> Card:
    """Sign one card again; its number, place, dates and digest stay.

    Raises:
        ConflictError: `key_is_not_compromised`.
        UnavailableError: no key signs now, or the new token does not verify.
    """
    session.write()
    cards = CardRepository(session)
    card = cards.lock(card_id, site="")
    _moment(KeyRepository(session).named(card.kid))
    signing = find_signing_key(session, now)
    key_id = vault.key_of(session, card_id, Label.CREDENTIAL)
    cose = vault.read(session, card_id, Label.CREDENTIAL)
    if cose is None or key_id is None:
        raise ConflictError("card_data_not_kept")
    prepared = prepare(read_own_claims(cose, issuer=signing.key.issuer), key=signing.key)
    signed = sign(prepared, signing.signer)
    require_as_prepared(signed, prepared)
    if prepared.digest != card.digest:
        raise ConflictError("card_data_differs")
    vault.write(session, card_id, Label.CREDENTIAL, signed.cose, key_id=key_id)
    # The symbol has the size it had: whatever its design allowed then, it is drawn so again.
    mask = make_symbol(signed.text(signing.key.issuer), max_version=MAX_FACE_VERSION).mask
    cards.move(card, CardState(card.state), kid=signing.key.kid, qr_mask=mask)
    subject = Subject(card_number=card.number)
    record_event(session, Act.CARD_SIGNED_AGAIN, by=by, now=now, subject=subject)
    return card


def _moment(key: IssuerKey) -> datetime:
    if key.compromised_at is None:
        raise ConflictError("key_is_not_compromised")
    return key.compromised_at
