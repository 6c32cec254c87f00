"""Handing an intake to the second person."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from app.applications import submit_application
from app.core.birth_date import BirthDate
from app.core.documents import PresentedDocument
from app.core.permissions import Role
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from tests.applications.rows import row_of
from tests.cards.towns import town_with
from tests.databases import Database
from tests.http import NewClient
from tests.town import Town
from tests.walks import MINOR, PAPERS, PERSON, draft, submitted

CARETAKER_PAPERS = (
    PresentedDocument(kind="caretaker_photo_id"),
    PresentedDocument(kind="birth_certificate"),
)


def submit(town: Town, number: str, *, site: str | None = None) -> None:
    actor = town.actor(Role.CLERK)
    with town.transaction() as session:
        submit_application(
            session,
            number,
            vault=town.vault,
            actor=actor if site is None else replace(actor, site=site),
            now=town.clock(),
        )


def test_a_complete_intake_waits_for_the_second_person(sqlite_town: Town) -> None:
    number = submitted(sqlite_town)
    row = row_of(sqlite_town, number)
    assert (row.state, row.submitted_at) == ("submitted", sqlite_town.clock())
    with pytest.raises(ConflictError, match="application_is_submitted"):
        submit(sqlite_town, number)


def test_what_is_missing_is_named_and_nothing_moves(sqlite_town: Town) -> None:
    without_photo = draft(sqlite_town, has_photo=False)
    with pytest.raises(RefusedError, match="photo_missing"):
        submit(sqlite_town, without_photo)
    without_papers = draft(sqlite_town, papers=())
    with pytest.raises(RefusedError, match="papers_not_enough") as caught:
        submit(sqlite_town, without_papers)
    assert ("documents", "identity_not_shown") in caught.value.fields
    states = {row_of(sqlite_town, number).state for number in (without_photo, without_papers)}
    assert states == {"draft"}


def test_another_desk_finds_no_such_application(sqlite_town: Town) -> None:
    number = draft(sqlite_town)
    with pytest.raises(NotFoundError, match="no_such_application"):
        submit(sqlite_town, number, site="east_library")
    submit(sqlite_town, number, site="")
    assert row_of(sqlite_town, number).state == "submitted"


def test_a_paper_that_ends_while_the_draft_waits_no_longer_counts(sqlite_town: Town) -> None:
    town = sqlite_town
    papers = (PresentedDocument(kind="passport", expires_on=date(2026, 11, 25)), PAPERS[1])
    number = draft(town, papers=papers)
    town.clock.move(days=5 * 366)
    with pytest.raises(RefusedError, match="papers_not_enough"):
        submit(town, number)


def test_somebody_younger_than_the_program_serves_is_told_so(
    tmp_path: Path, sqlite_database: Database, new_client: NewClient
) -> None:
    town = town_with(tmp_path, sqlite_database, new_client, ("min_age = 0", "min_age = 16"))
    number = draft(town, MINOR)
    with pytest.raises(RefusedError, match="not_eligible_age"):
        submit(town, number)
    town.close()


def test_papers_that_are_gone_are_not_weighed(sqlite_town: Town) -> None:
    number = draft(sqlite_town)
    with sqlite_town.transaction() as session:
        session.execute(text("DELETE FROM sealed_values WHERE label = 'application.evidence'"))
    with pytest.raises(ConflictError, match="application_is_draft"):
        submit(sqlite_town, number)


def test_a_child_needs_the_papers_of_a_child(sqlite_town: Town) -> None:
    number = draft(sqlite_town, MINOR, papers=PAPERS)
    submit(sqlite_town, number)
    assert row_of(sqlite_town, number).state == "submitted"
    newborn = replace(PERSON, birth_date=BirthDate(2026, 11, 2))
    with pytest.raises(RefusedError, match="papers_not_enough") as caught:
        submitted(sqlite_town, newborn)
    assert ("documents", "caretaker_missing") in caught.value.fields
    assert submitted(sqlite_town, newborn, CARETAKER_PAPERS)
