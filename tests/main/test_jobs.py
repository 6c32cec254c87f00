"""Long work of a town: what is ordered is brought to its end by a worker."""

from pathlib import Path
from uuid import UUID

import pytest

from app.core.credential import ResultWord
from app.core.permissions import Role
from app.kit.jobs import JobRepository, JobState
from app.kit.paging import FIRST
from app.printing.batches.batch_view import batch_view
from tests.at_desk import at_desk
from tests.ceremony import publish_keys
from tests.commands import Terminal, environment_of
from tests.keys.orders import compromise, keys, rotate
from tests.printing.print_room import batch
from tests.printing.proof.test_draw_proved import flat_photo, keep_photo
from tests.town import Town
from tests.verification.checks import offline, refresh, text_of
from tests.walks import handed_over


@pytest.fixture
def terminal(sqlite_town: Town, tmp_path: Path) -> Terminal:
    """Return a shell on the town's service."""
    return Terminal(tmp_path, environment_of(sqlite_town.settings), sqlite_town.clock)


def test_a_worker_signs_the_cards_of_a_stolen_key_again(
    sqlite_town: Town, terminal: Terminal
) -> None:
    town = sqlite_town
    cards = [handed_over(town), handed_over(town)]
    (key,) = keys(town)
    rotate(town)
    town.clock.move(hours=1)
    compromise(town, key)
    publish_keys(town.app.state.deployment)
    job_id = UUID(terminal.good(f"tessera keys resign {key.kid.hex()} --by-worker").strip())
    terminal.good("tessera worker --drain")
    refresh(town)
    for card_id in cards:
        assert offline(town, text_of(town, card_id)).verdict.word is ResultWord.VALID
    with town.app.state.new_session() as session:
        job = JobRepository(session).find(job_id)
    assert job is not None
    assert (job.state, job.steps, job.steps_refused) == (JobState.DONE, 2, 0)


def test_a_key_in_good_hands_is_no_work_for_anybody(sqlite_town: Town, terminal: Terminal) -> None:
    (key,) = keys(sqlite_town)
    said = terminal.run(f"tessera keys resign {key.kid.hex()} --by-worker")
    assert (said.code, "key_is_not_compromised" in said.err) == (1, True)


def test_a_worker_proves_a_batch_ahead_and_its_page_names_the_card_at_fault(
    sqlite_town: Town, terminal: Terminal
) -> None:
    town = sqlite_town
    batch_id, (good, bad) = batch(town, cards=2)
    keep_photo(town, bad, flat_photo())
    terminal.good("tessera worker --drain")
    with at_desk(town, Role.PRINTER) as (session, actor):
        view = batch_view(
            session, batch_id, actor=actor, now=town.clock(), state="", part=FIRST, errors=[]
        )
    assert {row.card_id: row.fault for row in view.rows} == {
        str(good): "",
        str(bad): "photo_flat",
    }
    page = town.browser(Role.PRINTER).get(f"/print/batches/{batch_id}").text
    assert page.count("found a fault") == 1
