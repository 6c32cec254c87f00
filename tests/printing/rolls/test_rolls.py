"""Ribbon and film: in one printer, out of it for good, destroyed by two people."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.core.permissions import Role
from app.core.print_stock import RollKind
from app.kit.actor import SERVICE
from app.kit.db import RegisterBrokenError
from app.kit.errors import AppError, ConflictError, NotFoundError, RefusedError
from app.printing.disposals import Disposal
from app.printing.printers.close_printer import close_printer
from app.printing.rolls import discard_rolls, install_roll, remove_roll
from app.printing.rolls.rolls_view import roll_rows
from tests.at_desk import at_desk
from tests.journeys.desks import refused
from tests.printing.pick_up.drawer import call_off, confirm
from tests.printing.rolls.printers import install, printer, remove
from tests.town import SITE, Town


def discard(town: Town, *roll_ids: UUID) -> Disposal:
    with at_desk(town, Role.PRINTER) as (session, actor):
        return discard_rolls(session, roll_ids, actor=actor, now=town.clock())


def in_house(town: Town) -> list[tuple[str, str]]:
    actor = town.actor(Role.PRINTER)
    with town.app.state.new_session() as session:
        return [(row.label, row.state) for row in roll_rows(session, actor=actor)]


def test_a_roll_goes_in_comes_out_and_is_destroyed_by_two(town: Town) -> None:
    roll = install(town, printer(town), label="ymck 26/14")
    assert in_house(town) == [("YMCK 26/14", "installed")]
    remove(town, roll.id)
    paper = discard(town, roll.id)
    assert (paper.kind, paper.count, paper.name) == ("film", 1, "YMCK 26/14")
    assert in_house(town) == []
    confirm(town, paper.id)
    with pytest.raises(ConflictError, match="roll_in_disposal"):
        discard(town, roll.id)


def test_a_roll_that_was_not_destroyed_waits_again(town: Town) -> None:
    first = remove(town, install(town, printer(town)).id)
    call_off(town, discard(town, first.id).id)
    assert in_house(town) == [("R 14", "removed")]
    discard(town, first.id)
    assert in_house(town) == []


def test_a_printer_holds_one_ribbon_and_one_film(town: Town) -> None:
    at = printer(town)
    install(town, at)
    install(town, at, kind=RollKind.FILM, label="F 3")
    with pytest.raises(ConflictError, match="roll_still_installed"):
        install(town, at, label="R 15")
    install(town, printer(town, name="The other one"), label="R 15")
    assert len(in_house(town)) == 3


def test_a_roll_comes_out_once(sqlite_town: Town) -> None:
    roll = install(sqlite_town, printer(sqlite_town))
    with pytest.raises(ConflictError, match="roll_is_installed"):
        discard(sqlite_town, roll.id)
    remove(sqlite_town, roll.id)
    with pytest.raises(ConflictError, match="roll_is_removed"):
        remove(sqlite_town, roll.id)


def test_several_rolls_go_under_one_paper(sqlite_town: Town) -> None:
    at = printer(sqlite_town)
    rolls = [
        remove(sqlite_town, install(sqlite_town, at, label=f"R {number}").id).id
        for number in range(3)
    ]
    paper = discard(sqlite_town, *rolls)
    assert (paper.count, paper.name) == (3, "")
    page = sqlite_town.browser(Role.CLERK).get("/print/disposals").text
    assert all(f"R {number}" in page for number in range(3))
    with pytest.raises(RefusedError, match="nothing_chosen"):
        discard(sqlite_town)
    with pytest.raises(RefusedError, match="too_many_chosen"):
        discard(sqlite_town, *(uuid4() for _ in range(51)))


def test_a_label_is_the_suppliers_and_a_printer_one_of_this_desk(sqlite_town: Town) -> None:
    at = printer(sqlite_town)
    with pytest.raises(RefusedError, match="supply_label_unusable"):
        install(sqlite_town, at, label="Rosalba")
    with pytest.raises(NotFoundError, match="no_such_printer"):
        install(sqlite_town, uuid4())
    roll = install(sqlite_town, at)
    email = "east@riverbend.example"
    sqlite_town.add(Role.PRINTER, email=email, site="east_library")
    with at_desk(sqlite_town, Role.PRINTER, email=email) as (session, actor):
        with pytest.raises(NotFoundError, match="no_such_printer"):
            install_roll(
                session, at, kind=RollKind.FILM, label="F 3", actor=actor, now=sqlite_town.clock()
            )
        with pytest.raises(NotFoundError, match="no_such_roll"):
            remove_roll(session, roll.id, actor=actor, now=sqlite_town.clock())


def test_nothing_goes_into_a_printer_that_is_closed(sqlite_town: Town) -> None:
    at = printer(sqlite_town)
    roll = install(sqlite_town, at)
    with sqlite_town.transaction() as session:
        close_printer(session, at, by=SERVICE, now=sqlite_town.clock())
    with pytest.raises(ConflictError, match="printer_closed"):
        install(sqlite_town, at, kind=RollKind.FILM)
    assert remove(sqlite_town, roll.id).state == "removed"


def test_of_two_who_put_a_ribbon_in_at_once_one_does(town: Town) -> None:
    at, actors = printer(town), [town.actor(role) for role in (Role.PRINTER, Role.CLERK) * 2]

    def enter(index: int) -> str:
        try:
            with town.transaction() as session:
                return install_roll(
                    session,
                    at,
                    kind=RollKind.RIBBON,
                    label=f"R {index}",
                    actor=actors[index],
                    now=town.clock(),
                ).state
        except AppError as error:
            return error.reason

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(enter, range(4)))
    assert sorted(answers) == ["installed"] + ["roll_still_installed"] * 3


def test_a_roll_that_something_else_wrote_is_not_believed(town: Town) -> None:
    roll = install(town, printer(town))
    with town.transaction() as session:
        session.execute(text("UPDATE rolls SET label = 'R 99'"))
    with pytest.raises(RegisterBrokenError):
        remove(town, roll.id)


def test_a_paper_that_was_called_off_by_sql_still_binds_its_rolls(town: Town) -> None:
    roll = remove(town, install(town, printer(town)).id)
    discard(town, roll.id)
    with town.transaction() as session:
        session.execute(text("UPDATE disposals SET state = 'called_off'"))
    with pytest.raises(RegisterBrokenError):
        discard(town, roll.id)


@pytest.mark.parametrize("change", [{"site": "east_library"}, {"kind": "sheet"}])
def test_a_printer_stays_where_it_is_while_a_roll_is_in_it(
    town: Town, change: dict[str, str]
) -> None:
    at = printer(town)
    roll = install(town, at)
    script, url = town.script(Role.ADMINISTRATOR), f"/api/printers/{at}"
    form = {"site": SITE, "name": "Zebra at the door", "kind": "card"}
    assert script.put(url, json=form).status_code == 200
    assert refused(script.put(url, json=form | change)) == (409, "printer_has_rolls")
    remove(town, roll.id)
    assert script.put(url, json=form | change).status_code == 200
