"""A draft: sealed rows under keys of their own, a random number, its writer on record."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.applicants import Applicant
from app.applications import (
    ApplicationRepository,
    DecisionOutcome,
    Intake,
    change_application,
    open_application,
)
from app.core.lifecycle import ApplicationState
from app.core.permissions import Role
from app.kit.errors import ConflictError, RefusedError
from app.vault import KeyState
from tests.applications.rows import authors_of, every_byte, evidence_key, labels_of, row_of, sealed
from tests.at_desk import at_desk
from tests.town import SITE, Town
from tests.walks import PAPERS, PERSON, decide, draft, submitted


def test_a_draft_keeps_the_person_and_the_papers_under_two_keys(town: Town) -> None:
    number = draft(town)
    row = row_of(town, number)
    assert re.fullmatch("A-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", number)
    assert (row.state, row.kind, row.site) == ("draft", "new", SITE)
    assert authors_of(town, number) == {row.creator_id} == {town.actor(Role.CLERK).person_id}
    assert labels_of(town, row.id) == {"application.evidence", "application.intake"}
    assert labels_of(town, row.applicant_id) == {
        "applicant.names",
        "applicant.birth_date",
        "applicant.address",
        "applicant.photo",
    }
    papers_key = evidence_key(town, number)
    person_key = sealed(town, row.applicant_id, "applicant.names").key_id
    assert papers_key != person_key == sealed(town, row.id, "application.intake").key_id
    states = {town.vault.keyring.state_of(key) for key in (papers_key, person_key)}
    assert states == {KeyState.LIVE}


def test_nothing_of_the_person_or_the_papers_lies_in_the_open(town: Town) -> None:
    draft(town)
    everything = every_byte(town)
    for word in (b"Rosalba", b"Quispe", b"1990-02", b"Willow", b"55021", b"utility_bill"):
        assert word not in everything


def test_the_key_of_a_draft_lies_in_the_month_its_longer_clock_ends(sqlite_town: Town) -> None:
    row = row_of(sqlite_town, draft(sqlite_town))
    with sqlite_town.app.state.new_session() as session:
        statement = select(Applicant.epoch).where(Applicant.id == row.applicant_id)
        assert session.scalars(statement).one() == "2027-02"  # 90 days from 24 November


def test_somebody_without_a_desk_writes_at_the_first_one(sqlite_town: Town) -> None:
    town = sqlite_town
    everywhere = replace(town.actor(Role.CLERK), site="")
    intake = Intake(person=PERSON, documents=PAPERS)
    with town.transaction() as session:
        number = open_application(
            session, intake, vault=town.vault, actor=everywhere, now=town.clock()
        )
    assert row_of(town, number).site == "city_hall"


def test_an_intake_that_is_refused_leaves_nothing(sqlite_town: Town) -> None:
    town = sqlite_town
    intake = Intake(person=PERSON, documents=PAPERS, language="tlh")
    with pytest.raises(RefusedError), at_desk(town, Role.CLERK) as (session, actor):
        open_application(session, intake, vault=town.vault, actor=actor, now=town.clock())
    with town.app.state.new_session() as session:
        assert session.scalars(select(Applicant)).all() == []


def change(town: Town, number: str, intake: Intake, *, role: Role = Role.CLERK) -> None:
    with at_desk(town, role) as (session, actor):
        change_application(session, number, intake, vault=town.vault, actor=actor, now=town.clock())


def test_a_changed_intake_replaces_what_was_sealed_and_names_its_writer(sqlite_town: Town) -> None:
    town = sqlite_town
    number = draft(town)
    before = sealed(town, row_of(town, number).applicant_id, "applicant.names")
    papers_key = evidence_key(town, number)
    change(town, number, Intake(person=PERSON, documents=PAPERS[:1]), role=Role.SUPERVISOR)
    after = sealed(town, row_of(town, number).applicant_id, "applicant.names")
    assert after.id == before.id
    assert after.record_version == before.record_version + 1
    assert after.nonce != before.nonce
    assert evidence_key(town, number) == papers_key
    people = {town.actor(role).person_id for role in (Role.CLERK, Role.SUPERVISOR)}
    assert authors_of(town, number) == people


def test_an_intake_that_was_returned_can_be_changed_one_that_waits_cannot(
    sqlite_town: Town,
) -> None:
    town = sqlite_town
    number = submitted(town)
    intake = Intake(person=PERSON, documents=PAPERS)
    with pytest.raises(ConflictError, match="application_is_submitted"):
        change(town, number, intake)
    decide(town, number, DecisionOutcome.RETURNED, "photo_retake")
    assert row_of(town, number).reason == "photo_retake"
    change(town, number, intake)
    assert row_of(town, number).state == "returned"


def test_a_queue_holds_the_oldest_first_and_only_what_is_asked_for(sqlite_town: Town) -> None:
    town = sqlite_town
    first = draft(town)
    town.clock.move(minutes=1)
    second = draft(town)
    with town.app.state.new_session() as session:
        rows = ApplicationRepository(session).queue(SITE, [ApplicationState.DRAFT], limit=5)
        nowhere = ApplicationRepository(session).queue("east_library", [], limit=5)
    assert [row.number for row in rows] == [first, second]
    assert nowhere == []
