"""One card at the printer: what its page shows and which acts its state allows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.cards import Card, SpoilReason
from app.core.lifecycle import LIVE_CARD_STATES, PRINT_JOB_MOVES, CardState, PrintJobState
from app.core.permissions import Permission
from app.core.piece import PiecePlace
from app.kit.actor import Actor
from app.printing.models import PrintJob
from app.printing.pick_up import Piece

# Of these, what came out of a printer can be said to be spoiled.
TO_SPOIL = frozenset({CardState.ISSUED, CardState.REVOKED, CardState.REPLACED})
AT_THE_PRINTER = frozenset({"draw", "scan", "confirm", "spoil"})
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
    place: str = ""
    """Where its piece is; empty while it is with the printer."""
    since: date | None = None
    library_number: str | None = None
    is_away: bool = False
    """It is at an outside bureau, whose receipt settles it."""
    printers: list[tuple[str, str]] = field(default_factory=list)
    """Card printers of this desk to choose from."""
    values: Mapping[str, str] = field(default_factory=dict)
    spoil_reasons: list[str] = field(default_factory=lambda: [*SpoilReason])


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the print and the piece of a card stand."""

    job: PrintJob | None
    """Its unfinished print."""
    piece: Piece | None
    is_away: bool
    needs_scan: bool


def print_card_view(
    card: Card,
    stand: Stand,
    *,
    library_number: str | None,
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
        place="" if stand.piece is None else stand.piece.place,
        since=None if stand.piece is None else stand.piece.since,
        actions=_actions(card, stand, actor) | _drawer_actions(card, stand, actor),
        errors=errors,
        library_number=library_number,
        is_away=stand.is_away,
    )


def _actions(card: Card, stand: Stand, actor: Actor) -> frozenset[str]:
    state, job = CardState(card.state), stand.job
    # Looked at on the screen only, a card can be neither good nor spoiled: it must have been sent.
    moves = frozenset() if job is None else PRINT_JOB_MOVES[PrintJobState(job.state)]
    waits = state is CardState.ISSUED
    offered = {
        "draw": waits and (job is None or (job.state in TO_DRAW and job.lease_id is None)),
        "confirm": waits and PrintJobState.PRINTED in moves,
        "spoil": state in TO_SPOIL and PrintJobState.SPOILED in moves,
        "scan": waits and PrintJobState.PRINTED in moves,
        "receipt": state in LIVE_CARD_STATES and actor.may(Permission.CARD_RECEIPT),
    }
    acts = frozenset(act for act, is_offered in offered.items() if is_offered)
    return acts - AT_THE_PRINTER if stand.is_away else acts


def _drawer_actions(card: Card, stand: Stand, actor: Actor) -> frozenset[str]:
    """Return what can be done with a piece that has left the printer."""
    is_printed = card.state == CardState.PRINTED
    place = None if stand.piece is None else stand.piece.place
    is_back = card.state == CardState.ACTIVE and place == PiecePlace.CAME_BACK
    is_mailed = card.state == CardState.ACTIVE and place == PiecePlace.MAILED
    to_scan = is_printed and place is None
    to_give = is_back or (is_printed and not (stand.needs_scan and to_scan))
    may_give = actor.may(Permission.CARD_HAND_OVER)
    offered = {
        "scan": to_scan,
        "hand_over": to_give and may_give,
        "mail": to_give and may_give,
        "came_back": is_mailed and may_give,
    }
    return frozenset(act for act, is_offered in offered.items() if is_offered)
