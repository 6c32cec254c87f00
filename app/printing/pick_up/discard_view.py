"""What two people have to destroy: numbers and days, never a name."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.cards import Card
from app.core.disposal import DisposalKind, DisposalState, WipeItem
from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.disposals import Disposal, DisposalRepository
from app.printing.pick_up.discard_pieces import AT_A_TIME, unfetched_before
from app.printing.pick_up.models import Piece
from app.printing.pick_up.repository import PieceRepository
from app.printing.rolls import RollRepository
from app.programs import active_program


@dataclass(frozen=True, slots=True)
class DiscardRow:
    """A card to be destroyed; `why` is its state, or that nobody fetched it."""

    card_id: str
    number: str
    why: str
    since: date | None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper with one signature or two; `numbers` are the cards or rolls that it is about."""

    id: str
    kind: str
    count: int
    name: str
    numbers: list[str]
    opened_on: date
    done_on: date | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class DisposalsView:
    """The page: what lies here, what waits for the second signature, what was done."""

    waiting: list[DiscardRow]
    open: list[PaperRow]
    done: list[PaperRow]
    unfetched_days: int
    errors: list[tuple[str, str]]
    wipe_items: list[str] = field(default_factory=lambda: [*WipeItem])


def disposals_view(
    session: Session, *, actor: Actor, now: datetime, errors: list[tuple[str, str]]
) -> DisposalsView:
    """Return what the actor's desk has to destroy and what it has destroyed."""
    papers = DisposalRepository(session)
    room = active_program(session, now).profile.print_room
    opened = papers.at_site(actor.site, DisposalState.OPEN)
    done = papers.at_site(actor.site, DisposalState.DONE, limit=20)
    return DisposalsView(
        waiting=discard_rows(session, actor=actor, now=now),
        open=[_paper(session, paper, actor) for paper in opened],
        done=[_paper(session, paper, actor) for paper in done],
        unfetched_days=room.unfetched_days,
        errors=errors,
    )


def discard_rows(session: Session, *, actor: Actor, now: datetime) -> list[DiscardRow]:
    """Return the cards of the actor's desk that are to be destroyed."""
    pieces = PieceRepository(session)
    before = unfetched_before(active_program(session, now))
    rejects = pieces.rejects(actor.site, limit=AT_A_TIME)
    unfetched = pieces.unfetched(actor.site, before=before, limit=AT_A_TIME)
    return [_row(card, piece, card.state) for card, piece in rejects] + [
        _row(card, piece, "not_fetched") for card, piece in unfetched
    ]


def _row(card: Card, piece: Piece | None, why: str) -> DiscardRow:
    return DiscardRow(str(card.id), card.number, why, None if piece is None else piece.since)


def _paper(session: Session, paper: Disposal, actor: Actor) -> PaperRow:
    return PaperRow(
        id=str(paper.id),
        kind=paper.kind,
        count=paper.count,
        name=paper.name,
        numbers=_numbers(session, paper),
        opened_on=paper.opened_on,
        done_on=paper.done_on,
        is_own=paper.first_person_id == actor.person_id,
    )


def _numbers(session: Session, paper: Disposal) -> list[str]:
    if paper.kind == DisposalKind.PIECES:
        return [card.number for _, card in PieceRepository(session).of_disposal(paper.id)]
    if paper.kind == DisposalKind.FILM:
        return [*RollRepository(session).labels_of(paper.id)]
    return []
