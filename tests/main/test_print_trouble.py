"""What the doctor finds in the print room: cards of which nobody says anything, changed rows."""

import pytest
from sqlalchemy import text

from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.main.trouble import find_trouble
from app.printing.agents import rotate_agent_key
from app.printing.batches import hold_batch
from tests.agreements import partner
from tests.at_desk import at_desk
from tests.printing.print_room import agent, batch
from tests.printing.printers.test_printers import CARD, printer
from tests.put_back import put_back, row_of
from tests.town import Town

BEHIND = "behind the service's back"
PUT_BACK = "the log tells of a newer one; an old row was put back"


def test_a_card_that_somebody_must_look_for_is_named_by_its_print(town: Town) -> None:
    batch(town)
    desk = agent(town)
    lease = desk.next()
    assert lease is not None
    desk.sent(lease)
    assert find_trouble(town.app.state.deployment) == []
    town.clock.move(minutes=4)
    (line,) = find_trouble(town.app.state.deployment)
    assert "look in its tray" in line
    assert lease.card_number not in line


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("print_agents", "site = 'east_library'"),
        ("print_agents", "key_digest = (SELECT key_digest FROM partners)"),
        ("print_agents", "printer_id = (SELECT id FROM printers)"),
        ("print_batches", "state = 'held'"),
    ],
)
def test_a_row_of_the_print_room_altered_behind_the_services_back_is_named(
    town: Town, table: str, change: str
) -> None:
    batch(town)
    agent(town)
    partner(town)
    printer(town, **CARD)
    assert find_trouble(town.app.state.deployment) == []
    with town.transaction() as session:
        session.execute(text(f"UPDATE {table} SET {change}"))  # noqa: S608 - of tests
    (line,) = find_trouble(town.app.state.deployment)
    assert line == f"row {row_of(town, table)['id']} of {table} was changed {BEHIND}"


def test_an_agents_row_that_was_put_back_is_named(town: Town) -> None:
    one = agent(town)
    old = row_of(town, "print_agents")
    with town.transaction() as session:
        rotate_agent_key(session, one.at_work.id, by=SERVICE, now=town.clock())
    assert find_trouble(town.app.state.deployment) == []
    put_back(town, "print_agents", old)
    (line,) = find_trouble(town.app.state.deployment)
    assert line == f"row {old['id']} of print_agents: {PUT_BACK}"


def test_a_batchs_row_that_was_put_back_is_named(sqlite_town: Town) -> None:
    town = sqlite_town
    batch_id, _ = batch(town)
    released = row_of(town, "print_batches")
    with at_desk(town, Role.PRINTER) as (session, actor):
        hold_batch(session, batch_id, actor=actor, now=town.clock())
    put_back(town, "print_batches", released)
    (line,) = find_trouble(town.app.state.deployment)
    assert line == f"row {batch_id} of print_batches: {PUT_BACK}"
