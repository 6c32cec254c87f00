"""Making a deployment and looking after it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.kit.passwords import SAMPLE_PASSWORD
from tests.cli.conftest import Tessera
from tests.town import PASSWORD, Town

EMAIL = "admin@riverbend.example"


@pytest.fixture
def made(tessera: Tessera) -> Tessera:
    """Return the command on a deployment that was just made."""
    arguments = ("--program", "riverbend", "--administrator", EMAIL, "--password-stdin")
    ran = tessera("init", *arguments, stdin=f"{PASSWORD}\n")
    assert (ran.status, ran.out) == (0, "")
    assert ran.error.startswith("made sqlite:///")
    assert "next: tessera staff add EMAIL --role clerk" in ran.error
    assert "next: tessera serve" in ran.error
    return tessera


def test_init_makes_everything_and_only_once(made: Tessera, tmp_path: Path) -> None:
    assert {path.name for path in (tmp_path / "data").iterdir()} >= {"tessera.sqlite"}
    keyring = list((tmp_path / "keyring").iterdir())
    assert {path.stat().st_mode & 0o777 for path in keyring} == {0o600}
    again = made("init", "--program", "riverbend")
    assert (again.status, again.out) == (1, "")
    assert "deployment_exists" in again.error


def test_init_takes_the_program_of_the_settings_and_another_algorithm(tessera: Tessera) -> None:
    assert tessera("init", "--algorithm", "EdDSA").status == 0
    assert "EdDSA" in tessera("keys", "list").out


@pytest.mark.parametrize(
    ("arguments", "stdin", "reason"),
    [
        pytest.param(("--program", "nowhere"), "", "no_such_program", id="unknown program"),
        pytest.param(
            ("--administrator", EMAIL, "--password-stdin"), "short\n", "password_", id="password"
        ),
    ],
)
def test_init_refuses(
    tessera: Tessera, tmp_path: Path, arguments: tuple[str, ...], stdin: str, reason: str
) -> None:
    ran = tessera("init", *arguments, stdin=stdin)
    assert ran.status in {1, 2}
    assert reason in ran.error
    assert not (tmp_path / "data" / "tessera.sqlite").exists()


def test_production_refuses_a_sample_password_and_plain_http(tessera: Tessera) -> None:
    sample = ("init", "--administrator", EMAIL, "--password-stdin")
    production = {"environment": "production", "base_url": "https://id.riverbend.example"}
    ran = tessera(*sample, stdin=f"{SAMPLE_PASSWORD}\n", **production)
    assert ran.status == 1
    plain = tessera("init", environment="production", base_url="http://id.example")
    assert plain.status == 2
    assert "TESSERA_BASE_URL begins with https://" in plain.error


def test_a_wrong_setting_is_named_and_its_value_is_not(tessera: Tessera) -> None:
    secret = "postgresql+psycopg://tessera:hidden-word@db/tessera"  # noqa: S105 - of nobody
    ran = tessera("doctor", database_url=secret, processes="many")
    assert (ran.status, ran.out) == (2, "")
    assert "TESSERA_PROCESSES" in ran.error
    assert "hidden-word" not in ran.error


def test_migrate_brings_the_database_to_head(made: Tessera) -> None:
    ran = made("migrate")
    assert (ran.status, ran.out) == (0, "")
    assert "at head" in ran.error


def test_the_worker_does_what_is_due_once(made: Tessera) -> None:
    first = made("worker", "--once")
    assert first.status == 0
    assert int(first.error.split(" tasks done")[0].split()[-1]) > 0
    assert "0 tasks done" in made("worker", "--once").error


def test_doctor_finds_no_trouble(made: Tessera) -> None:
    ran = made("doctor")
    assert (ran.status, ran.out) == (0, "")


def test_doctor_names_what_was_changed_behind_the_back(made: Tessera, tmp_path: Path) -> None:
    path = tmp_path / "data" / "tessera.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE audit_head SET size = size + 1")
    ran = made("doctor")
    assert ran.status == 1
    assert [line.split(";")[0] for line in ran.lines] == ["the audit log does not match its head"]


def test_staff_are_added_with_a_password_from_standard_input(made: Tessera) -> None:
    add = ("staff", "add", "clerk@riverbend.example", "--role", "clerk", "--site", "city_hall")
    ran = made(*add, "--password-stdin", stdin=f"{PASSWORD}\n")
    assert (ran.status, ran.out) == (0, "")
    assert PASSWORD not in ran.error
    twice = made(*add, "--password-stdin", stdin=f"{PASSWORD}\n")
    assert twice.status == 1
    same = ("--same-person-as", "clerk@riverbend.example", "--password-stdin")
    other = made(
        "staff", "add", "c2@riverbend.example", "--role", "printer", *same, stdin=f"{PASSWORD}\n"
    )
    assert other.status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("staff", "add", "x@riverbend.example", "--role", "mayor"), id="no such role"),
        pytest.param(("staff", "add", "x@riverbend.example"), id="no role"),
        pytest.param(("keys", "turn"), id="no such command"),
        pytest.param(("serve", "--port", "70000"), id="no such port"),
        pytest.param(("init", "--algorithm", "RS256"), id="no such algorithm"),
        pytest.param(("serve", "--tls-certificate", "cert.pem"), id="no key beside it"),
        pytest.param(
            ("serve", "--tls-certificate", "cert.pem", "--tls-key", "key.pem"), id="no such file"
        ),
    ],
)
def test_wrong_usage_ends_with_2(tessera: Tessera, arguments: tuple[str, ...]) -> None:
    ran = tessera(*arguments)
    assert (ran.status, ran.out) == (2, "")


def test_keys_are_listed_and_the_log_verified(made: Tessera) -> None:
    assert [line.split()[1:3] for line in made("keys", "list").lines[1:]] == [
        ["card", "ES256"],
        ["status", "ES256"],
    ]
    assert '"intact": true' in made("audit", "verify", "--json").out


def test_a_log_that_was_changed_does_not_verify(of_town: Tessera, town: Town) -> None:
    before = of_town("audit", "verify")
    assert before.status == 0
    with town.app.state.deployment.engine.begin() as connection:
        first = connection.execute(text("SELECT leaf FROM audit_log WHERE idx = 0")).scalar_one()
        connection.execute(text("UPDATE audit_log SET leaf = :leaf WHERE idx = 1"), {"leaf": first})
    after = of_town("audit", "verify")
    assert after.status == 1
    assert after.out != before.out


@pytest.mark.parametrize(
    "command",
    [
        ("verify", "123"),
        ("keys", "list"),
        ("audit", "verify"),
        ("doctor",),
        ("worker", "--once"),
        ("serve",),
    ],
    ids=" ".join,
)
def test_without_a_deployment_a_command_says_so(tessera: Tessera, command: tuple[str, ...]) -> None:
    ran = tessera(*command)
    assert (ran.status, ran.out) == (1, "")
    assert "Traceback" not in ran.error
    assert ran.error.strip()


def test_a_missing_keyring_is_not_made_by_looking(tessera: Tessera, tmp_path: Path) -> None:
    assert tessera("doctor").error == "key_missing\n"
    assert not (tmp_path / "keyring").exists()


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("garbage", id="no address"),
        pytest.param("mysql://someone:secret@localhost/x", id="another database"),
        pytest.param("postgresql+psycopg://u:secret@127.0.0.1:1/x", id="nobody there"),
    ],
)
def test_an_unusable_database_is_named_without_its_address(made: Tessera, url: str) -> None:
    ran = made("doctor", database_url=url)
    assert (ran.status, ran.out) == (2, "")
    assert ran.error.startswith("the database cannot be used: ")
    assert "secret" not in ran.error
