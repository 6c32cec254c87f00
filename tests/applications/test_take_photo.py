"""The photo of an intake: sealed in place of an older one, by whoever then is an author."""

import pytest

from app.applications import take_photo
from app.core.permissions import Role
from app.kit.errors import ConflictError, RefusedError
from tests.applications.rows import authors_of, row_of, sealed
from tests.at_desk import at_desk
from tests.town import Town
from tests.walks import draft, photo, submitted


def take(town: Town, number: str, upload: bytes, role: Role = Role.CLERK) -> None:
    with at_desk(town, role) as (session, actor):
        take_photo(session, number, upload, vault=town.vault, actor=actor, now=town.clock())


def test_a_second_photo_replaces_the_first(sqlite_town: Town) -> None:
    town = sqlite_town
    number = draft(town)
    owner = row_of(town, number).applicant_id
    first = sealed(town, owner, "applicant.photo")
    take(town, number, photo(), role=Role.SUPERVISOR)
    second = sealed(town, owner, "applicant.photo")
    assert (second.id, second.record_version) == (first.id, 2)
    assert town.actor(Role.SUPERVISOR).person_id in authors_of(town, number)


def test_what_is_no_photo_changes_nothing(sqlite_town: Town) -> None:
    number = draft(sqlite_town, has_photo=False)
    with pytest.raises(RefusedError, match="photo_unreadable"):
        take(sqlite_town, number, b"<svg/>")
    assert row_of(sqlite_town, number).version == 1


def test_the_photo_of_a_closed_intake_stays(sqlite_town: Town) -> None:
    number = submitted(sqlite_town)
    with pytest.raises(ConflictError, match="application_is_submitted"):
        take(sqlite_town, number, photo())
