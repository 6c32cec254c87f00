"""Write tests/vectors: what every verifier, in any language, must say to which text.

Made from fixed keys without a clock or a random number, so that a second run changes nothing. What
is right is stated in scripts/vectors by hand; no verifier is asked.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from app.core.credential import encode_cose_key
from scripts.vectors import (
    broken_claims,
    broken_envelopes,
    broken_text,
    good_cards,
    times_and_status,
)
from scripts.vectors.case import Case
from scripts.vectors.known import key_sets, status_lists
from scripts.vectors.material import ISSUER, ROOT

VECTORS = Path(__file__).resolve().parent.parent / "tests" / "vectors"
TOPICS = (good_cards, broken_text, broken_envelopes, broken_claims, times_and_status)


def files() -> dict[str, str]:
    """Return the content of every file by its path below tests/vectors."""
    made = {"known.json": as_text(known())}
    for case in cases():
        path = f"{case.folder}/{slug(case.name)}.json"
        if path in made:
            raise ValueError(f"two cases are called {case.name}")
        made[path] = as_text(case.as_json())
    return made


def cases() -> Iterator[Case]:
    """Yield every case."""
    for topic in TOPICS:
        yield from topic.cases()


def known() -> dict[str, object]:
    """Return the key sets and lists that cases name, and the root that all of them pin."""
    return {
        "issuer": ISSUER,
        "root": encode_cose_key(ROOT.public_key()).hex(),
        "key_sets": {name: token.hex() for name, token in sorted(key_sets().items())},
        "status_lists": {
            name: {"number": number, "token": token.hex()}
            for name, (number, token) in sorted(status_lists().items())
        },
    }


def slug(name: str) -> str:
    """Return a file name for a case."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "")).strip("-")


def as_text(value: object) -> str:
    """Return JSON as it stands in the files: ASCII, one entry a line."""
    return json.dumps(value, indent=1) + "\n"


def main() -> None:
    """Write what is missing or differs, and take away what no case makes."""
    made = files()
    for path in VECTORS.rglob("*.json"):
        if path.relative_to(VECTORS).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        path = VECTORS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="ascii") != text:
            path.write_text(text, encoding="ascii")
    print(f"{len(made) - 1} vectors", file=sys.stderr)


if __name__ == "__main__":
    main()
