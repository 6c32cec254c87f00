"""The lock files: everything pinned with hashes, one version of each package, no host names."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "scripts").glob("*.lock"))
PACKAGES = json.loads((ROOT / "app/web/package-lock.json").read_text())["packages"]
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)", re.MULTILINE)
HASHED = re.compile(r"==.*--hash=sha256:[0-9a-f]{64}", re.DOTALL)
EACH_LOCK = pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)


def pins(name: str) -> dict[str, str]:
    """Return the version of each package in a lock file."""
    return dict(PIN.findall((ROOT / "scripts" / f"{name}.lock").read_text()))


def test_there_is_a_lock_for_each_list() -> None:
    lists = {path.stem for path in (ROOT / "scripts").glob("*.in")}
    assert {lock.stem for lock in LOCKS} == lists


@EACH_LOCK
def test_every_pin_has_a_hash(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text().strip())
    assert entries
    assert [
        entry for entry in entries if not re.search(r"==.*--hash=sha256:", entry, re.DOTALL)
    ] == []


@pytest.mark.parametrize(
    "path",
    [*LOCKS, ROOT / "app/web/package-lock.json"],
    ids=lambda path: path.name,
)
def test_lock_names_no_host(path: Path) -> None:
    assert "://" not in path.read_text()


@pytest.mark.parametrize("name", ["requirements", "requirements-build"])
def test_the_development_lock_pins_the_same_versions(name: str) -> None:
    """One environment serves the demo and the tests, so the locks must not argue."""
    development = pins("requirements-dev")
    assert pins(name)
    assert {package: development.get(package) for package in pins(name)} == pins(name)


def test_every_web_package_has_a_digest() -> None:
    assert [name for name, entry in PACKAGES.items() if name and "integrity" not in entry] == []
