"""Commands about program profiles; none of them needs a deployment."""

import json
from pathlib import Path

import pytest

from app.programs import list_profiles, read_profile
from tests.cli.conftest import Tessera

ENOUGH = (
    "--documents",
    "passport:expires_on=2030-01-31",
    "--documents",
    "utility_bill:issued_on=2026-11-02",
)
ON = ("--on", "2026-11-24")


def test_list_names_the_profiles(tessera: Tessera) -> None:
    assert tessera("program", "list").lines == list_profiles()
    assert json.loads(tessera("program", "list", "--json").out) == list_profiles()


@pytest.mark.parametrize(
    ("profile", "environment", "status"),
    [
        pytest.param("riverbend", "development", 0, id="fictional, development"),
        pytest.param("riverbend", "production", 0, id="fictional, under a reserved name"),
        pytest.param("marcc", "production", 1, id="marcc is refused in production"),
    ],
)
def test_check_says_whether_a_profile_may_run(
    tessera: Tessera, profile: str, environment: str, status: int
) -> None:
    ran = tessera("program", "check", profile, "--environment", environment, *ON)
    assert ran.status == status
    rows = json.loads(
        tessera("program", "check", profile, "--environment", environment, *ON, "--json").out
    )
    assert len(rows) == len(ran.lines)
    assert all(row.keys() == {"severity", "reason", "key"} for row in rows)
    assert any(row["severity"] == "refuses" for row in rows) is bool(status)
    assert (f"{profile}: " in ran.error) is not bool(status)


def test_check_reads_a_file_and_names_the_key_that_is_wrong(
    tessera: Tessera, tmp_path: Path
) -> None:
    path = tmp_path / "town.toml"
    path.write_bytes(read_profile("riverbend") + b"\n[surprise]\nx = 1\n")
    ran = tessera("program", "check", str(path))
    assert (ran.status, ran.out) == (1, "")
    assert "surprise" in ran.error


def test_evaluate_says_enough(tessera: Tessera) -> None:
    ran = tessera("program", "evaluate", "riverbend", *ENOUGH, "--age", "36", *ON)
    assert ran.status == 0
    assert ran.lines[0] == "enough on 2026-11-24"


def test_evaluate_says_what_is_missing_and_how_to_finish(tessera: Tessera) -> None:
    ran = tessera("program", "evaluate", "riverbend", *ENOUGH[:2], "--age", "36", *ON)
    assert ran.status == 1
    assert ran.lines[0] == "not yet on 2026-11-24"
    assert any(line.startswith("a way to finish: ") for line in ran.lines)
    answer = json.loads(
        tessera("program", "evaluate", "riverbend", *ENOUGH[:2], "--age", "36", *ON, "--json").out
    )
    assert answer["decision"]["satisfied"] is False


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--documents", "treasure_map", "--age", "36"), id="unknown paper"),
        pytest.param(("--documents", "passport:colour=red", "--age", "36"), id="unknown attribute"),
        pytest.param(("--documents", "passport:expires_on=soon", "--age", "36"), id="no date"),
        pytest.param(("--documents", "passport", "--age", "999"), id="no age"),
        pytest.param(("--documents", "passport"), id="age left out"),
    ],
)
def test_evaluate_refuses_what_it_does_not_understand(
    tessera: Tessera, arguments: tuple[str, ...]
) -> None:
    ran = tessera("program", "evaluate", "riverbend", *arguments, *ON)
    assert (ran.status, ran.out) == (2, "")


def test_activate_stores_a_version_that_holds_from_a_day_on(
    of_town: Tessera, tmp_path: Path
) -> None:
    path = tmp_path / "town.toml"
    path.write_bytes(read_profile("riverbend") + b"\n# another version\n")
    ran = of_town("program", "activate", str(path), "--from", "2099-01-01")
    assert (ran.status, ran.out) == (0, "")
    assert of_town("program", "activate", str(path), "--from", "someday").status == 2
    assert of_town("program", "activate", "nowhere.toml", "--from", "2099-01-01").status == 2


def test_a_paper_that_counts_nothing_says_why(tessera: Tessera) -> None:
    ran = tessera("program", "evaluate", "riverbend", "--documents", "passport", "--age", "30")
    assert ran.status == 1
    assert "passport: Enter the date on which the paper ends." in ran.lines
