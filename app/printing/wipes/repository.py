"""Every query about printers that leave."""

from uuid import UUID

from sqlalchemy import exists, select

from app.core.disposal import DisposalState
from app.kit.db import Session, check_mac, set_mac
from app.printing.disposals import Disposal, DisposalRepository
from app.printing.printers.models import Printer
from app.printing.wipes.models import PrinterWipe


class WipeRepository:
    """Reads and writes wipes within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, wipe: PrinterWipe) -> None:
        """Store a new row with its MAC."""
        set_mac(self._session, wipe)
        self._session.add(wipe)
        self._session.flush()

    def of_disposal(self, disposal_id: UUID) -> PrinterWipe | None:
        """Return what a paper is about, its row checked; None for a paper about no printer."""
        statement = select(PrinterWipe).where(PrinterWipe.disposal_id == disposal_id)
        wipe = self._session.scalars(statement).one_or_none()
        if wipe is not None:
            check_mac(self._session, wipe)
        return wipe

    def leaves(self, printer_id: UUID) -> bool:
        """Say whether a printer is under a paper that was not called off.

        Raises:
            RegisterBrokenError: something else wrote a paper, or which printer it is about.
        """
        papers = DisposalRepository(self._session)
        wipes = self._session.scalars(select(PrinterWipe)).all()
        for wipe in wipes:
            check_mac(self._session, wipe)
        return any(
            papers.binds(wipe.disposal_id) for wipe in wipes if wipe.printer_id == printer_id
        )

    def can_leave(self, site: str) -> list[Printer]:
        """Return the printers of a desk, in use or closed, that are under no such paper."""
        leaves = exists().where(
            PrinterWipe.printer_id == Printer.id,
            Disposal.id == PrinterWipe.disposal_id,
            Disposal.state != DisposalState.CALLED_OFF.value,
        )
        statement = select(Printer).where(Printer.site == site, ~leaves)
        return list(self._session.scalars(statement.order_by(Printer.name, Printer.id)))
