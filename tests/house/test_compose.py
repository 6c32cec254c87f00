"""What docker-compose.yml promises: who can reach what, and what is never written down."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from app.cli import app as command_line
from app.settings import Settings
from tests.postgres import LOG_SETTINGS

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("web", "worker", "migrate")
PROXY: str = COMPOSE["configs"]["proxy"]["content"]


def test_the_services_are_the_five() -> None:
    assert SERVICES.keys() == {"proxy", "web", "worker", "db", "migrate"}


@pytest.mark.parametrize("name", SERVICES)
def test_service_runs_without_root_on_a_read_only_root(name: str) -> None:
    service = SERVICES[name]
    assert service["user"].split(":")[0] not in {"", "0", "root"}
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert any(place.startswith("/tmp:") for place in service["tmpfs"])  # noqa: S108 - in a container


def test_only_the_proxy_faces_the_world() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == [
        "proxy"
    ]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def understood(arguments: list[str]) -> None:
    """Let the command line read a command without carrying it out."""
    root = typer.main.get_command(command_line)
    name, *rest = arguments
    root.commands[name].make_context(name, rest)  # type: ignore[attr-defined]  # a group


@pytest.mark.parametrize("name", OURS)
def test_a_command_is_one_of_ours(name: str) -> None:
    program, *arguments = SERVICES[name]["command"]
    assert program == "tessera"
    understood(arguments)


def test_the_command_for_the_first_start_is_one_of_ours() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    (first,) = re.findall(r"docker compose run --rm web tessera (.*)", text)
    understood(first.split())


def test_an_unknown_option_would_be_found() -> None:
    with pytest.raises(Exception, match="No such option"):
        understood(["serve", "--listen", "0.0.0.0"])  # noqa: S104 - refused


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_a_setting(name: str) -> None:
    given = {key.removeprefix("TESSERA_").lower() for key in SERVICES[name]["environment"]}
    assert given <= Settings.model_fields.keys()


def test_the_web_process_believes_the_proxy_about_who_asks() -> None:
    """Limits per client would otherwise count everybody as one."""
    assert SERVICES["web"]["environment"]["TESSERA_TRUSTED_PROXIES"] == "*"
    assert "ports" not in SERVICES["web"]
    assert SERVICES["web"]["networks"] == ["inside"]


@pytest.mark.parametrize("name", OURS)
def test_our_services_run_in_production_on_postgresql(name: str) -> None:
    environment = SERVICES[name]["environment"]
    assert environment["TESSERA_ENVIRONMENT"] == "production"
    assert environment["TESSERA_DATABASE_URL"].startswith("postgresql+psycopg://")


def test_the_keyring_has_a_volume_of_its_own_that_only_its_users_mount() -> None:
    mounts = {name: set(service.get("volumes", ())) for name, service in SERVICES.items()}
    assert {name for name, of_service in mounts.items() if "keyring:/keyring" in of_service} == {
        "web",
        "worker",
    }
    environment = SERVICES["web"]["environment"]
    assert environment["TESSERA_KEYRING_DIR"] == "/keyring"
    assert environment["TESSERA_DATA_DIR"] == "/data"


def test_migrations_run_once_before_the_rest() -> None:
    assert SERVICES["migrate"]["restart"] == "no"
    for name in ("web", "worker"):
        conditions = SERVICES[name]["depends_on"]
        assert conditions["migrate"]["condition"] == "service_completed_successfully"
        assert conditions["db"]["condition"] == "service_healthy"
    assert SERVICES["proxy"]["depends_on"]["web"]["condition"] == "service_healthy"


@pytest.mark.parametrize("name", ["web", "worker"])
def test_health_is_readiness(name: str) -> None:
    assert "/readyz" in SERVICES[name]["healthcheck"]["test"][-1]


def test_the_database_is_recent_durable_and_logs_no_value() -> None:
    image, version = SERVICES["db"]["image"].split(":")
    settings = dict(part.split("=") for part in SERVICES["db"]["command"] if "=" in part)
    assert image == "postgres"
    assert int(version) >= 15
    assert settings == {**LOG_SETTINGS, "synchronous_commit": "on", "fsync": "on"}


def test_the_proxy_logs_no_request() -> None:
    """/v, /s, /number, /lost and /api/verifications among them; errors would quote requests too."""
    assert re.findall(r"access_log (.*);", PROXY) == ["off"]
    assert re.findall(r"error_log (.*);", PROXY) == ["stderr emerg"]


def test_the_proxy_speaks_tls_and_overwrites_what_strangers_claim() -> None:
    assert re.findall(r"listen (.*);", PROXY) == ["8080", "8443 ssl"]
    assert "return 308 https://$$host$$request_uri;" in PROXY
    assert "proxy_set_header X-Forwarded-For $$remote_addr;" in PROXY
    assert "$$proxy_add_x_forwarded_for" not in PROXY


def test_the_proxy_keeps_bodies_out_of_files_and_operators_pages_inside() -> None:
    assert "proxy_request_buffering off;" in PROXY
    assert "proxy_max_temp_file_size 0;" in PROXY
    assert "location ~ ^/(healthz|readyz|metrics)$$ { return 404; }" in PROXY


def test_no_password_is_written_here() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    assert re.findall(r"PASSWORD: (?!\$\{)(.*)", text) == []
    assert "://tessera:${POSTGRES_PASSWORD:?" in text
