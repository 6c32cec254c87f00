"""What code below the edge may not reach for: the clock, the environment, chance in the core."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text())
    for path in sorted((ROOT / "app").rglob("*.py"))
    if "node_modules" not in path.parts
}

CLOCK = {"now", "utcnow", "today", "time", "time_ns"}
CLOCK_OWNERS = {"datetime", "date", "time"}
ENVIRONMENT = {"environ", "getenv", "environb", "putenv"}
CHANCE = {"secrets", "random", "uuid4", "uuid1", "urandom", "token_bytes"}

MAY_READ_THE_CLOCK = {"app/kit/clock.py"}
MAY_READ_THE_ENVIRONMENT = {"app/settings.py"}


def clock_readings(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that ask what time it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK:
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if name in CLOCK_OWNERS:
                yield node.lineno


def names_used(tree: ast.AST) -> Iterator[str]:
    """Yield every name that is imported, read as an attribute or used plainly."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.name.split(".")[0] for alias in node.names)
            if isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id


def test_only_the_clock_asks_what_time_it_is() -> None:
    readers = [f"{name}:{line}" for name, tree in MODULES.items() for line in clock_readings(tree)]
    assert {reader.split(":")[0] for reader in readers} == MAY_READ_THE_CLOCK, readers


def test_only_the_settings_read_the_environment() -> None:
    readers = {name for name, tree in MODULES.items() if ENVIRONMENT & set(names_used(tree))}
    assert readers <= MAY_READ_THE_ENVIRONMENT


def test_the_core_throws_no_dice() -> None:
    core = {name: tree for name, tree in MODULES.items() if name.startswith("app/core/")}
    assert core
    assert [name for name, tree in core.items() if CHANCE & set(names_used(tree))] == []
