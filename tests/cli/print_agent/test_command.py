"""`tessera print-agent` as it is called: what it refuses before any card is taken."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.print_agent.queue import HandingOverUnclearError, Queue, kept_by
from tests.browsers import served
from tests.cli.conftest import Tessera
from tests.cups import QUEUE, PrintServer
from tests.kit.jobs.offices import ROOT, wait_until
from tests.printing.print_room import agent, batch, states
from tests.town import Town

SERVER = ("--server", "https://desk.city.example", "--queue", QUEUE)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "agent.key"
    path.write_text("ta_nobody\n")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        ("", ("PreserveJobFiles", "PreserveJobHistory")),
        ("PreserveJobFiles No\n", ("PreserveJobHistory",)),
        ("# PreserveJobFiles No\nPreserveJobHistory no", ("PreserveJobFiles",)),
        ("PreserveJobHistory Off\n  preservejobfiles  0\n", ()),
        ("PreserveJobFiles 1d\nPreserveJobHistory No\n", ("PreserveJobFiles",)),
    ],
)
def test_a_queue_keeps_jobs_unless_it_is_told_not_to(settings: str, kept: tuple[str, ...]) -> None:
    assert kept_by(settings) == kept


def test_a_queue_that_keeps_cards_gets_none(tessera: Tessera, tmp_path: Path, key: Path) -> None:
    settings = tmp_path / "cupsd.conf"
    settings.write_text("PreserveJobFiles No\n")
    call = ("print-agent", *SERVER, "--key-file", str(key), "--cups-settings")
    ran = tessera(*call, str(settings))
    assert (ran.status, ran.out) == (2, "")
    assert "PreserveJobHistory" in ran.error
    assert "PreserveJobFiles" not in ran.error
    unreadable = tessera(*call, str(tmp_path / "nowhere"))
    assert (unreadable.status, "--keeps-nothing" in unreadable.error) == (2, True)


def test_a_key_that_others_can_read_is_not_used(tessera: Tessera, key: Path) -> None:
    key.chmod(0o644)
    ran = tessera("print-agent", *SERVER, "--key-file", str(key), "--keeps-nothing")
    assert (ran.status, "chmod 600" in ran.error) == (2, True)


def test_cards_do_not_travel_in_the_clear(tessera: Tessera, key: Path) -> None:
    server = ("--server", "http://desk.city.example", "--queue", QUEUE)
    ran = tessera("print-agent", *server, "--key-file", str(key), "--keeps-nothing")
    assert (ran.status, "https://" in ran.error) == (2, True)


@pytest.mark.cups
def test_a_key_nobody_gave_and_a_queue_nobody_made_are_named(
    sqlite_town: Town, tessera: Tessera, key: Path, cups: PrintServer
) -> None:
    with served(sqlite_town.app) as address:
        call = ("print-agent", "--server", address, "--key-file", str(key), "--once")
        settings = ("--cups-settings", str(cups.settings))
        unknown = tessera(*call, *settings, "--queue", QUEUE)
        missing = tessera(*call, *settings, "--queue", "nowhere")
    assert (unknown.status, "agent_key_unknown" in unknown.error) == (1, True)
    assert (missing.status, "no queue nowhere" in missing.error) == (2, True)


@pytest.mark.cups
def test_it_prints_what_waits_and_ends(
    sqlite_town: Town, tessera: Tessera, key: Path, cups: PrintServer
) -> None:
    batch_id, _ = batch(sqlite_town, cards=2)
    key.write_text(agent(sqlite_town).key)
    with served(sqlite_town.app) as address:
        ran = tessera(
            "print-agent",
            *("--server", address, "--queue", QUEUE, "--key-file", str(key), "--once"),
            *("--cups-settings", str(cups.settings), "--option", "sides=two-sided-long-edge"),
        )
    assert (ran.status, ran.out) == (0, "")
    assert states(sqlite_town, batch_id) == ["printed"] * 2
    assert len(cups.printed()) == 2


def test_a_card_is_handed_over_whole_though_its_agent_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "lp"
    slow.write_text(
        "#!/bin/sh\n"
        f"cd {tmp_path} && touch began\n"
        "until [ -e killed ]; do sleep 0.02; done\n"
        "cat > part && mv part got\n"
    )
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    hand_over = f"from {Queue.__module__} import Queue; Queue('cards').put(b'%PDF' * 100_000)"
    with subprocess.Popen([sys.executable, "-c", hand_over], cwd=ROOT) as agent_at_work:  # noqa: S603 - our own
        wait_until((tmp_path / "began").exists)
        agent_at_work.kill()
    (tmp_path / "killed").touch()
    wait_until((tmp_path / "got").exists)
    assert (tmp_path / "got").read_bytes() == b"%PDF" * 100_000


def test_a_hand_over_that_nobody_can_judge_is_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = tmp_path / "lp"
    silent.write_text("#!/bin/sh\nexit 0\n")
    silent.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(HandingOverUnclearError):
        Queue(QUEUE).put(b"%PDF")
