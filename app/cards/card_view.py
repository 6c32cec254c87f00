"""A card of the register as its page shows it: number, state, acts; nothing about the holder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.cards.expiry_group import OPEN_ENDED
from app.cards.models import Card
from app.cards.pause_lost_card import LostCardAnswer
from app.cards.reasons import ReprintReason, RevocationReason, SuspensionReason
from app.cards.replace_card import may_be_replaced
from app.cards.revoke_lost_cards import DAYS_TO_LIFT
from app.core.lifecycle import CARD_MOVES, LIVE_CARD_STATES, CardState
from app.core.permissions import Permission
from app.kit.actor import Actor

TO_PRINT = frozenset({CardState.ISSUED, CardState.PRINTED})


@dataclass(frozen=True, slots=True)
class FindCardView:
    """The forms that ask for a card number or a slip; what was typed is not shown again."""

    asks_code: bool
    answer: LostCardAnswer | None = None
    errors: list[tuple[str, str]] = field(default_factory=list)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CardView:
    """The page of one card; `ends_in` is a day of the month in which it ends, None without end.

    `paused_on` is the day of a pause, `lapses_after` the last day on which that of a lost card can
    be ended.
    """

    card_id: str
    number: str
    state: str
    ends_in: date | None
    paused_on: date | None
    lapses_after: date | None
    actions: frozenset[str]
    errors: list[tuple[str, str]]
    values: Mapping[str, str] = field(default_factory=dict)
    suspend_reasons: list[str] = field(default_factory=lambda: [*SuspensionReason])
    reprint_reasons: list[str] = field(default_factory=lambda: [*ReprintReason])
    revoke_reasons: list[str] = field(default_factory=lambda: [*RevocationReason])


def find_card_view(
    actor: Actor,
    *,
    answer: LostCardAnswer | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> FindCardView:
    """Return the page that finds cards, for somebody with these permissions."""
    asks_code = actor.may(Permission.CARD_PAUSE_BY_CODE)
    return FindCardView(asks_code=asks_code, answer=answer, errors=errors or [])


def card_view(
    card: Card, *, expiry_group: str, actor: Actor, errors: list[tuple[str, str]]
) -> CardView:
    """Return the page of a card for somebody with these permissions."""
    ends_in = date.fromisoformat(f"{card.expires_month}-01")
    return CardView(
        card_id=str(card.id),
        number=card.number,
        state=card.state,
        ends_in=None if expiry_group == OPEN_ENDED else ends_in,
        paused_on=card.paused_on,
        lapses_after=_lapses_after(card),
        actions=_actions(card, actor),
        errors=errors,
    )


def _lapses_after(card: Card) -> date | None:
    is_lost = card.reason == SuspensionReason.REPORTED_LOST
    return card.paused_on + DAYS_TO_LIFT if card.paused_on and is_lost else None


def _actions(card: Card, actor: Actor) -> frozenset[str]:
    state = CardState(card.state)
    is_own_desk = actor.site in {"", card.site}
    offered = {
        "suspend": is_own_desk
        and CardState.SUSPENDED in CARD_MOVES[state]
        and actor.may(Permission.CARD_SUSPEND),
        "revoke": is_own_desk
        and CardState.REVOKED in CARD_MOVES[state]
        and actor.may(Permission.CARD_REVOKE),
        "reprint": is_own_desk and may_be_replaced(card) and actor.may(Permission.CARD_REPRINT),
        "lift": state is CardState.SUSPENDED and actor.may(Permission.CARD_LIFT),
        "print": is_own_desk and state in TO_PRINT and actor.may(Permission.CARD_PRINT),
        "receipt": is_own_desk and state in LIVE_CARD_STATES and actor.may(Permission.CARD_RECEIPT),
    }
    return frozenset(act for act, is_offered in offered.items() if is_offered)
