"""Check a typed card number: the check code first, then one register row, then the list in memory.

The row is looked up whether or not the check code fits, so that a wrong code, an unknown number and
a good card cost the same. The steps carry the numbers of FORMAT.md where they are the same steps.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from app.cards import Card, CardRepository
from app.core.card_number import (
    CardNumberError,
    check_code_matches,
    parse_card_number,
    parse_check_code,
)
from app.core.credential import ResultWord, Verdict, freshness
from app.core.lifecycle import PLEASE_VISIT, SUSPENDED, VALID
from app.kit.clock import today_in
from app.kit.db import RegisterBrokenError, Session
from app.kit.errors import NotFoundError
from app.verification.check_card import Check
from app.verification.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What a person typed: a card number and the check code beside it."""

    number: str
    check_code: str


def check_number(
    session: Session, typed: TypedNumber, *, key: bytes, snapshot: Snapshot, now: datetime
) -> Check:
    """Return the answer for a typed number at `now`; the only query is for one register row."""
    verdict = _verdict(session, typed, key=key, snapshot=snapshot, now=now)
    is_list_unread = verdict.word is ResultWord.VALID and not verdict.status_known
    as_of = None if is_list_unread else int(snapshot.as_of.timestamp())
    age = freshness(as_of, now=int(now.timestamp()))
    return Check(verdict=verdict, status_as_of=snapshot.as_of, freshness=age)


def _verdict(
    session: Session, typed: TypedNumber, *, key: bytes, snapshot: Snapshot, now: datetime
) -> Verdict:
    # (1) Too short, too long, a symbol we do not print, or a slip that the check character shows.
    try:
        number, code = parse_card_number(typed.number), parse_check_code(typed.check_code)
    except CardNumberError:
        return Verdict(ResultWord.UNREADABLE)
    # (4) The check code, in constant time; then the row, also for a code that does not fit.
    is_ours = check_code_matches(key, number=number, typed=code)
    try:
        card = CardRepository(session).find(number)
    except NotFoundError:
        return Verdict(ResultWord.NOT_AUTHENTIC)
    except RegisterBrokenError:
        # As in the lists: a row that cannot be trusted answers "not in use now", never "valid".
        return Verdict(ResultWord.SUSPENDED if is_ours else ResultWord.NOT_AUTHENTIC)
    if not is_ours:
        return Verdict(ResultWord.NOT_AUTHENTIC)
    return _of_card(card, snapshot=snapshot, today=today_in(session.seals.time_zone, now))


def _of_card(card: Card, *, snapshot: Snapshot, today: date) -> Verdict:
    # (3), (4) The key that the register says signed it, and of a compromised one what it is good
    #     for: what the code on the card is refused for, its number is too.
    keys = snapshot.keys.with_id(card.kid)
    if not keys:
        return Verdict(ResultWord.UNKNOWN_KEY)
    if not any(key.accepts_digest(card.digest) for key in keys):
        return Verdict(ResultWord.NOT_AUTHENTIC)
    # (7) The register knows the month in which a card ends, not the day.
    if today > _last_day(card):
        return Verdict(ResultWord.EXPIRED)
    # (8) The value that checks of the code see.
    return _by_status(snapshot.status("", card.status_list, card.status_index))


def _last_day(card: Card) -> date:
    year, month = int(card.expires_month[:4]), int(card.expires_month[5:])
    return date(year, month, monthrange(year, month)[1])


def _by_status(value: int | None) -> Verdict:
    if value in (None, VALID, PLEASE_VISIT):
        return Verdict(
            ResultWord.VALID,
            please_visit=value == PLEASE_VISIT,
            status_known=value is not None,
        )
    suspended = value == SUSPENDED
    word = ResultWord.SUSPENDED if suspended else ResultWord.REVOKED
    return Verdict(word, status_known=True)
