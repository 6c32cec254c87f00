"""The dates of a card that replaces one: what its holder was promised, not a day more."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from app.cards.models import Card
from app.cards.repository import CardRepository
from app.core.credential import read_own_claims
from app.core.program import CardDates
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import RefusedError, UnavailableError
from app.programs import profile_of_version
from app.vault import Label, Vault

ONE_SECOND = timedelta(seconds=1)


def reprinted_dates(
    session: Session, application_id: UUID, *, vault: Vault, now: datetime
) -> CardDates | None:
    """Return the dates of the next card of an application; None where none went out before.

    Raises:
        RefusedError: `card_has_ended`: a new application is needed.
        UnavailableError: `card_data_not_kept`: the token of the card before is gone.
    """
    card = CardRepository(session).gone_out_of(application_id)
    return None if card is None else promised_dates(session, card, vault=vault, now=now)


def promised_dates(session: Session, card: Card, *, vault: Vault, now: datetime) -> CardDates:
    """Return what the signed token of a card says about its end; see `reprinted_dates`."""
    cose = vault.read(session, card.id, Label.CREDENTIAL)
    if cose is None:
        raise UnavailableError("card_data_not_kept")
    profile = profile_of_version(session, card.program_version_id)
    claims = read_own_claims(cose, issuer=profile.issuer.url)
    expires_at = datetime.fromtimestamp(claims.expires_at, UTC)
    if expires_at <= now:
        raise RefusedError("card_has_ended")
    last_day = (expires_at - ONE_SECOND).astimezone(profile.zone).date()
    return CardDates(
        issued_on=today_in(profile.time_zone, now),
        last_day=None if claims.no_end else last_day,
        expires_at=expires_at,
        is_nameless=claims.name is None,
    )
