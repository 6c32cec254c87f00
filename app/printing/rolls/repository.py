"""Every query about rolls."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, or_, select

from app.core.disposal import DisposalState
from app.core.print_stock import ROLL_MOVES, RollKind, RollState
from app.kit.db import Session, check_mac, set_mac
from app.kit.errors import ConflictError, NotFoundError
from app.printing.disposals import Disposal, DisposalRepository
from app.printing.printers.models import Printer
from app.printing.rolls.models import Roll

_UNBOUND = or_(
    Roll.disposal_id.is_(None),
    exists().where(
        Disposal.id == Roll.disposal_id, Disposal.state == DisposalState.CALLED_OFF.value
    ),
)


class RollRepository:
    """Reads and writes rolls within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, roll: Roll) -> None:
        """Store a new roll with its MAC."""
        set_mac(self._session, roll)
        self._session.add(roll)
        self._session.flush()

    def lock(self, roll_id: UUID, *, site: str) -> Roll:
        """Return a roll of this desk, locked until the transaction ends.

        Raises:
            NotFoundError: no such roll at this desk.
        """
        statement = select(Roll).where(Roll.id == roll_id).with_for_update()
        fresh = statement.execution_options(populate_existing=True)
        roll = self._session.scalars(fresh).one_or_none()
        if roll is None or (site and roll.site != site):
            raise NotFoundError("no_such_roll")
        check_mac(self._session, roll)
        return roll

    def installed(self, printer_id: UUID, kind: RollKind | None = None) -> list[Roll]:
        """Return what is in a printer, of one kind or of both.

        Raises:
            RegisterBrokenError: something else wrote a roll; what is in the printer is not known.
        """
        rolls = self._session.scalars(select(Roll).execution_options(populate_existing=True)).all()
        for roll in rolls:
            check_mac(self._session, roll)
        return [
            roll
            for roll in rolls
            if (roll.printer_id, roll.state) == (printer_id, RollState.INSTALLED)
            and kind in {None, roll.kind}
        ]

    def move(self, roll: Roll, state: RollState, **changes: object) -> None:
        """Change the state by compare-and-swap.

        Raises:
            ConflictError: `roll_is_` and its state, or `roll_changed` by somebody else.
        """
        if state not in ROLL_MOVES[RollState(roll.state)]:
            raise ConflictError(f"roll_is_{roll.state}")
        roll.state = state.value
        for name, value in changes.items():
            setattr(roll, name, value)
        self._swap(roll)

    def bind(self, roll: Roll, disposal: Disposal) -> None:
        """Note under which paper two people destroy a roll.

        Raises:
            ConflictError: `roll_is_installed`, or `roll_in_disposal`: under another such paper.
        """
        if roll.state != RollState.REMOVED:
            raise ConflictError(f"roll_is_{roll.state}")
        before = roll.disposal_id
        if before is not None and DisposalRepository(self._session).binds(before):
            raise ConflictError("roll_in_disposal")
        roll.disposal_id = disposal.id
        self._swap(roll)

    def in_house(self, site: str, *, limit: int) -> list[tuple[Roll, str]]:
        """Return what is in printers or waits to be destroyed, with the name of the printer."""
        statement = (
            select(Roll, Printer.name)
            .join(Printer, Printer.id == Roll.printer_id)
            .where(Roll.site == site, _UNBOUND)
            .order_by(Roll.state, Printer.name, Roll.kind, Roll.installed_on, Roll.id)
        )
        return [(row[0], row[1]) for row in self._session.execute(statement.limit(limit))]

    def labels_of(self, disposal_id: UUID) -> Sequence[str]:
        """Return the labels of the rolls under a paper."""
        statement = select(Roll.label).where(Roll.disposal_id == disposal_id).order_by(Roll.label)
        return self._session.scalars(statement).all()

    def _swap(self, roll: Roll) -> None:
        roll.version += 1
        set_mac(self._session, roll)
        if not self._session.swap():
            raise ConflictError("roll_changed")
