"""A bureau's commands on its own machine, and the program's answer to what it hands back."""

import stat
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest

from app.core.permissions import Role
from tests.cards.towns import card_of
from tests.clocks import MovableClock
from tests.commands import Terminal, environment_of
from tests.printing.bureaus.bureau_towns import bundle_for, drawn
from tests.town import Town
from tests.walks import MINOR, issued


@pytest.fixture
def machine(tmp_path: Path) -> Terminal:
    """Return a shell on the bureau's machine, with nothing of the program."""
    folder = tmp_path / "bureau"
    folder.mkdir()
    return Terminal(folder, {}, MovableClock())


@pytest.fixture
def office(sqlite_town: Town, tmp_path: Path) -> Terminal:
    """Return a shell on the program's machine."""
    folder = tmp_path / "office"
    folder.mkdir()
    return Terminal(folder, environment_of(sqlite_town.settings), sqlite_town.clock)


def agreed(town: Town, machine: Terminal) -> UUID:
    """Let the bureau make keys and the administrator register them; each pins the other's."""
    lines = machine.good("tessera bureau keygen --out keys").splitlines()
    bundle_key, receipt_key = (line.split()[-1] for line in lines)
    made = town.script(Role.ADMINISTRATOR).post(
        "/api/bureaus",
        json={
            "name": "Cardworks",
            "contact_role": "Dispatch",
            "agreed_on": "2026-11-02",
            "bundle_key": bundle_key,
            "receipt_key": receipt_key,
        },
    )
    found = made.json()
    machine.good(
        f"tessera bureau pin --keys keys --bureau {found['id']}"
        f" --manifest-key {found['manifest_key']}"
    )
    return UUID(found["id"])


def sent(town: Town, machine: Terminal) -> None:
    """Send what waits to the bureau, as a file on its machine."""
    content = drawn(town, bundle_for(town, agreed(town, machine)))
    (machine.folder / "b.bundle").write_bytes(content)


def test_private_keys_are_for_their_owner_alone_and_never_written_over(machine: Terminal) -> None:
    machine.good("tessera bureau keygen --out keys")
    for name in ("bundle.pem", "receipt.pem"):
        assert stat.S_IMODE((machine.folder / "keys" / name).stat().st_mode) == 0o600
    again = machine.run("tessera bureau keygen --out keys")
    assert (again.code, again.err) == (1, "file_exists")


def test_a_bundle_goes_all_the_way_and_comes_back_at_zero(
    sqlite_town: Town, machine: Terminal, office: Terminal
) -> None:
    town = sqlite_town
    cards = [issued(town), issued(town, MINOR)]
    sent(town, machine)
    listed = machine.good("tessera bureau open b.bundle --keys keys --out pdfs")
    assert len(listed.splitlines()) == 2
    assert len(pypdfium2.PdfDocument(machine.folder / "pdfs/cards-001.pdf")) == 4
    assert machine.run("tessera bureau open b.bundle --keys keys --out pdfs").err == "file_exists"
    options = "--keys keys --spoiled 2:print_fault --scanned"
    machine.good(f"tessera bureau receipt pdfs/manifest.txt {options} --missing 1 --out first")
    machine.good(f"tessera bureau receipt b.bundle {options} --out second")
    for name in ("first", "second"):
        (office.folder / name).write_bytes((machine.folder / name).read_bytes())
    by = f"--by {town.email(Role.PRINTER)}"
    first = office.run(f"tessera bureau accept first {by}")
    assert (first.code, len(first.out.splitlines())) == (1, 1)
    assert "missing 1" in first.err
    assert office.good(f"tessera bureau accept second {by}") == ""
    assert sorted(card_of(town, card).state for card in cards) == ["printed", "spoiled"]


def test_some_pieces_may_be_reported_first(sqlite_town: Town, machine: Terminal) -> None:
    issued(sqlite_town)
    issued(sqlite_town, MINOR)
    sent(sqlite_town, machine)
    said = machine.run(
        "tessera bureau receipt b.bundle --keys keys --printed 2"
        " --destroyed-at 2026-11-24T18:00:00+00:00 --out some"
    )
    assert (said.code, said.err) == (0, "1 of 2 cards accounted for\n")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("--missing 9", "card_not_in_bundle"),
        ("--missing 1 --spoiled 1:damaged", "card_named_twice"),
        ("--spoiled 1", "receipt_malformed"),
        ("--spoiled 1:EATEN", "receipt_malformed"),
    ],
)
def test_what_cannot_be_said_is_refused(
    sqlite_town: Town, machine: Terminal, options: str, reason: str
) -> None:
    issued(sqlite_town)
    sent(sqlite_town, machine)
    said = machine.run(f"tessera bureau receipt b.bundle --keys keys {options} --out r")
    assert (said.code, said.err) == (1, reason)
    assert not (machine.folder / "r").exists()


def test_a_changed_bundle_is_neither_opened_nor_written(
    sqlite_town: Town, machine: Terminal
) -> None:
    issued(sqlite_town)
    sent(sqlite_town, machine)
    path = machine.folder / "b.bundle"
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes((content[-1] ^ 1,)))
    said = machine.run("tessera bureau open b.bundle --keys keys --out pdfs")
    assert (said.code, said.err) == (1, "bundle_changed")
    assert not (machine.folder / "pdfs").exists()


def test_a_machine_without_what_it_needs_says_so(machine: Terminal) -> None:
    (machine.folder / "b").write_bytes(b"TESSERA BUNDLE 1\n")
    opening = "tessera bureau open b --keys keys"
    assert machine.run(opening).err == "no_program_pinned"
    machine.good("tessera bureau keygen --out keys")
    pinning = f"tessera bureau pin --keys keys --bureau {UUID(int=7)} --manifest-key"
    assert machine.run(f"{pinning} zz").err == "manifest_key_unusable"
    assert machine.run(f"{pinning} 00").err == "manifest_key_unusable"
    machine.good(f"{pinning} {'00' * 32}")
    assert machine.run(opening).err == "bundle_truncated"
    keys = machine.folder / "keys"
    for name in ("bundle.pem", "receipt.pem"):
        (keys / name).chmod(0o640)
    assert machine.run(opening).err == "keyring_readable_by_others"
    (keys / "bundle.pem").write_text("no key")
    (keys / "bundle.pem").chmod(0o600)
    assert machine.run(opening).err == "key_file_missing"
    (keys / "receipt.pem").chmod(0o600)
    (keys / "bundle.pem").write_bytes((keys / "receipt.pem").read_bytes())
    assert machine.run(opening).err == "key_file_missing"
    (keys / "bundle.pem").unlink()
    assert machine.run(opening).err == "key_file_missing"


def test_a_receipt_key_of_another_kind_signs_nothing(sqlite_town: Town, machine: Terminal) -> None:
    issued(sqlite_town)
    sent(sqlite_town, machine)
    keys = machine.folder / "keys"
    (keys / "receipt.pem").write_bytes((keys / "bundle.pem").read_bytes())
    said = machine.run("tessera bureau receipt b.bundle --keys keys --out r")
    assert (said.code, said.err) == (1, "key_file_missing")
