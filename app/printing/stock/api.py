"""JSON routes for blank cards, and the ledger for auditors."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, status
from pydantic import BaseModel, ConfigDict, Field

from app.core.disclosure.csv_table import csv_table
from app.core.permissions import Permission
from app.core.print_stock import SetAsideReason
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, private
from app.kit.problems import PROBLEMS
from app.printing.disposals.api import DisposalRead, Signer, disposal_read
from app.printing.stock.add_entry import MOST_AT_ONCE
from app.printing.stock.count_blanks import MOST_COUNTED, count_blanks
from app.printing.stock.discard_blanks import blanks_to_destroy, discard_blanks
from app.printing.stock.ledger import HEADER, read_ledger
from app.printing.stock.models import BlankEntry
from app.printing.stock.receive_blanks import receive_blanks
from app.printing.stock.set_blanks_aside import set_blanks_aside
from app.printing.stock.stock_view import CountRow, count_row, count_rows

PrintRoom = Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]
Auditor = Annotated[Actor, Depends(Requires(Permission.REPORT_READ))]
Blanks = Annotated[int, Field(ge=1, le=MOST_AT_ONCE)]


class BoxCreate(BaseModel):
    """A box that came in, and the label that its supplier gave it."""

    model_config = ConfigDict(extra="forbid")

    count: Blanks
    label: Annotated[str, Field(min_length=1, max_length=40)]


class SetAsideCreate(BaseModel):
    """Blanks that must not be printed."""

    model_config = ConfigDict(extra="forbid")

    count: Blanks
    reason: SetAsideReason


class CountCreate(BaseModel):
    """What somebody counted."""

    model_config = ConfigDict(extra="forbid")

    counted: Annotated[int, Field(ge=0, le=MOST_COUNTED)]


class BlankDisposalCreate(BaseModel):
    """How many blanks two people destroy."""

    model_config = ConfigDict(extra="forbid")

    count: Blanks


class EntryRead(BaseModel):
    """An entry of the ledger."""

    move: str
    count: int
    label: str
    reason: str
    entered_on: date


class CountRead(BaseModel):
    """A count and what had happened since the one before; the first one expects nothing."""

    counted_on: date
    received: int
    used: int
    spoiled: int
    set_aside: int
    expected: int | None
    counted: int
    difference: int | None


class StockRead(BaseModel):
    """The last counts, newest first; what should be there now is known after the next one."""

    counts: list[CountRead]
    to_destroy: int


router = APIRouter(
    prefix="/api/stock", tags=["printing"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.get("")
def read_stock(actor: PrintRoom, session: DbSession) -> StockRead:
    """Say what was counted at this desk, and how many blanks wait to be destroyed."""
    counts = [_count(row) for row in count_rows(session, actor=actor)]
    return StockRead(counts=counts, to_destroy=blanks_to_destroy(session, actor.site))


@router.post("/boxes", status_code=status.HTTP_201_CREATED)
def create_box(body: BoxCreate, actor: PrintRoom, session: DbSession, now: Now) -> EntryRead:
    """Take a box of blanks in."""
    entry = receive_blanks(session, count=body.count, label=body.label, actor=actor, now=now)
    return _entry(entry)


@router.post("/set-aside", status_code=status.HTTP_201_CREATED)
def create_set_aside(
    body: SetAsideCreate, actor: PrintRoom, session: DbSession, now: Now
) -> EntryRead:
    """Put blanks with those that two people destroy."""
    entry = set_blanks_aside(session, count=body.count, reason=body.reason, actor=actor, now=now)
    return _entry(entry)


@router.post("/counts", status_code=status.HTTP_201_CREATED)
def create_count(body: CountCreate, actor: PrintRoom, session: DbSession, now: Now) -> CountRead:
    """Enter a count; the answer says what the books ask for."""
    return _count(count_row(count_blanks(session, counted=body.counted, actor=actor, now=now)))


@router.post("/disposals", status_code=status.HTTP_201_CREATED)
def create_blank_disposal(
    body: BlankDisposalCreate, actor: Signer, session: DbSession, now: Now
) -> DisposalRead:
    """Sign first for blanks that are destroyed."""
    return disposal_read(discard_blanks(session, count=body.count, actor=actor, now=now))


@router.get(
    "/ledger.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}, "description": "One row per entry"}},
)
def read_ledger_as_csv(
    actor: Auditor,
    session: DbSession,
    now: Now,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> Response:
    """Return the ledger of every desk: a year to today, unless days are given. No person is named.

    Columns: day, site, entry, detail (label, reason or number of the count), count, expected,
    too_few, too_many.
    """
    lines = read_ledger(session, first=first, last=last, actor=actor, now=now)
    return Response(
        csv_table(HEADER, (line.cells for line in lines)),
        media_type="text/csv; charset=utf-8",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": 'attachment; filename="blank-cards.csv"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _entry(entry: BlankEntry) -> EntryRead:
    return EntryRead.model_validate(entry, from_attributes=True)


def _count(row: CountRow) -> CountRead:
    return CountRead.model_validate(row, from_attributes=True)
