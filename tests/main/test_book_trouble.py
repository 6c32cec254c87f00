"""What the doctor finds in the books of the print room: rows changed, put back or taken out."""

import pytest
from sqlalchemy import text

from app.core.disposal import WipeItem
from app.core.permissions import Role
from app.main.trouble import find_trouble
from app.printing.rolls import discard_rolls
from app.printing.wipes import wipe_printer
from tests.at_desk import at_desk
from tests.printing.pick_up.drawer import ready
from tests.printing.rolls.printers import install, printer, remove
from tests.printing.stock.books import count, receive
from tests.put_back import put_back, row_of
from tests.town import Town
from tests.walks import printed

BEHIND = "was changed behind the service's back"
PUT_BACK = "the log tells of a newer one; an old row was put back"
GONE = "the log tells of it, and it is gone"


def fill(town: Town) -> None:
    """Make one row in each book."""
    ready(town, printed(town))
    receive(town, 500)
    count(town, 500)
    at = printer(town)
    remove(town, install(town, at).id)
    with at_desk(town, Role.PRINTER) as (session, actor):
        wipe_printer(session, at, items=[*WipeItem], actor=actor, now=town.clock())


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("pieces", "place = 'handed_over'"),
        ("disposals", "name = 'The other one'"),
        ("rolls", "label = 'R 99'"),
        ("printer_wipes", "items = ''"),
    ],
)
def test_a_changed_row_is_named(town: Town, table: str, change: str) -> None:
    fill(town)
    assert find_trouble(town.app.state.deployment) == []
    with town.transaction() as session:
        session.execute(text(f"UPDATE {table} SET {change}"))  # noqa: S608 - of tests
    (line,) = find_trouble(town.app.state.deployment)
    assert line == f"row {row_of(town, table)['id']} of {table} {BEHIND}"


@pytest.mark.parametrize("table", ["printer_wipes", "blank_counts", "blank_entries"])
def test_a_row_that_was_taken_out_is_named(town: Town, table: str) -> None:
    fill(town)
    row_id = row_of(town, table)["id"]
    with town.transaction() as session:
        session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - of tests
    (line,) = find_trouble(town.app.state.deployment)
    assert line == f"row {row_id} of {table}: {GONE}"


def test_a_roll_that_was_put_back_is_named(town: Town) -> None:
    roll = install(town, printer(town))
    remove(town, roll.id)
    old = row_of(town, "rolls")
    with at_desk(town, Role.PRINTER) as (session, actor):
        discard_rolls(session, [roll.id], actor=actor, now=town.clock())
    put_back(town, "rolls", old)
    (line,) = find_trouble(town.app.state.deployment)
    assert line == f"row {roll.id} of rolls: {PUT_BACK}"
