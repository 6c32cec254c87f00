"""Every query about program versions."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.kit.db import Session
from app.programs.models import ProgramVersion


class ProgramRepository:
    """Reads and writes program versions within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, version: ProgramVersion) -> None:
        """Store a version."""
        self._session.add(version)

    def active_on(self, day: date) -> ProgramVersion | None:
        """Return the version that holds on a day: the latest start, then the latest activation."""
        statement = (
            select(ProgramVersion)
            .where(ProgramVersion.effective_from <= day)
            .order_by(ProgramVersion.effective_from.desc(), ProgramVersion.activated_at.desc())
            .limit(1)
        )
        return self._session.scalars(statement).one_or_none()

    def newest(self) -> ProgramVersion | None:
        """Return the version that was activated last."""
        statement = select(ProgramVersion).order_by(ProgramVersion.activated_at.desc()).limit(1)
        return self._session.scalars(statement).one_or_none()

    def get(self, version_id: UUID) -> ProgramVersion:
        """Return a version that must exist."""
        return self._session.get_one(ProgramVersion, version_id)
