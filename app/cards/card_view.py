"""A card of the register as its page shows it: number, state, acts; nothing about the holder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.cards.expiry_group import OPEN_ENDED
from app.cards.models import Card
from app.cards.reasons import RevocationReason, SuspensionReason
from app.core.lifecycle import CARD_MOVES, CardState
from app.core.permissions import Permission
from app.kit.actor import Actor

TO_PRINT = frozenset({CardState.ISSUED, CardState.PRINTED})


@dataclass(frozen=True, slots=True)
class FindCardView:
    """The form that asks for a card number; what was typed is not shown again."""

    errors: list[tuple[str, str]] = field(default_factory=list)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CardView:
    """The page of one card; `ends_in` is a day of the month in which it ends, None without end."""

    card_id: str
    number: str
    state: str
    ends_in: date | None
    actions: frozenset[str]
    errors: list[tuple[str, str]]
    values: Mapping[str, str] = field(default_factory=dict)
    suspend_reasons: list[str] = field(default_factory=lambda: [*SuspensionReason])
    revoke_reasons: list[str] = field(default_factory=lambda: [*RevocationReason])


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
        actions=_actions(card, actor),
        errors=errors,
    )


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
        "lift": state is CardState.SUSPENDED and actor.may(Permission.CARD_LIFT),
        "print": is_own_desk and state in TO_PRINT and actor.may(Permission.CARD_PRINT),
    }
    return frozenset(act for act, is_offered in offered.items() if is_offered)
