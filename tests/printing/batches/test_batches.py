"""A batch: made of what waits, released by a second person, held, and closed once it adds up."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.cards import RevocationReason, SpoilReason, revoke_card
from app.core.permissions import Role
from app.core.print_room import PrintReport
from app.kit.actor import SERVICE
from app.kit.errors import ConflictError, ForbiddenError, NotFoundError, RefusedError
from app.printing import confirm_print, miss_print, spoil_print
from app.printing.batches import (
    close_batch,
    hold_batch,
    make_batch,
    release_batch,
    resume_batch,
    take_out,
)
from app.staff import add_staff
from tests.at_desk import at_desk
from tests.databases import Database
from tests.http import NewClient
from tests.journeys.desks import refused
from tests.printing.print_room import agent, batch, job_of, states, two_person_program
from tests.town import PASSWORD, SITE, Town, make_town
from tests.walks import drawn, issued

BOTH = "both@riverbend.example"
A4 = {"paper": "a4", "flip": "short_edge"}


@pytest.fixture
def strict_town(tmp_path: Path, database: Database, new_client: NewClient) -> Town:
    """Return a town whose batches a second person releases."""
    town = make_town(tmp_path, database.url, new_client, program=two_person_program(tmp_path))
    with town.transaction() as session:
        add_staff(
            session,
            email=BOTH,
            roles={Role.PRINTER, Role.SUPERVISOR},
            site=SITE,
            password_hash=town.passwords.hash(PASSWORD),
            by=SERVICE,
            now=town.clock(),
        )
    return town


def release(town: Town, batch_id: UUID, email: str | None = None) -> None:
    with at_desk(town, Role.SUPERVISOR, email=email) as (session, actor):
        release_batch(session, batch_id, actor=actor, now=town.clock())


def close(town: Town, batch_id: UUID) -> None:
    with at_desk(town, Role.PRINTER) as (session, actor):
        close_batch(session, batch_id, actor=actor, now=town.clock())


def test_nothing_of_a_batch_is_printed_before_a_second_person_releases_it(
    strict_town: Town,
) -> None:
    town = strict_town
    batch_id, _ = batch(town)
    one = agent(town)
    assert one.next() is None
    with (
        pytest.raises(ConflictError, match="batch_not_released"),
        at_desk(town, Role.PRINTER) as (session, actor),
    ):
        resume_batch(session, batch_id, actor=actor, now=town.clock())
    release(town, batch_id)
    assert one.next() is not None
    with pytest.raises(ConflictError, match="batch_is_released"):
        release(town, batch_id)
    with at_desk(town, Role.PRINTER) as (session, actor):
        hold_batch(session, batch_id, actor=actor, now=town.clock())
    with pytest.raises(ConflictError, match="batch_was_released"):
        release(town, batch_id)
    town.close()


def test_what_waits_for_a_second_person_is_drawn_by_nobody_alone(strict_town: Town) -> None:
    town = strict_town
    batch_id, (card_id,) = batch(town)
    job_id, printer = job_of(town, card_id), town.script(Role.PRINTER)

    def answers() -> set[tuple[int, str]]:
        sheets = printer.post("/api/print-sheets", json={"job_ids": [str(job_id)]} | A4)
        alone = printer.post(f"/api/print-jobs/{job_id}/drawing")
        return {refused(sheets), refused(alone)}

    assert answers() == {(409, "batch_not_released")}
    with at_desk(town, Role.PRINTER) as (session, actor):
        take_out(session, batch_id, job_id, actor=actor, now=town.clock())
    assert answers() == {(409, "batch_needed")}
    with at_desk(town, Role.PRINTER) as (session, actor):
        batch_id = make_batch(session, size=1, actor=actor, now=town.clock())
    release(town, batch_id)
    assert printer.post(f"/api/print-jobs/{job_id}/drawing").status_code == 200
    town.close()


def test_who_made_a_batch_does_not_release_it_by_code_nor_by_database(strict_town: Town) -> None:
    town = strict_town
    issued(town)
    with at_desk(town, Role.PRINTER, email=BOTH) as (session, actor):
        batch_id = make_batch(session, size=1, actor=actor, now=town.clock())
    with pytest.raises(ForbiddenError, match="own_batch"):
        release(town, batch_id, email=BOTH)
    statement = "UPDATE print_batches SET state = 'released', releaser_id = maker_id"
    with pytest.raises(IntegrityError), town.transaction() as session:
        session.execute(text(statement))
    page = town.browser(Role.PRINTER, email=BOTH).get(f"/print/batches/{batch_id}").text
    assert "/release" not in page
    assert "another person releases it" in page
    refused = town.browser(Role.PRINTER, email=BOTH).post(f"/print/batches/{batch_id}/release")
    assert refused.status_code == 403
    town.close()


def test_a_batch_that_somebody_released_by_sql_prints_nothing(sqlite_town: Town) -> None:
    town = sqlite_town
    batch_id, _ = batch(town)
    with at_desk(town, Role.PRINTER) as (session, actor):
        hold_batch(session, batch_id, actor=actor, now=town.clock())
    with town.transaction() as session:
        session.execute(text("UPDATE print_batches SET state = 'released'"))
    assert agent(town).next() is None


def test_a_batch_closes_when_every_card_of_it_is_settled(town: Town) -> None:
    batch_id, (first, second, third) = batch(town, cards=3)
    one = agent(town)
    jobs = [job_of(town, card_id) for card_id in (first, second, third)]
    for report in (PrintReport.PRINTED, PrintReport.UNKNOWN):
        lease = one.next()
        assert lease is not None
        one.sent(lease)
        one.report(lease, report)
    with at_desk(town, Role.PRINTER) as (session, actor):
        miss_print(session, jobs[1], actor=actor, now=town.clock())
    with pytest.raises(RefusedError, match="batch_is_open") as refused:
        close(town, batch_id)
    assert [why for _, why in refused.value.fields] == [
        "print_job_is_missing",
        "print_job_is_queued",
    ]
    with at_desk(town, Role.PRINTER) as (session, actor):
        spoil_print(session, jobs[1], reason=SpoilReason.LOST, actor=actor, now=town.clock())
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = RevocationReason.ISSUED_IN_ERROR
        revoke_card(session, third, reason=reason, actor=actor, now=town.clock())
    close(town, batch_id)
    assert states(town, batch_id) == ["printed", "spoiled", "cancelled"]
    with pytest.raises(ConflictError, match="batch_is_closed"):
        close(town, batch_id)
    with (
        pytest.raises(ConflictError, match="batch_is_closed"),
        at_desk(town, Role.PRINTER) as (session, actor),
    ):
        hold_batch(session, batch_id, actor=actor, now=town.clock())


def test_a_batch_with_a_card_that_was_revoked_in_the_printer_closes(town: Town) -> None:
    batch_id, (good, bad) = batch(town, cards=2)
    drawn(town, good)
    drawn(town, bad)
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = RevocationReason.ISSUED_IN_ERROR
        revoke_card(session, bad, reason=reason, actor=actor, now=town.clock())
    url, browser = f"/print/batches/{batch_id}", town.browser(Role.PRINTER)
    jobs = f"{url}/cards/{job_of(town, good)}", f"{url}/cards/{job_of(town, bad)}"
    shown = browser.get(url).text
    assert [f"{job}/confirmation" in shown for job in jobs] == [True, False]
    assert [f"{job}/spoil" in shown for job in jobs] == [True, True]
    assert browser.post(f"{jobs[0]}/confirmation").status_code == 303
    assert browser.post(f"{url}/closure").status_code == 422
    assert browser.post(f"{jobs[1]}/spoil", {"reason": "damaged"}).status_code == 303
    assert browser.post(f"{url}/closure").status_code == 303
    assert states(town, batch_id) == ["printed", "spoiled"]


def test_a_card_is_in_one_batch_and_may_be_taken_out_while_it_waits(town: Town) -> None:
    batch_id, (card_id, _) = batch(town, cards=2)
    with (
        pytest.raises(ConflictError, match="nothing_to_print"),
        at_desk(town, Role.PRINTER) as (session, actor),
    ):
        make_batch(session, size=5, actor=actor, now=town.clock())
    job_id = job_of(town, card_id)
    with at_desk(town, Role.PRINTER) as (session, actor):
        take_out(session, batch_id, job_id, actor=actor, now=town.clock())
    with (
        pytest.raises(NotFoundError, match="no_such_print_job"),
        at_desk(town, Role.PRINTER) as (session, actor),
    ):
        take_out(session, batch_id, job_id, actor=actor, now=town.clock())
    with at_desk(town, Role.PRINTER) as (session, actor):
        second = make_batch(session, size=5, actor=actor, now=town.clock())
    assert states(town, second) == ["queued"]
    agent(town).next()
    with (
        pytest.raises(ConflictError, match="print_job_is_leased"),
        at_desk(town, Role.PRINTER) as (session, actor),
    ):
        take_out(session, second, job_id, actor=actor, now=town.clock())


def test_somebody_of_no_desk_makes_no_batch(sqlite_town: Town) -> None:
    sqlite_town.add(Role.PRINTER, email="all@riverbend.example", site="")
    with (
        pytest.raises(ConflictError, match="desk_needed"),
        at_desk(sqlite_town, Role.PRINTER, email="all@riverbend.example") as (session, actor),
    ):
        make_batch(session, size=1, actor=actor, now=sqlite_town.clock())


def test_a_card_that_was_missing_may_be_found(town: Town) -> None:
    batch_id, (card_id,) = batch(town)
    one, job_id = agent(town), job_of(town, card_id)
    lease = one.next()
    assert lease is not None
    one.sent(lease)
    with at_desk(town, Role.PRINTER) as (session, actor):
        miss_print(session, job_id, actor=actor, now=town.clock())
    with at_desk(town, Role.PRINTER) as (session, actor):
        confirm_print(session, job_id, actor=actor, now=town.clock())
    assert states(town, batch_id) == ["printed"]
