"""README says what the code does: settings, commands, results, and files that exist."""

import re
from enum import Enum
from pathlib import Path

import pytest
import typer

from app.cli import app as command_line
from app.core.credential import ResultWord
from app.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
SETTING = re.compile(r"^\| `(TESSERA_\w+)` \| (?:`(.*?)`)? ?\| (.*) \|$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)\)")
SUBCOMMAND = re.compile(r"`(?:tessera )?([a-z][a-z-]*(?: [a-z-]+)*)")


def declared_settings() -> dict[str, tuple[str, str]]:
    """Return default and meaning of every setting, by the name of its variable."""
    prefix = str(Settings.model_config["env_prefix"])
    return {
        f"{prefix}{name}".upper(): (_written(field.default), str(field.description))
        for name, field in Settings.model_fields.items()
    }


def _written(default: object) -> str:
    if isinstance(default, Enum):
        return str(default.value)
    return "" if default is None else str(default)


def commands() -> set[str]:
    """Return every command with its group: `staff add`."""
    root = typer.main.get_command(command_line)
    found = set()
    for name, command in root.commands.items():  # type: ignore[attr-defined]  # a group
        inner = getattr(command, "commands", None)
        found |= {name} if inner is None else {f"{name} {word}" for word in inner}
    return found


def section(title: str) -> str:
    """Return the text under a heading."""
    return README.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_the_settings_table_is_what_settings_declares() -> None:
    written = {name: (default, meaning) for name, default, meaning in SETTING.findall(README)}
    assert written == declared_settings()


def test_every_command_is_in_the_table_and_the_table_names_no_other() -> None:
    rows = re.findall(r"^\| (`tessera .*?) \| ", section("Everyday commands"), re.MULTILINE)
    written = set()
    for row in rows:
        group = ""
        for words in SUBCOMMAND.findall(row):
            parts = words.split()
            name = " ".join(parts[:2])
            if name in commands() or parts[0] in commands():
                group = parts[0]
                written.add(name if name in commands() else parts[0])
            else:
                written.add(f"{group} {parts[0]}")
    assert written == commands()


@pytest.mark.parametrize("path", sorted(set(LINK.findall(README))))
def test_a_link_leads_to_a_file(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_first_screen_shows_what_it_is_the_two_commands_and_a_card() -> None:
    first = "\n".join(README.splitlines()[:30])
    for expected in ("scripts/demo", "scripts/test", "![", "ID card"):
        assert expected in first


def test_the_result_words_are_all_there() -> None:
    routes = section("Routes")
    assert [word for word in ResultWord if f"`{word.value}`" not in routes] == []
