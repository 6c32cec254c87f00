"""Every query about counts of checks and about signed status lists."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select, update

from app.kit.db import Session, insert_if_absent, lock_table
from app.verification.models import SignedList, VerificationCount


class CountRepository:
    """Writes counts within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, counts: Mapping[tuple[date, str, str], int]) -> None:
        """Add to the counts of a day, an asker and a word."""
        for (day, asker, result), count in sorted(counts.items()):
            self._session.execute(
                insert_if_absent(self._session, VerificationCount)
                .values(day=day, asker=asker, result=result, count=0)
                .on_conflict_do_nothing()
            )
            self._session.execute(
                update(VerificationCount)
                .where(
                    VerificationCount.day == day,
                    VerificationCount.asker == asker,
                    VerificationCount.result == result,
                )
                .values(count=VerificationCount.count + count)
            )


class SignedListRepository:
    """Reads and writes signed status lists within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        """Let one process at a time sign."""
        lock_table(self._session, SignedList.__tablename__)

    def numbers(self) -> list[int]:
        """Return the numbers of all lists that were signed, in order."""
        return list(
            self._session.scalars(select(SignedList.list_number).order_by(SignedList.list_number))
        )

    def find(self, number: int) -> SignedList | None:
        """Return the newest signed form of a list."""
        return self._session.get(SignedList, number)

    def all(self) -> list[SignedList]:
        """Return the newest signed form of every list."""
        statement = select(SignedList).order_by(SignedList.list_number)
        fresh = statement.execution_options(populate_existing=True)
        return list(self._session.scalars(fresh))

    def put(self, signed: SignedList) -> None:
        """Store a newly signed form in place of the last one."""
        self._session.merge(signed)
        self._session.flush()
