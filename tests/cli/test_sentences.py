"""Every reason with which a command about keys ends has a sentence, and tells what to do."""

import re
from pathlib import Path

import pytest

from app.cli.sentences import SENTENCES
from app.keys.models import KeyRole, KeyStanding
from tests.cli.conftest import Tessera

ROOT = Path(__file__).parents[2]
SOURCES = [
    *(path for path in (ROOT / "app/keys").glob("*.py") if path.name != "token_signer.py"),
    *(ROOT / "app" / name for name in ("main/key_acts.py", "cli/root.py", "cli/keys.py")),
    *(ROOT / "app" / name for name in ("main/succession.py", "cards/close_status_lists.py")),
]
RAISED = re.compile(r"raise (?:Conflict|Refused|NotFound|Unavailable)Error\(f?\"([^\"]+)\"")
WORDS = {
    "{key.standing}": [standing.value for standing in KeyStanding if standing != "active"],
    "{role.name.lower()}": [role.value for role in KeyRole],
}


def reasons() -> set[str]:
    """Return every reason that stands in the sources, the parts that vary filled in."""
    found = set()
    for reason in RAISED.findall("".join(path.read_text() for path in SOURCES)):
        part = next((part for part in WORDS if part in reason), "")
        found |= {reason.replace(part, word) for word in WORDS[part]} if part else {reason}
    return found


def test_every_reason_has_a_sentence() -> None:
    assert len(reasons()) > 20
    assert reasons() - SENTENCES.keys() == set()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("keys", "retire", "00000000"),
            "no_such_key: no key has this id; see `tessera keys list`",
        ),
        (("keys", "pin", "root.pub"), "root_is_pinned: a root is pinned already"),
    ],
)
def test_a_refused_command_says_why(
    tessera: Tessera, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    tessera("init")
    tessera("keys", "root", "--out", str(tmp_path / "root"))
    words = [str(tmp_path / word) if word == "root.pub" else word for word in arguments]
    ran = tessera(*words)
    assert ran.status == 1
    assert ran.error.startswith(said)
