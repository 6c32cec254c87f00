"""Commands of custodians and of the root's machine: what they print, and how they refuse."""

import json
from pathlib import Path

import pytest

from app.core.program import Environment
from app.keys import KeyRole
from tests.ceremony import publish_keys
from tests.cli.conftest import Tessera
from tests.clocks import MovableClock
from tests.commands import Terminal, environment_of
from tests.databases import Database
from tests.http import NewClient
from tests.keys.orders import compromise, keys
from tests.town import Town, make_town


@pytest.fixture
def terminal(sqlite_town: Town, tmp_path: Path) -> Terminal:
    """Return a shell on the town's service."""
    folder = tmp_path / "here"
    folder.mkdir()
    return Terminal(folder, environment_of(sqlite_town.settings), sqlite_town.clock)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Terminal:
    """Return a shell on a machine with nothing."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return Terminal(folder, {}, MovableClock())


def test_keys_are_listed_with_where_they_lie_and_how_long_they_sign(
    terminal: Terminal, sqlite_town: Town
) -> None:
    (key,) = keys(sqlite_town)
    rows = json.loads(terminal.good("tessera keys list --json"))
    assert [row["role"] for row in rows] == ["card", "status"]
    assert rows[0] == {
        "kid": key.kid.hex(),
        "role": "card",
        "algorithm": "ES256",
        "holder": "file",
        "standing": "active",
        "sign_from": "2026-11-24T18:00:00+00:00",
        "sign_until": "2027-11-24T18:00:00+00:00",
        "verify_until": key.verify_until.isoformat(timespec="seconds"),
    }
    header, card, _ = terminal.good("tessera keys list").splitlines()
    assert header.split()[:5] == ["kid", "role", "algorithm", "holder", "standing"]
    assert card.split()[:5] == [key.kid.hex(), "card", "ES256", "file", "active"]
    assert header.index("standing") == card.index("active")


def test_an_unsigned_key_set_is_named_by_its_version(terminal: Terminal) -> None:
    assert terminal.good("tessera keys rotate --role card") == "key-set-2.unsigned\n"
    assert (terminal.folder / "key-set-2.unsigned").exists()


def test_closing_lists_for_a_status_key_is_refused_before_anything_is_made(
    terminal: Terminal, sqlite_town: Town
) -> None:
    (key,) = keys(sqlite_town, KeyRole.STATUS)
    files = set(sqlite_town.settings.keyring_dir.iterdir())
    at = sqlite_town.clock().isoformat()
    said = terminal.run(f"tessera keys compromise {key.kid.hex()} --at {at} --close-lists")
    assert said.code == 1
    assert "no_card_key_is_compromised" in said.err
    assert [each.standing for each in keys(sqlite_town, KeyRole.STATUS)] == ["active"]
    assert set(sqlite_town.settings.keyring_dir.iterdir()) == files
    compromise(sqlite_town, keys(sqlite_town)[0])
    terminal.good(f"tessera keys compromise {key.kid.hex()} --at {at} --close-lists")
    assert keys(sqlite_town, KeyRole.STATUS)[0].standing == "compromised"


@pytest.mark.parametrize(
    ("command", "code", "reason"),
    [
        pytest.param("keys retire 00000000", 1, "no_such_key", id="no such key"),
        pytest.param("keys retire xyz", 2, "a key's id is 8 hex digits", id="no key's id"),
        pytest.param("keys rotate --in-token", 1, "no_token", id="no token"),
        pytest.param("keys resign {kid}", 1, "key_is_not_compromised", id="nothing to sign again"),
        pytest.param("keys retire {kid}", 1, "no_other_key_signs", id="the only key"),
        pytest.param("keys pin root.pem.pub", 1, "key_file_missing", id="no root"),
        pytest.param(
            "keys compromise {kid} --at soon", 2, "a moment is written like", id="no moment"
        ),
        pytest.param(
            "keys compromise {kid} --at 2026-01-01",
            2,
            "a moment is written like",
            id="a moment without an offset",
        ),
        pytest.param(
            "keys compromise {kid} --at 2030-01-01T00:00Z",
            1,
            "moment_in_future",
            id="a moment to come",
        ),
        pytest.param("succession --out x", 1, "no_final_status_key", id="no final key"),
    ],
)
def test_a_refusal_is_named(
    terminal: Terminal, sqlite_town: Town, command: str, code: int, reason: str
) -> None:
    kid = keys(sqlite_town)[0].kid.hex()
    said = terminal.run(f"tessera {command.replace('{kid}', kid)}")
    assert (said.code, said.out) == (code, "")
    assert reason in said.err
    assert not list(terminal.folder.iterdir())


def test_the_root_sees_what_it_signs(elsewhere: Terminal, terminal: Terminal) -> None:
    elsewhere.good("tessera keys root --out root.pem --algorithm EdDSA")
    terminal.good(f"tessera keys draft --out {elsewhere.folder}/set.unsigned")
    said = elsewhere.run("tessera keys sign set.unsigned --root root.pem")
    assert (said.code, said.out) == (0, "set.signed\n")
    lines = said.err.splitlines()
    assert lines[0] == "key set 2 of https://id.riverbend.example"
    assert any("card active, signs 2026-11-24 to 2027-11-24, verifies" in line for line in lines)


def test_a_root_signs_nothing_else(elsewhere: Terminal) -> None:
    elsewhere.good("tessera keys root --out root.pem")
    (elsewhere.folder / "other").write_bytes(b"\xa0")
    said = elsewhere.run("tessera keys sign other --root root.pem")
    assert (said.code, said.err) == (1, "neither_key_set_nor_network_list")
    assert elsewhere.run("tessera keys root --out root.pem").err == "file_exists"


def test_lists_are_published_by_hand_too(terminal: Terminal) -> None:
    assert terminal.run("tessera status publish").err == "0 of 0 lists signed\n"


def test_a_set_that_the_root_did_not_sign_is_not_published(
    elsewhere: Terminal, terminal: Terminal
) -> None:
    elsewhere.good("tessera keys root --out root.pem")
    terminal.good(f"tessera keys draft --out {elsewhere.folder}/set.unsigned")
    elsewhere.good("tessera keys sign set.unsigned --root root.pem")
    said = terminal.run(f"tessera keys publish {elsewhere.folder}/set.signed")
    assert (said.code, said.err) == (1, "key_set_not_signed_by_root")


def test_development_signs_and_publishes_in_one_go_and_says_so(
    tmp_path: Path, sqlite_database: Database, new_client: NewClient
) -> None:
    town = make_town(tmp_path, sqlite_database.url, new_client, environment=Environment.DEVELOPMENT)
    here = Terminal(tmp_path, environment_of(town.settings), town.clock)
    assert here.good("tessera keys trust --out trust.json") == "trust.json\n"
    said = here.run("tessera keys rotate")
    assert said.out == ""
    assert "key set 2 was signed by a development root and published" in said.err
    town.close()


@pytest.mark.parametrize(
    "command",
    [
        "keys sign none --root root.pem",
        "keys sign root.pem --root root.pem --out none/x",
        "keys root --out none/root.pem",
        "keys network none --until 2027-01-01T00:00Z --out x",
        "verify none.pdf --trust none.json",
    ],
)
def test_a_file_that_is_not_there_is_wrong_use(
    tessera: Tessera, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert tessera("keys", "root", "--out", "root.pem").status == 0
    said = tessera(*command.split())
    assert (said.status, said.out) == (2, "")
    assert "none" in said.error or "no such" in said.error


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("name = ", id="no TOML"),
        pytest.param('name = "a"\nversion = 1', id="no issuers"),
        pytest.param(
            'name = "a"\nversion = 1\n[[issuers]]\nurl = "https://a.example"\nname = "a"\nroot = 3',
            id="a root that is no file",
        ),
        pytest.param('name = "a"\nversion = true\nissuers = []', id="a version that is no number"),
    ],
)
def test_what_is_no_network_file_is_named(elsewhere: Terminal, content: str) -> None:
    (elsewhere.folder / "net.toml").write_text(content)
    until = "--until 2030-01-01T00:00Z"
    said = elsewhere.run(f"tessera keys network net.toml {until} --out x")
    assert (said.code, said.out, said.err) == (1, "", "not_a_network_file")


def test_an_act_on_keys_is_not_done_when_its_key_set_cannot_be_written(
    terminal: Terminal, sqlite_town: Town
) -> None:
    kid = keys(sqlite_town)[0].kid.hex()
    command = f"keys compromise {kid} --at 2026-11-24T00:00Z --out none/x"
    assert terminal.run(f"tessera {command}").code == 2
    assert [key.standing for key in keys(sqlite_town)] == ["active"]


@pytest.mark.parametrize(
    ("command", "message"),
    [
        pytest.param("verify 1 --status x", "--status goes with --trust", id="lists alone"),
        pytest.param("verify 1 --trust none.json", "cannot read none.json", id="no trust file"),
        pytest.param("verify 1 --trust bad.json", "not a trust file", id="a broken one"),
        pytest.param("verify 1 --trust keys.cose", "tessera keys trust", id="a key set"),
    ],
)
def test_verify_says_what_it_cannot_rely_on(
    elsewhere: Terminal, command: str, message: str
) -> None:
    (elsewhere.folder / "bad.json").write_text("{}")
    (elsewhere.folder / "keys.cose").write_bytes(b"\xd2\x84\xa3")
    said = elsewhere.run(f"tessera {command}")
    assert (said.code, said.out) == (2, "")
    assert message in said.err


def test_the_ceremony_of_tests_does_what_the_commands_do(
    terminal: Terminal, sqlite_town: Town
) -> None:
    assert publish_keys(sqlite_town.app.state.deployment).version == 2
    assert terminal.good("tessera keys draft") == "key-set-3.unsigned\n"
