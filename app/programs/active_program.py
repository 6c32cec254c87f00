"""The program profile that holds now, read from the database and never from a file."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from app.core.program import ProgramProfile, parse_profile
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import UnavailableError
from app.programs.repository import ProgramRepository


@dataclass(frozen=True, slots=True)
class ActiveProgram:
    """The profile in force, the version it is, and the program's own calendar day."""

    version_id: UUID
    profile: ProgramProfile
    today: date

    def site_name(self, site_id: str) -> str:
        """Return the name of a desk; its code where the profile does not know it any more."""
        site = self.profile.site(site_id)
        return site_id if site is None else site.name


def active_program(session: Session, now: datetime) -> ActiveProgram:
    """Return the program version that holds at `now`.

    Raises:
        UnavailableError: `no_program`: none has been activated for this day.
    """
    today = today_in(session.seals.time_zone, now)
    version = ProgramRepository(session).active_on(today)
    if version is None:
        raise UnavailableError("no_program")
    return ActiveProgram(version_id=version.id, profile=_parsed(version.content), today=today)


def profile_of_version(session: Session, version_id: UUID) -> ProgramProfile:
    """Return the profile that an application or a card names."""
    return _parsed(ProgramRepository(session).get(version_id).content)


@lru_cache(maxsize=16)
def _parsed(content: bytes) -> ProgramProfile:
    return parse_profile(content)
