"""Every order of acts around one card, however long: what the use cases do is what the model says.

The model has some hundred stands. At each of them every act is tried on the real tables, under a
savepoint, at the end of a shortest way there; a longer way meets nothing that was not tried.
"""

from collections import defaultdict
from dataclasses import replace

from app.core.lifecycle import PrintJobState
from app.core.print_room import BatchState
from tests.long_runs import is_long_run
from tests.printing.leases.card_model import Act, Stand, acts, after, every_stand
from tests.printing.leases.card_on_tables import CardOnTables, one_card
from tests.town import Town

STEPS = 4
"""How far from the start a usual run goes; the long one goes everywhere."""


def test_what_was_committed_is_never_queued_again_and_drawn_once() -> None:
    for stand in every_stand():
        for act in acts(stand):
            then = after(stand, act)
            assert then.stand.is_sent >= stand.is_sent
            assert then.stand.is_drawn >= stand.is_drawn
            assert not (stand.is_drawn and then.answer == "drawn")
            if stand.is_sent:
                assert then.stand.job not in {PrintJobState.QUEUED, PrintJobState.LEASED}


def test_from_everywhere_the_batch_can_still_be_closed() -> None:
    before = defaultdict(set)
    for stand in every_stand():
        for act in acts(stand):
            before[after(stand, act).stand].add(stand)
    can_close = {stand for stand in every_stand() if stand.batch is BatchState.CLOSED}
    to_look = list(can_close)
    while to_look:
        more = before[to_look.pop()] - can_close
        can_close |= more
        to_look += more
    assert can_close == every_stand().keys()


def test_every_order_of_acts_does_what_the_model_says(town: Town) -> None:
    ways: dict[Stand, set[Act]] = defaultdict(set)
    for way in every_stand().values():
        if way is not None:
            ways[way[0]].add(way[1])

    def look(card: CardOnTables, stand: Stand, steps: int) -> None:
        for act in acts(stand):
            expected = after(stand, act)
            with card.tried():
                assert card.do(act) == expected.answer, (stand, act)
                assert card.stand() == replace(expected.stand, former=None), (stand, act)
                if act in ways[stand] and steps:
                    look(card, expected.stand, steps - 1)

    with one_card(town) as card:
        look(card, Stand(), len(every_stand()) if is_long_run() else STEPS)
