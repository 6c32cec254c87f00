"""Ranges of library numbers from the command line."""

from pathlib import Path

from app.programs import read_profile
from tests.cards.library.test_library_numbers import LIBRARY
from tests.cli.conftest import Tessera


def test_a_range_is_added_and_listed(tessera: Tessera, tmp_path: Path) -> None:
    profile = tmp_path / "program.toml"
    profile.write_text(read_profile("riverbend").decode().replace("[languages]", LIBRARY))
    assert tessera("init", "--program", str(profile)).status == 0
    assert tessera("library", "list").lines == []
    ran = tessera("library", "add-range", "29999000500017", "29999000500033")
    assert (ran.status, ran.error) == (0, "added\n")
    assert tessera("library", "list").lines == ["29999000500017 29999000500033 3 left"]
    again = tessera("library", "add-range", "29999000500033", "29999000500033")
    assert (again.status, again.error) == (1, "library_range_overlaps\n")
