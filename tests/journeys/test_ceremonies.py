"""Every command of app/keys/CEREMONIES.md, run as it stands there, and what verifiers then say."""

import json
import re
from base64 import b64encode
from pathlib import Path

import pytest

from app.core.credential import ResultWord
from app.core.program import Environment
from app.keys import KeyRole
from app.kit.passwords import PasswordHasher
from app.main import create_app
from app.settings import Settings
from tests.cards.towns import card_of
from tests.clocks import MovableClock
from tests.commands import Terminal, environment_of
from tests.databases import Database
from tests.http import BASE_URL, NewClient
from tests.keys.orders import keys
from tests.town import ROLES, Town
from tests.verification.checks import (
    fetched_lists,
    issued_next_quarter,
    online,
    refresh,
    revoke,
    text_of,
)
from tests.verification.forgery import forged
from tests.walks import handed_over

PAGE = Path(__file__).parents[2] / "app" / "keys" / "CEREMONIES.md"
VALID = ResultWord.VALID


def blocks() -> dict[str, list[str]]:
    """Return the lines of the command blocks by the heading above them."""
    found: dict[str, list[str]] = {}
    for section in PAGE.read_text().split("\n## ")[1:]:
        heading = section.partition("\n")[0]
        lines = re.findall(r"^(?:service|offline)\$ .*$", section, re.MULTILINE)
        found[heading] = lines
    return found


class Custodians:
    """Two machines with a stick between them: a folder that both read."""

    def __init__(self, folder: Path, settings: Settings, clock: MovableClock) -> None:
        self.service = Terminal(folder, environment_of(settings), clock)
        # No setting at all: the root's machine knows no database.
        self.offline = Terminal(folder, {}, clock)
        self.folder, self.settings, self.clock = folder, settings, clock

    def follow(self, heading: str, **names: str) -> str:
        """Run every line under a heading and return what the last one printed."""
        printed = ""
        for line in blocks()[heading]:
            machine, _, command = line.partition("$ ")
            for name, value in names.items():
                command = command.replace(name, value)
            terminal = self.service if machine == "service" else self.offline
            printed = terminal.good(command)
        for leftover in self.folder.glob("key-set.*"):
            leftover.unlink()
        return printed

    def check(self, text: str, *options: str) -> tuple[str, dict[str, object]]:
        """Check a card on a machine without a database: the word, and the whole answer."""
        said = self.offline.run(" ".join(("tessera verify - --json", *options)), given=text)
        answer: dict[str, object] = json.loads(said.out)
        assert said.code == (0 if answer["result"] == "valid" else 1)
        return str(answer["result"]), answer


@pytest.fixture
def custodians(tmp_path: Path, sqlite_database: Database) -> Custodians:
    settings = Settings(
        environment=Environment.PRODUCTION,
        data_dir=tmp_path / "data",
        keyring_dir=tmp_path / "keyring",
        database_url=sqlite_database.url,
        base_url=BASE_URL,
    )
    stick = tmp_path / "stick"
    stick.mkdir()
    return Custodians(stick, settings, MovableClock())


@pytest.fixture
def begun(custodians: Custodians, new_client: NewClient) -> Town:
    """Return a town that the custodians have begun with their commands."""
    custodians.follow("Begin")
    settings, clock = custodians.settings, custodians.clock
    passwords = PasswordHasher(memory_kib=64, passes=1)
    app = create_app(settings, clock=clock, passwords=passwords)
    town = Town(settings, app, clock, passwords, new_client)
    for role in ROLES:
        town.add(role)
    return town


def fetched(town: Town, custodians: Custodians, name: str) -> str:
    """Keep trust file and lists as a verifier has them now; return the options that name them."""
    folder = custodians.folder / name
    folder.mkdir()
    custodians.service.good(f"tessera keys trust --out {folder}/trust.json")
    (folder / "lists").mkdir()
    for number, content in enumerate(fetched_lists(town)):
        (folder / "lists" / str(number)).write_bytes(content)
    return f"--trust {folder}/trust.json --status {folder}/lists"


def test_every_section_of_the_page_is_run() -> None:
    assert list(blocks()) == [
        "Begin",
        "Rotate, every year",
        "A card key was taken",
        "A status key was taken",
        "The end of the program",
        "Several issuers",
    ]
    assert all(blocks().values())


def test_a_card_is_checked_with_no_database(begun: Town, custodians: Custodians) -> None:
    code = text_of(begun, handed_over(begun))
    refresh(begun)
    word, answer = custodians.check(code, fetched(begun, custodians, "now"))
    assert (word, answer["freshness"]) == ("valid", "fresh")
    assert custodians.check(code, f"--trust {custodians.folder}/now/trust.json") == (
        "valid",
        {
            "result": "valid",
            "status_as_of": None,
            "freshness": "unknown",
            "please_visit": False,
            "face": False,
        },
    )


def test_old_cards_verify_after_a_rotation(begun: Town, custodians: Custodians) -> None:
    old = text_of(begun, handed_over(begun))
    before = fetched(begun, custodians, "before")
    custodians.follow("Rotate, every year")
    new_id = issued_next_quarter(begun)
    first, second = keys(begun)
    assert card_of(begun, new_id).kid == second.kid != first.kid
    new = text_of(begun, new_id)
    refresh(begun)
    after = fetched(begun, custodians, "after")
    for code in (old, new):
        assert online(begun, code) is VALID
        assert custodians.check(code, after)[0] == "valid"
    assert custodians.check(old, before)[0] == "valid"
    assert custodians.check(new, before)[0] == "unknown_key"


