"""Which cards are at the printer, by the records: conditions on cards and their pieces."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists

from app.cards import Card, SpoilReason
from app.core.bureau import BundleCardState
from app.core.lifecycle import CardState, PrintJobState
from app.printing.bureaus.models import BundleCard
from app.printing.models import PrintJob
from app.printing.pick_up.models import Piece

# What was sent may lie in a tray, whoever has not said so yet.
OUT_OF_THE_PRINTER = (
    PrintJobState.SENT.value,
    PrintJobState.MISSING.value,
    PrintJobState.PRINTED.value,
    PrintJobState.SPOILED.value,
)

# Nothing of these comes back from a bureau: it destroys what it spoils, and says so in its receipt.
AT_BUREAU = (
    BundleCardState.INTENDED.value,
    BundleCardState.SENT.value,
    BundleCardState.SPOILED.value,
    BundleCardState.MISSING.value,
)

WAS_MADE = exists().where(PrintJob.card_id == Card.id, PrintJob.state.in_(OUT_OF_THE_PRINTER))

# A piece nobody has entered is where the printer left it. Why its card ended says nothing of it:
# one whose holder reports a theft before it was fetched lies in the tray. Who looked there knows.
AT_THE_PRINTER = and_(
    Piece.id.is_(None),
    exists().where(
        PrintJob.card_id == Card.id,
        PrintJob.state.in_(OUT_OF_THE_PRINTER),
        PrintJob.reason != SpoilReason.LOST.value,
        ~exists().where(BundleCard.job_id == PrintJob.id, BundleCard.state.in_(AT_BUREAU)),
    ),
)


def printed_before(day: date) -> ColumnElement[bool]:
    """Return the condition that a card was called good before a day and went nowhere by its state.

    It needed no scan, or nobody has scanned it, so no piece of it was ever entered.
    """
    return and_(
        Card.state == CardState.PRINTED.value,
        exists().where(
            PrintJob.card_id == Card.id,
            PrintJob.state == PrintJobState.PRINTED.value,
            PrintJob.printed_on < day,
        ),
    )
