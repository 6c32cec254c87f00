"""A printer leaves the building: every line of the list, two people, and it is closed."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.core.disposal import WipeItem
from app.core.permissions import Role
from app.kit.db import RegisterBrokenError
from app.kit.errors import ConflictError, ForbiddenError, NotFoundError, RefusedError
from app.printing.disposals import Disposal
from app.printing.printers import PrinterRepository
from app.printing.wipes import WipeRepository, sign_second, wipe_printer
from tests.at_desk import at_desk
from tests.printing.pick_up.drawer import call_off
from tests.printing.rolls.printers import install, printer, remove
from tests.town import Town


def wipe(town: Town, printer_id: UUID, *, without: WipeItem | None = None) -> Disposal:
    items = [item for item in WipeItem if item is not without]
    with at_desk(town, Role.PRINTER) as (session, actor):
        return wipe_printer(session, printer_id, items=items, actor=actor, now=town.clock())


def sign(town: Town, paper: Disposal, *, role: Role = Role.SUPERVISOR) -> None:
    with at_desk(town, role) as (session, actor):
        sign_second(session, paper.id, actor=actor, now=town.clock())


def is_closed(town: Town, printer_id: UUID) -> bool:
    with town.app.state.new_session() as session:
        return PrinterRepository(session).get(printer_id, site="").is_closed


def test_with_the_second_signature_the_printer_is_closed(town: Town) -> None:
    at = printer(town)
    paper = wipe(town, at)
    assert (paper.kind, paper.name, is_closed(town, at)) == (
        "printer",
        "Zebra by the window",
        False,
    )
    with pytest.raises(ForbiddenError, match="second_person_needed"):
        sign(town, paper, role=Role.PRINTER)
    sign(town, paper)
    assert is_closed(town, at)
    with town.app.state.new_session() as session:
        row = WipeRepository(session).of_disposal(paper.id)
        assert row is not None
        assert row.items.split(",") == [*WipeItem]


@pytest.mark.parametrize("item", WipeItem)
def test_every_line_of_the_list_is_needed(sqlite_town: Town, item: WipeItem) -> None:
    with pytest.raises(RefusedError, match="wipe_incomplete"):
        wipe(sqlite_town, printer(sqlite_town), without=item)


def test_nothing_that_keeps_faces_is_in_a_printer_that_leaves(town: Town) -> None:
    at = printer(town)
    roll = install(town, at)
    with pytest.raises(ConflictError, match="roll_still_installed"):
        wipe(town, at)
    remove(town, roll.id)
    paper = wipe(town, at)
    install(town, at, label="R 15")
    with pytest.raises(ConflictError, match="roll_still_installed"):
        sign(town, paper)
    assert not is_closed(town, at)


def test_a_printer_is_under_one_paper_at_most(town: Town) -> None:
    at = printer(town)
    paper = wipe(town, at)
    with pytest.raises(ConflictError, match="printer_leaves_already"):
        wipe(town, at)
    call_off(town, paper.id)
    assert not is_closed(town, at)
    sign(town, wipe(town, at))
    with pytest.raises(ConflictError, match="printer_leaves_already"):
        wipe(town, at)


def test_a_printer_that_was_closed_before_may_still_leave(sqlite_town: Town) -> None:
    at = printer(sqlite_town)
    sqlite_town.browser(Role.ADMINISTRATOR).post(f"/admin/printers/{at}/closure")
    sign(sqlite_town, wipe(sqlite_town, at))
    assert is_closed(sqlite_town, at)


def test_only_a_printer_of_this_desk_leaves_from_here(sqlite_town: Town) -> None:
    with pytest.raises(NotFoundError, match="no_such_printer"):
        wipe(sqlite_town, uuid4())


def test_a_paper_that_was_put_on_another_printer_is_not_signed(town: Town) -> None:
    paper, other = wipe(town, printer(town)), printer(town, name="The other one")
    with town.transaction() as session:
        session.execute(text("UPDATE printer_wipes SET printer_id = :id"), {"id": str(other)})
    with pytest.raises(RegisterBrokenError):
        sign(town, paper)
    assert not is_closed(town, other)


def test_nothing_is_put_into_a_printer_while_the_second_person_signs(town: Town) -> None:
    at = printer(town)
    paper, second = wipe(town, at), town.actor(Role.SUPERVISOR)
    town.actor(Role.PRINTER)
    with ThreadPoolExecutor(1) as pool:
        with town.transaction() as session:
            sign_second(session, paper.id, actor=second, now=town.clock())
            put = pool.submit(install, town, at)
        with pytest.raises(ConflictError, match="printer_closed"):
            put.result()
    assert is_closed(town, at)


def test_a_roll_that_was_taken_out_by_sql_keeps_the_printer_here(town: Town) -> None:
    at = printer(town)
    install(town, at)
    with town.transaction() as session:
        session.execute(text("UPDATE rolls SET state = 'removed', removed_on = installed_on"))
    with pytest.raises(RegisterBrokenError):
        wipe(town, at)


def test_a_paper_that_was_called_off_by_sql_still_binds_its_printer(town: Town) -> None:
    at = printer(town)
    wipe(town, at)
    with town.transaction() as session:
        session.execute(text("UPDATE disposals SET state = 'called_off'"))
    with pytest.raises(RegisterBrokenError):
        wipe(town, at)
