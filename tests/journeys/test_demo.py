"""The demo as a visitor runs it: a city of its own, one resident, exit status and last words."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.read_code import read_code

ROOT = Path(__file__).resolve().parent.parent.parent
ISSUER = "https://id.riverbend.example"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the demo of these tests keeps its city; whoever runs first makes it."""
    return tmp_path_factory.mktemp("demo")


def run_demo(city: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the demo without settings of its surroundings."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("TESSERA_")
    }
    return subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-m", "scripts.demo", "--no-serve", "--folder", str(city), *options],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def modules_behind(module: str) -> Iterator[str]:
    """Yield what a script imports, wherever in it, and what the scripts it imports do."""
    path = ROOT / f"{module.replace('.', '/')}.py"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                found = [name.name for name in names]
            case ast.ImportFrom(module=str(name)):
                found = [name]
            case _:
                continue
        yield from found
        for name in found:
            if name.startswith("scripts."):
                yield from modules_behind(name)


def test_the_demo_ends_with_a_card_that_is_valid(city: Path) -> None:
    ended = run_demo(city)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    *_, named, last = ended.stdout.splitlines()
    assert last == "VALID"
    card = city / "card.pdf"
    assert named == f"The card: {card}"
    assert read_code(card.read_bytes()).startswith(f"{ISSUER}/v#")


def test_with_one_paper_left_at_home_the_demo_ends_with_the_reason(city: Path) -> None:
    ended = run_demo(city, "--without-paper", "utility_bill")

    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert ended.stdout.splitlines()[-1] == "REFUSED papers_not_enough (residency_not_shown)"
    assert "VALID" not in ended.stdout


@pytest.mark.parametrize("module", ["scripts.demo", "scripts.demo_walk", "scripts.portrait"])
def test_the_walk_knows_the_city_only_through_http(module: str) -> None:
    found = set(modules_behind(module))

    assert {name for name in found if name.partition(".")[0] == "app"} == set()
    assert "importlib" not in found
