"""A card that was sent to a printer, and of which nobody says anything, is found by the doctor."""

from app.main.trouble import find_trouble
from tests.printing.print_room import agent, batch
from tests.town import Town


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
