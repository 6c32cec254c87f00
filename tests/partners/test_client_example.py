"""The example for partners' systems does what it says, from a process of its own too."""

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from scripts import partner_check
from tests import walks
from tests.agreements import agreement, partner, system_of
from tests.browsers import served
from tests.printed import code_of, typed
from tests.town import Town

if TYPE_CHECKING:
    from uuid import UUID

EXAMPLE = Path(partner_check.__file__)


@pytest.fixture
def card_id(sqlite_town: Town) -> "UUID":
    found = walks.handed_over(sqlite_town)
    sqlite_town.app.state.snapshots.refresh()
    return found


def test_a_good_card_is_accepted_by_code_and_by_number(sqlite_town: Town, card_id: "UUID") -> None:
    client = system_of(sqlite_town, partner(sqlite_town))
    by_code = partner_check.check_code(client, code_of(sqlite_town, card_id))
    by_number = partner_check.check_number(client, **typed(sqlite_town, card_id))
    assert by_code["result"] == by_number["result"] == "valid"
    assert partner_check.is_good(by_code)
    assert partner_check.is_good(by_number)


def test_other_words_and_old_lists_are_not_good() -> None:
    assert not partner_check.is_good({"result": "revoked", "freshness": "fresh"})
    assert not partner_check.is_good({"result": "valid", "freshness": "stale"})


def test_a_used_up_quota_is_an_error_that_can_be_waited_for(sqlite_town: Town) -> None:
    client = system_of(sqlite_town, partner(sqlite_town, agreement(quota=1)))
    assert partner_check.check_code(client, "x")["result"] == "unreadable"
    with pytest.raises(httpx.HTTPStatusError) as refusal:
        partner_check.check_code(client, "x")
    assert refusal.value.response.status_code == 429


def run(address: str, key: str, text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(EXAMPLE), address],
        input=text,
        env={"TESSERA_PARTNER_KEY": key},
        capture_output=True,
        text=True,
        check=False,
    )


def test_as_a_command_it_prints_the_word_and_says_it_with_its_exit_code(
    sqlite_town: Town, card_id: "UUID"
) -> None:
    made = partner(sqlite_town)
    text = code_of(sqlite_town, card_id)
    with served(sqlite_town.app) as address:
        good, bad = run(address, made.key, text), run(address, made.key, text[:-9])
        unknown = run(address, "tp_unknown", text)
    assert (good.returncode, good.stdout) == (0, "valid\n")
    assert (bad.returncode, bad.stdout) == (1, "unreadable\n")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr == "no answer: partner_key_unknown\n"
    for done in (good, bad, unknown):
        assert text not in done.stderr
        assert made.key not in done.stderr


@pytest.mark.parametrize(
    ("address", "key"),
    [
        pytest.param("https://id.city.example", "", id="no key"),
        pytest.param("id.city.example", "tp_key", id="no scheme"),
        pytest.param("--help", "tp_key", id="asked for help"),
    ],
)
def test_wrong_use_is_told_in_one_line(address: str, key: str) -> None:
    done = run(address, key, "")
    assert (done.returncode, done.stderr) == (2, f"{partner_check.USAGE}\n")


def test_a_picture_in_place_of_a_text_is_unreadable(sqlite_town: Town) -> None:
    made = partner(sqlite_town)
    with served(sqlite_town.app) as address:
        done = run(address, made.key, "\x89PNG" + "\xff" * 50)
    assert (done.returncode, done.stdout) == (1, "unreadable\n")


def test_it_is_short_and_stands_alone() -> None:
    source = EXAMPLE.read_text(encoding="utf-8")
    assert "import app" not in source
    assert "from app" not in source
    assert len(io.StringIO(source).readlines()) <= 85
