"""Opening somebody's data: who looked, and why, is on record."""

import json

import pytest

from app.applications import OpenApplication, ViewReason, view_application, view_photo
from app.audit import AuditRepository
from app.core.permissions import Role
from app.kit.errors import NotFoundError
from tests.at_desk import at_desk
from tests.town import Town
from tests.walks import PAPERS, PERSON, approved, draft


def view(town: Town, number: str, role: Role = Role.CLERK) -> OpenApplication:
    with at_desk(town, role) as (session, actor):
        return view_application(
            session,
            number,
            reason=ViewReason.REVIEW,
            vault=town.vault,
            actor=actor,
            now=town.clock(),
        )


def views(town: Town) -> list[str]:
    with town.app.state.new_session() as session:
        entries = [json.loads(leaf) for leaf in AuditRepository(session).leaves()]
    return [entry["reason"] for entry in entries if entry["act"] == "application_viewed"]


def test_an_open_application_shows_person_papers_and_what_they_are_worth(
    sqlite_town: Town,
) -> None:
    number = draft(sqlite_town, language="es")
    opened = view(sqlite_town, number)
    assert (opened.person, opened.papers) == (PERSON, PAPERS)
    assert opened.decision is not None
    assert opened.decision.satisfied
    assert (opened.has_photo, opened.language, opened.fee_waiver) == (True, "es", "")
    assert opened.is_own_intake
    assert not view(sqlite_town, number, Role.SUPERVISOR).is_own_intake
    assert views(sqlite_town) == ["review", "review"]


def test_after_the_decision_no_papers_are_left_to_see(sqlite_town: Town) -> None:
    opened = view(sqlite_town, approved(sqlite_town))
    assert (opened.papers, opened.decision) == (None, None)
    assert opened.person == PERSON


def test_looking_at_the_photo_is_on_record_too(sqlite_town: Town) -> None:
    town = sqlite_town
    number = draft(town)
    with at_desk(town, Role.CLERK) as (session, actor):
        jpeg = view_photo(session, number, vault=town.vault, actor=actor, now=town.clock())
    assert jpeg is not None
    assert jpeg.startswith(b"\xff\xd8")
    assert views(town) == ["photo"]


def test_a_number_that_does_not_exist_leaves_no_entry(sqlite_town: Town) -> None:
    with pytest.raises(NotFoundError):
        view(sqlite_town, "A-0000-0000")
    assert views(sqlite_town) == []
