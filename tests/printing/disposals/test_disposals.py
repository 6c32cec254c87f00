"""One paper, two signatures: of two people, at one desk, and final."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.audit import AuditRepository
from app.core.disposal import DisposalKind, DisposalState
from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.kit.db import DatabaseError, RegisterBrokenError
from app.kit.errors import AppError, ConflictError, ForbiddenError, NotFoundError
from app.printing.disposals import DisposalRepository, confirm_disposal, open_disposal
from app.staff import add_staff
from tests.at_desk import at_desk
from tests.printing.pick_up.drawer import call_off, confirm
from tests.town import PASSWORD, SITE, Town

SECOND_ACCOUNT = "printer.at.home@riverbend.example"


def opened(town: Town, *, kind: DisposalKind = DisposalKind.BLANKS, count: int = 3) -> UUID:
    """Let the printer sign first."""
    with at_desk(town, Role.PRINTER) as (session, actor):
        return open_disposal(
            session, kind, count=count, site=SITE, actor=actor, now=town.clock()
        ).id


def state_of(town: Town, disposal_id: UUID) -> str:
    with town.app.state.new_session() as session:
        return DisposalRepository(session).lock(disposal_id, site="").state


def account_of_the_printer(town: Town) -> str:
    """Give the person who prints another account, of a clerk."""
    person = town.actor(Role.PRINTER).person_id
    with town.transaction() as session:
        add_staff(
            session,
            email=SECOND_ACCOUNT,
            roles={Role.CLERK},
            site=SITE,
            password_hash=town.passwords.hash(PASSWORD),
            person_id=person,
            by=SERVICE,
            now=town.clock(),
        )
    return SECOND_ACCOUNT


def test_another_person_makes_it_done(town: Town) -> None:
    paper = opened(town)
    town.clock.move(days=1)
    confirm(town, paper)
    with town.app.state.new_session() as session:
        row = DisposalRepository(session).lock(paper, site=SITE)
        counts = DisposalRepository(session).count_done(
            DisposalKind.BLANKS, first=row.opened_on, last=date(2030, 1, 1)
        )
    assert row.state == "done"
    assert row.first_person_id != row.second_person_id
    assert row.done_on is not None
    assert row.done_on > row.opened_on
    assert counts == {(SITE, row.done_on): 3}


def test_the_same_person_is_refused_and_that_is_on_record(town: Town) -> None:
    paper = opened(town)
    other_account = account_of_the_printer(town)
    refused = []
    for role, email in ((Role.PRINTER, None), (Role.CLERK, other_account)):
        with pytest.raises(ForbiddenError, match="second_person_needed") as caught:
            confirm(town, paper, role=role, email=email)
        refused.append(caught.value.event)
    assert all(event is not None for event in refused)
    assert state_of(town, paper) == "open"
    answer = town.browser(Role.CLERK, email=other_account).post(
        f"/print/disposals/{paper}/confirmation"
    )
    assert answer.status_code == 403
    with town.app.state.new_session() as session:
        leaves = [leaf for leaf in AuditRepository(session).leaves() if str(paper).encode() in leaf]
    assert [b'"refused"' in leaf for leaf in leaves] == [False, True]


def test_the_database_itself_refuses_one_person_twice(town: Town) -> None:
    opened(town)
    with pytest.raises(DatabaseError), town.transaction() as session:
        session.execute(
            text(
                "UPDATE disposals SET state = 'done', second_person_id = first_person_id,"
                " done_on = opened_on"
            )
        )


@pytest.mark.parametrize("end", [confirm, call_off])
def test_what_is_over_stays_over(town: Town, end: object) -> None:
    paper = opened(town)
    end(town, paper)  # type: ignore[operator] # one of two acts
    state = state_of(town, paper)
    for act in (confirm, call_off):
        with pytest.raises(ConflictError, match=f"disposal_is_{state}"):
            act(town, paper)
    with pytest.raises(DatabaseError), town.transaction() as session:
        session.execute(text("UPDATE disposals SET count = 2"))


def test_anybody_of_the_desk_may_call_it_off(sqlite_town: Town) -> None:
    paper = opened(sqlite_town)
    call_off(sqlite_town, paper, role=Role.SUPERVISOR)
    assert state_of(sqlite_town, paper) == "called_off"


def test_of_signatures_at_once_one_counts(town: Town) -> None:
    paper = opened(town)
    actors = [town.actor(role) for role in (Role.CLERK, Role.SUPERVISOR) * 2]

    def sign(index: int) -> str:
        try:
            with town.transaction() as session:
                return confirm_disposal(session, paper, actor=actors[index], now=town.clock()).state
        except AppError as error:
            return error.reason

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(sign, range(4)))
    assert sorted(answers) == ["disposal_is_done"] * 3 + ["done"]


def test_another_desk_has_no_such_paper(sqlite_town: Town) -> None:
    paper = opened(sqlite_town)
    sqlite_town.add(Role.CLERK, email="east@riverbend.example", site="east_library")
    with pytest.raises(NotFoundError, match="no_such_disposal"):
        confirm(sqlite_town, paper, email="east@riverbend.example")
    with pytest.raises(NotFoundError, match="no_such_disposal"):
        confirm(sqlite_town, uuid4())


def test_a_paper_that_something_else_changed_is_not_signed(town: Town) -> None:
    paper = opened(town)
    with town.transaction() as session:
        session.execute(text("UPDATE disposals SET count = 300"))
    with pytest.raises(RegisterBrokenError):
        confirm(town, paper)


def test_papers_of_a_desk_are_listed_by_state(sqlite_town: Town) -> None:
    first, second = opened(sqlite_town), opened(sqlite_town)
    confirm(sqlite_town, second)
    with sqlite_town.app.state.new_session() as session:
        papers = DisposalRepository(session)
        assert [one.id for one in papers.at_site(SITE, DisposalState.OPEN)] == [first]
        assert [one.id for one in papers.at_site("", DisposalState.DONE)] == [second]
        assert papers.at_site("east_library", DisposalState.OPEN) == []
