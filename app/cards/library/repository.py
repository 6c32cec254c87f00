"""Every query about ranges of library numbers; register MACs are made and checked here."""

from collections.abc import Iterator
from uuid import UUID, uuid4

from sqlalchemy import select

from app.cards.library.models import LibraryRangeRow, TakenLibraryNumber
from app.core.library_number import LibraryRange
from app.kit.db import Session, check_mac, is_trusted, set_mac
from app.kit.errors import ConflictError

_IN_ORDER = select(LibraryRangeRow).order_by(
    LibraryRangeRow.prefix, LibraryRangeRow.width, LibraryRangeRow.first
)


class LibraryRepository:
    """Reads and writes ranges and taken numbers within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, numbers: LibraryRange) -> LibraryRangeRow:
        """Store a range with its MAC."""
        row = LibraryRangeRow(
            id=uuid4(),
            prefix=numbers.prefix,
            width=numbers.width,
            check_rule=numbers.check.value,
            first=numbers.first,
            last=numbers.last,
            next=numbers.first,
            version=1,
        )
        set_mac(self._session, row)
        self._session.add(row)
        self._session.flush()
        return row

    def lock_all(self) -> list[LibraryRangeRow]:
        """Return every range, used up or not, locked until the transaction ends."""
        statement = _IN_ORDER.with_for_update()
        rows = self._session.scalars(statement.execution_options(populate_existing=True))
        return [self._checked(row) for row in rows]

    def ranges(self) -> list[LibraryRangeRow]:
        """Return the ranges whose rows can be trusted."""
        rows = self._session.scalars(_IN_ORDER)
        return [row for row in rows if is_trusted(self._session, row)]

    def broken_ones(self) -> Iterator[UUID]:
        """Yield the ids of ranges that something other than this service changed."""
        for row in self._session.scalars(_IN_ORDER):
            if not is_trusted(self._session, row):
                yield row.id

    def take(self, row: LibraryRangeRow) -> str | None:
        """Take the next number of a range; None when another card has it already.

        Raises:
            ConflictError: somebody else took from the range first.
        """
        number = row.numbers.number(row.next)
        row.next += 1
        row.version += 1
        set_mac(self._session, row)
        if not self._session.swap():
            raise ConflictError("library_range_changed")
        if self._session.get(TakenLibraryNumber, number) is not None:
            return None
        self._session.add(TakenLibraryNumber(number=number, range_id=row.id))
        self._session.flush()
        return number

    def _checked(self, row: LibraryRangeRow) -> LibraryRangeRow:
        check_mac(self._session, row)
        return row
