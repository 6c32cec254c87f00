"""Every query about counts of checks."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import update

from app.kit.db import Session, insert_if_absent
from app.verification.models import VerificationCount


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