def test_the_compromise_drill(begun: Town, custodians: Custodians) -> None:
    card_id = handed_over(begun)
    genuine = text_of(begun, card_id)
    card = card_of(begun, card_id)
    (key,) = keys(begun)
    fake = forged(begun, key, place=(card.status_list, (card.status_index + 1) % 131_072))
    refresh(begun)
    unaware = fetched(begun, custodians, "unaware")
    assert online(begun, fake) is VALID
    assert custodians.check(fake, unaware)[0] == "valid"

    moment = begun.clock.move(hours=3)
    begun.clock.move(days=2)
    names = {"KID": key.kid.hex(), "MOMENT": moment.isoformat()}
    first, *_ = blocks()["A card key was taken"]
    compromise = first.removeprefix("service$ ")
    for name, value in names.items():
        compromise = compromise.replace(name, value)
    custodians.service.good(compromise)
    # Before the root has signed anything: the next refresh, two seconds later, is enough.
    refresh(begun)
    assert online(begun, fake) is ResultWord.NOT_AUTHENTIC
    assert online(begun, genuine) is VALID
    (custodians.folder / "lists").mkdir()
    for number, content in enumerate(fetched_lists(begun)):
        (custodians.folder / "lists" / str(number)).write_bytes(content)
    old_keys = f"--trust {custodians.folder}/unaware/trust.json"
    with_lists = f"{old_keys} --status {custodians.folder}/lists"
    assert custodians.check(fake, with_lists)[0] == "revoked"
    assert custodians.check(genuine, with_lists)[0] == "valid"

    # Then the root signs, and cards are signed again.
    for line in blocks()["A card key was taken"][1:-1]:
        machine, _, command = line.partition("$ ")
        terminal = custodians.service if machine == "service" else custodians.offline
        said = terminal.good(command.replace("KID", key.kid.hex()))
    assert "waiting: 1" in said
    aware = fetched(begun, custodians, "aware")
    assert custodians.check(genuine, aware)[0] == "unknown_key"
    assert custodians.check(fake, aware)[0] == "unknown_key"
    resign = blocks()["A card key was taken"][-1].removeprefix("service$ ")
    assert "signed again: 1" in custodians.service.good(resign.replace("KID", key.kid.hex()))
    again = text_of(begun, card_id)
    assert custodians.check(again, aware)[0] == "valid"
    assert (online(begun, again), online(begun, genuine)) == (VALID, VALID)


def test_a_status_key_that_was_taken_signs_no_list_that_is_believed(
    begun: Town, custodians: Custodians
) -> None:
    card_id = handed_over(begun)
    code = text_of(begun, card_id)
    refresh(begun)
    old = fetched(begun, custodians, "old")
    (key,) = keys(begun, KeyRole.STATUS)
    names = {"KID": key.kid.hex(), "MOMENT": begun.clock.move(hours=1).isoformat()}
    custodians.follow("A status key was taken", **names)
    refresh(begun)
    new = fetched(begun, custodians, "new")
    assert custodians.check(code, new)[0] == "valid"
    believed, lists = new.split(" --status ")[0], old.split(" --status ")[1]
    word, answer = custodians.check(code, f"{believed} --status {lists}")
    assert (word, answer["freshness"]) == ("valid", "unknown")


def test_cards_stay_checkable_after_the_end(begun: Town, custodians: Custodians) -> None:
    good, bad = handed_over(begun), handed_over(begun)
    codes = text_of(begun, good), text_of(begun, bad)
    revoke(begun, bad)
    refresh(begun)
    custodians.follow("The end of the program")
    begun.clock.move(days=3 * 365)
    folder = custodians.folder / "succession"
    options = f"--trust {folder}/trust.json --status {folder}/site/s"
    word, answer = custodians.check(codes[0], options)
    assert (word, answer["freshness"]) == ("valid", "stale")
    assert answer["status_as_of"] == "2026-11-24T18:00:00Z"
    assert custodians.check(codes[1], options)[0] == "revoked"
    assert "--trust trust.json --status site/s" in (folder / "README.txt").read_text()


def test_a_network_vouches_for_several_issuers(begun: Town, custodians: Custodians) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(), re.DOTALL)
    (custodians.folder / "network.toml").write_text(example)
    custodians.follow("Several issuers", MOMENT="2027-12-31T00:00:00Z")
    code = text_of(begun, handed_over(begun))
    refresh(begun)
    options = fetched(begun, custodians, "network")
    trust = custodians.folder / "network" / "trust.json"
    content = json.loads(trust.read_text())
    root = content["issuers"][0].pop("root")
    signed = (custodians.folder / "network.signed").read_bytes()
    content["network"] = {"root": root, "list": b64encode(signed).decode()}
    trust.write_text(json.dumps(content))
    assert custodians.check(code, options)[0] == "valid"
    content["issuers"][0]["issuer"] = "https://id.lakeside.example"
    trust.write_text(json.dumps(content))
    refused = custodians.offline.run(f"tessera verify - {options}", given=code)
    assert (refused.code, refused.out) == (2, "")
