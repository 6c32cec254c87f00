"""What the page of one batch shows: its sum, its cards, the cards to look for, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.cards import SpoilReason
from app.core.lifecycle import LIVE_CARD_STATES, CardState, PrintJobState
from app.core.permissions import Permission
from app.core.print_room import BATCH_MOVES, UNSETTLED_PRINTS, BatchState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.paging import ROWS, Part
from app.printing.ahead import ProofRepository
from app.printing.batches.models import PrintBatch
from app.printing.batches.repository import BatchRepository, Placed
from app.printing.leases import Question, find_questions


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One card of the batch; actions: rush take_out confirm spoil; `fault` was found ahead."""

    job_id: str
    card_id: str
    card_number: str
    priority: str
    state: str
    actions: frozenset[str]
    fault: str


@dataclass(frozen=True, slots=True)
class BatchView:
    """The page of a batch; `states` are its tabs with their counts."""

    id: str
    state: str
    waits_for_release: bool
    is_own: bool
    made_at: datetime
    states: list[tuple[str, int]]
    shown: str
    rows: list[PositionRow]
    questions: list[Question]
    actions: frozenset[str]
    previous_url: str | None
    next_url: str | None
    errors: list[tuple[str, str]]
    values: Mapping[str, str] = field(default_factory=dict)
    spoil_reasons: list[str] = field(default_factory=lambda: [*SpoilReason])


def batch_view(
    session: Session,
    batch_id: UUID,
    *,
    actor: Actor,
    now: datetime,
    state: str,
    part: Part,
    errors: list[tuple[str, str]],
) -> BatchView:
    """Return a part of a batch of the actor's desk.

    Raises:
        NotFoundError: `no_such_batch`.
    """
    batches = BatchRepository(session)
    batch = batches.get(batch_id, site=actor.site)
    counts = batches.counts([batch.id])[batch.id]
    tabs = [(known.value, counts[known]) for known in PrintJobState if known in counts]
    shown = state if state in dict(tabs) else ""
    placed = [each for each in batches.positions(batch.id) if not shown or each.job.state == shown]
    query, path = ({"state": shown} if shown else {}), f"/print/batches/{batch.id}"
    rows = placed[part.offset : part.offset + part.limit]
    faults = ProofRepository(session).faults([each.job.id for each in rows])
    questions = find_questions(session, site=actor.site, now=now)
    return BatchView(
        id=str(batch.id),
        state=batch.state,
        waits_for_release=batch.releaser_id is None,
        is_own=batch.maker_id == actor.person_id,
        made_at=batch.made_at,
        states=[("", sum(counts.values())), *tabs],
        shown=shown,
        rows=[_row(each, actor, faults.get(each.job.id, "")) for each in rows[:ROWS]],
        questions=[each for each in questions if each.batch_id == batch.id],
        actions=_actions(batch, counts, actor),
        previous_url=part.previous_url(path, query),
        next_url=part.next_url(path, query, found=len(rows)),
        errors=errors,
    )


def _row(placed: Placed, actor: Actor, fault: str) -> PositionRow:
    acts: set[str] = set()
    if actor.may(Permission.CARD_PRINT):
        if placed.job.state == PrintJobState.QUEUED:
            acts |= {"rush", "take_out"}
        acts |= _to_settle(placed)
    return PositionRow(
        job_id=str(placed.job.id),
        card_id=str(placed.card.id),
        card_number=placed.card.number,
        priority=placed.position.priority,
        state=placed.job.state,
        actions=frozenset(acts),
        fault=fault,
    )


def _to_settle(placed: Placed) -> set[str]:
    """Return what people can say of a card that left for a printer and that no agent settles."""
    card, job = CardState(placed.card.state), placed.job.print_state
    is_sent_by_hand = job is PrintJobState.SENT and placed.job.lease_id is None
    is_over = job is PrintJobState.SENT and card not in LIVE_CARD_STATES
    if not (is_sent_by_hand or is_over or job is PrintJobState.MISSING):
        return set()
    offered = {"confirm": card is CardState.ISSUED, "spoil": card is not CardState.SUSPENDED}
    return {act for act, is_offered in offered.items() if is_offered}


def _actions(batch: PrintBatch, counts: Mapping[str, int], actor: Actor) -> frozenset[str]:
    moves, was_released = BATCH_MOVES[BatchState(batch.state)], batch.releaser_id is not None
    is_someone_elses = batch.maker_id != actor.person_id
    prints, is_open = actor.may(Permission.CARD_PRINT), bool(counts.keys() & UNSETTLED_PRINTS)
    can_be_released = BatchState.RELEASED in moves
    offered = {
        "answer": prints,
        "hold": prints and BatchState.HELD in moves and is_open,
        "resume": prints and can_be_released and was_released,
        "close": prints and BatchState.CLOSED in moves,
        "release": actor.may(Permission.PRINT_RELEASE)
        and can_be_released
        and not was_released
        and is_someone_elses,
    }
    return frozenset(act for act, is_offered in offered.items() if is_offered)
