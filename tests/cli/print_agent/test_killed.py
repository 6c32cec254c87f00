"""Server, worker and print agents are killed at random moments; no card is lost or doubled."""

import pytest

from tests.cli.print_agent.killing import print_under_fire
from tests.cups import PrintServer
from tests.long_runs import is_long_run
from tests.printing.print_room import agent, batch
from tests.town import Town

pytestmark = pytest.mark.cups

CARDS, KILLS = (1000, 500) if is_long_run() else (30, 12)


def test_a_batch_survives_kill_9_with_nothing_lost_or_doubled(
    town: Town, cups: PrintServer
) -> None:
    agents = (agent(town, name="Desk 1"), agent(town, name="Desk 2"))
    batch_id, _ = batch(town, cards=CARDS)
    outcome = print_under_fire(town, cups, agents, batch_id, kills=KILLS)
    print(outcome)  # noqa: T201 - what a long run is for: pytest -s
    assert (outcome.lost, outcome.doubled, outcome.orphaned) == (0, 0, 0)
    assert outcome.trouble == []
    assert outcome.kills > KILLS / 2  # the batch may come to its end before the last of them
