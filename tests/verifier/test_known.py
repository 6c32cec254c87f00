"""What a page knows while it is told something new, and after its clock or the program went on."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from app.core.credential import encode_cose_key
from app.core.credential.status_token import LIFETIME_SECONDS
from tests.core.credential.material import ISSUER, NOW
from tests.verifier.browser_verifier import RUN_NODE
from tests.verifier.conftest import card
from tests.verifier.office import (
    LIST,
    REVOKED_INDEX,
    ROOT_PRIVATE,
    VERIFY_UNTIL,
    key_set,
    status_list,
)

SCRIPT = Path(__file__).with_name("known_steps.js")
DAY = 86_400
LISTED_AT = NOW - 600
REVOKED = card(status_index=REVOKED_INDEX)
KEYS = ("keys", key_set(issued_at=LISTED_AT).hex(), NOW)
ROUNDS = 60


def list_step(issued_at: int, *, now: int, **changes: Any) -> tuple[Any, ...]:  # noqa: ANN401 - of a list
    """The step in which a page is given a status list."""
    return ("list", LIST, status_list(issued_at=issued_at, **changes).hex(), now)


def went(*steps: tuple[Any, ...]) -> list[Any]:
    """Return what came of each step of a page that knows nothing at first."""
    root = encode_cose_key(ROOT_PRIVATE.public_key()).hex()
    run = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", RUN_NODE, str(SCRIPT)],
        input=json.dumps({"issuer": ISSUER, "root": root, "steps": steps}),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    results: list[Any] = json.loads(run.stdout)
    return results


def test_a_revoked_card_stays_revoked_while_the_same_key_set_comes_again() -> None:
    came = went(
        KEYS,
        list_step(LISTED_AT, now=NOW),
        ("ask meanwhile", REVOKED, [KEYS[1]] * ROUNDS, NOW),
    )

    assert came == [True, True, ["revoked"]]


def test_a_revoked_card_stays_revoked_while_other_key_sets_come() -> None:
    sets = [key_set(issued_at=LISTED_AT + place, version=place).hex() for place in range(2, ROUNDS)]

    came = went(KEYS, list_step(LISTED_AT, now=NOW), ("ask meanwhile", REVOKED, sets, NOW))

    assert came == [True, True, ["revoked"]]


def test_a_list_that_another_key_set_does_not_vouch_for_is_dropped() -> None:
    without = key_set(issued_at=LISTED_AT, version=2, with_status_key=False).hex()

    came = went(KEYS, list_step(LISTED_AT, now=NOW), ("keys", without, NOW), ("ask", REVOKED, NOW))

    assert came == [True, True, True, ["valid", None]]


def test_a_list_from_the_future_answers_nothing_when_the_clock_was_put_back() -> None:
    came = went(
        KEYS,
        list_step(LISTED_AT, now=NOW),
        ("ask", card(), LISTED_AT - 300),
        ("ask", card(), LISTED_AT - 301),
    )

    assert came[2:] == [["valid", LISTED_AT], ["valid", None]]


def test_an_older_list_is_not_taken_while_the_newer_lasts() -> None:
    came = went(
        KEYS,
        list_step(LISTED_AT, now=NOW),
        list_step(LISTED_AT - 1, now=NOW, lifetime=VERIFY_UNTIL - LISTED_AT, values={}),
        list_step(LISTED_AT - DAY, now=NOW - DAY, values={}),
        ("ask", REVOKED, NOW),
    )

    assert came == [True, True, False, False, ["revoked", LISTED_AT]]


def test_the_last_list_of_a_program_follows_a_later_one_that_has_run_out() -> None:
    last_at = LISTED_AT - 60
    lasting, later = VERIFY_UNTIL - last_at, LISTED_AT + LIFETIME_SECONDS

    came = went(
        KEYS,
        list_step(LISTED_AT, now=NOW),
        list_step(last_at, now=later - 1, lifetime=lasting),
        list_step(last_at, now=later, lifetime=lasting),
        ("ask", REVOKED, later),
    )

    assert came == [True, True, False, True, ["revoked", last_at]]
