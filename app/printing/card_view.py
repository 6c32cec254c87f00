"""One card at the printer: what its page shows and which acts its state allows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.cards import Card, SpoilReason
from app.core.lifecycle import LIVE_CARD_STATES, PRINT_JOB_MOVES, CardState, PrintJobState
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.printing.models import PrintJob

AT_THE_PRINTER = frozenset({"draw", "confirm", "spoil"})
TO_DRAW = frozenset({PrintJobState.QUEUED, PrintJobState.SENT})


@dataclass(frozen=True, slots=True)
class PrintCardView:
    """The page of one card; nothing about the holder but the number that a library may know."""

    card_id: str
    card_number: str
    application_number: str
    state: str
    actions: frozenset[str]
    errors: list[tuple[str, str]]
    library_number: str | None = None
    is_away: bool = False
    """It is at an outside bureau, whose receipt settles it."""
    printers: list[tuple[str, str]] = field(default_factory=list)
    """Card printers of this desk to choose from."""
    values: Mapping[str, str] = field(default_factory=dict)
    spoil_reasons: list[str] = field(default_factory=lambda: [*SpoilReason])


def print_card_view(
    card: Card,
    job: PrintJob | None,
    *,
    library_number: str | None,
    is_away: bool,
    application_number: str,
    actor: Actor,
    errors: list[tuple[str, str]],
) -> PrintCardView:
    """Return the page of a card and its unfinished print, if there is one."""
    return PrintCardView(
        card_id=str(card.id),
        card_number=card.number,
        application_number=application_number,
        state=card.state,
        actions=_actions(card, job, actor) - (AT_THE_PRINTER if is_away else frozenset()),
        errors=errors,
        library_number=library_number,
        is_away=is_away,
    )


def _actions(card: Card, job: PrintJob | None, actor: Actor) -> frozenset[str]:
    state = CardState(card.state)
    # Looked at on the screen only, a card can be neither good nor spoiled: it must have been sent.
    moves = frozenset() if job is None else PRINT_JOB_MOVES[PrintJobState(job.state)]
    waits = state is CardState.ISSUED
    offered = {
        "draw": waits and (job is None or (job.state in TO_DRAW and job.lease_id is None)),
        "confirm": waits and PrintJobState.PRINTED in moves,
        "spoil": waits and PrintJobState.SPOILED in moves,
        "hand_over": state is CardState.PRINTED and actor.may(Permission.CARD_HAND_OVER),
        "receipt": state in LIVE_CARD_STATES and actor.may(Permission.CARD_RECEIPT),
    }
    return frozenset(act for act, is_offered in offered.items() if is_offered)
