"""Killed between keyring and database: what is left, and how the worker settles it."""

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.applicants import Applicant, Person, open_person
from app.core.permissions import Role
from app.main.tasks import make_worker
from app.vault import FileKeyring, KeyState
from app.vault.file_keyring import FILE_NAME
from tests.applications.rows import evidence_key, labels_of, row_of
from tests.cards.towns import card_of, cards_and_places, word_of
from tests.journeys.desks import done
from tests.town import Town
from tests.walks import PERSON, approved, submitted

ROOT = Path(__file__).parents[2]


def killed_before(step: str, town: Town, act: str, *, role: Role, number: str = "") -> None:
    """Let a desk do its act in a process that dies before a step."""
    actor = town.actor(role)
    settings = town.settings
    order = {
        "settings": {
            "environment": settings.environment,
            "data_dir": str(settings.data_dir),
            "keyring_dir": str(settings.keyring_dir),
            "database_url": settings.database_url,
            "base_url": settings.base_url,
        },
        "desk": {
            "act": act,
            "dies_before": step,
            "number": number,
            "account_id": str(actor.account_id),
            "person_id": str(actor.person_id),
            "site": actor.site,
        },
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.vault.killed_desk"],
        input=json.dumps(order),
        text=True,
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def key_states(town: Town) -> list[str]:
    """Return the state of every data key."""
    connection = sqlite3.connect(town.settings.keyring_dir / FILE_NAME)
    rows = connection.execute("SELECT state FROM data_keys ORDER BY state").fetchall()
    connection.close()
    return [row[0] for row in rows]


def people(town: Town) -> list[Person]:
    """Return everybody who is kept, unsealed."""
    with town.app.state.new_session() as session:
        ids = session.scalars(select(Applicant.id)).all()
        return [open_person(session, person_id, vault=town.vault) for person_id in ids]


def work(town: Town, **later: float) -> None:
    """Let the worker do what is due some time later."""
    town.clock.move(**later)
    make_worker(town.app.state.deployment).run_due_tasks()


def test_killed_before_the_commit_leaves_keys_that_no_row_came_to_need(town: Town) -> None:
    killed_before("commit", town, "open", role=Role.CLERK)
    assert key_states(town) == ["pending", "pending"]
    assert people(town) == []
    work(town, hours=23)
    assert key_states(town) == ["pending", "pending"]
    work(town, hours=2)
    assert key_states(town) == ["destroyed", "destroyed"]


def test_killed_after_the_commit_leaves_a_draft_that_opens_and_keys_to_be_marked(
    town: Town,
) -> None:
    killed_before("mark_live", town, "open", role=Role.CLERK)
    assert key_states(town) == ["pending", "pending"]
    assert people(town) == [PERSON]
    work(town, hours=25)
    assert key_states(town) == ["live", "live"]
    assert people(town) == [PERSON]


def test_killed_before_the_papers_key_dies_the_worker_destroys_it(town: Town) -> None:
    number = submitted(town)
    papers_key = evidence_key(town, number)
    killed_before("destroy", town, "decide", role=Role.SUPERVISOR, number=number)

    row = row_of(town, number)
    assert row.state == "approved"
    assert "application.evidence" not in labels_of(town, row.id)
    keyring = FileKeyring(town.settings.keyring_dir)
    assert keyring.state_of(papers_key) is KeyState.LIVE
    work(town, minutes=1)
    assert keyring.state_of(papers_key) is KeyState.DESTROYED


def issue_under_the_same_key(town: Town, number: str) -> UUID:
    """Ask again for what the killed desk asked for."""
    printer = town.script(Role.PRINTER)
    headers = {"Idempotency-Key": "ticket 41"}
    answer = printer.post("/api/cards", json={"application": number}, headers=headers)
    return UUID(done(answer)["id"])


@pytest.mark.parametrize("step", ["signature", "commit"])
def test_killed_while_issuing_leaves_no_card_and_the_next_request_makes_it(
    town: Town, step: str
) -> None:
    number = approved(town)
    killed_before(step, town, "issue", role=Role.PRINTER, number=number)
    assert row_of(town, number).state == "approved"
    assert cards_and_places(town) == (0, 0)
    card_id = issue_under_the_same_key(town, number)
    assert cards_and_places(town) == (1, 1)
    assert word_of(town, card_id) == "valid"


def test_killed_with_the_answer_in_hand_the_next_request_gets_the_same_card(town: Town) -> None:
    number = approved(town)
    killed_before("answer", town, "issue", role=Role.PRINTER, number=number)
    assert cards_and_places(town) == (1, 1)
    card_id = issue_under_the_same_key(town, number)
    assert cards_and_places(town) == (1, 1)
    assert card_of(town, card_id).state == "issued"
    assert word_of(town, card_id) == "valid"
