"""The shape of the repository: what lies at its top, and that scripts are scripts."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitignore",
    ".pre-commit-config.yaml",
    "LICENSE",
    "README.md",
    "app",
    "card_templates",
    "docker-compose.yml",
    "migrations",
    "pyproject.toml",
    "scripts",
    "tests",
}
COMMANDS = ("demo", "test", "check", "bench", "environment", "need", "lock")
SHELL = [ROOT / "scripts" / name for name in COMMANDS] + [ROOT / ".ci/run"]
EACH_SCRIPT = pytest.mark.parametrize("script", SHELL, ids=lambda path: path.name)
HOOKS = {
    hook["id"]: hook
    for repo in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    for hook in repo["hooks"]
}


def tracked_files() -> list[str]:
    """Return the paths git knows."""
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607 - git is on PATH
    return listing.stdout.decode().splitlines()


def test_the_top_level_is_the_agreed_one() -> None:
    assert {path.split("/")[0] for path in tracked_files()} <= TOP_LEVEL


def test_the_web_folder_holds_no_python() -> None:
    assert [path for path in tracked_files() if re.match(r"app/web/.*\.py$", path)] == []


@pytest.mark.parametrize(
    "path", [".venv/bin/python", ".venv-foreign/pyvenv.cfg", ".tessera/tessera.db",
             "app/web/static/built/manifest.json", "app/web/node_modules/sass/package.json"]
)  # fmt: skip
def test_git_ignores_what_is_made(path: str) -> None:
    subprocess.run(["git", "check-ignore", "--quiet", path], cwd=ROOT, check=True)  # noqa: S603, S607 - fixed arguments


def test_the_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


@EACH_SCRIPT
def test_script_is_short_strict_and_explains_itself(script: Path) -> None:
    lines = script.read_text().splitlines()
    assert lines[0] == "#!/bin/sh"
    assert lines[1].startswith("# ")
    assert "set -eu" in lines
    assert os.access(script, os.X_OK)
    assert len(lines) <= 45


@EACH_SCRIPT
def test_script_parses(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True)  # noqa: S603, S607 - fixed arguments


def test_ci_leaves_nothing_out() -> None:
    commands = [line for line in (ROOT / ".ci/run").read_text().splitlines() if "/" in line]
    assert commands[-2:] == ["scripts/check", "scripts/test"]


def test_hooks_are_all_local() -> None:
    repos = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    assert [repo["repo"] for repo in repos] == ["local"]
    assert {hook["language"] for hook in HOOKS.values()} <= {"system", "fail", "pygrep"}


@pytest.mark.parametrize(
    "path", [".env", "deploy/.env.production", "issuer.pem", "a/b.key", ".tessera/x", "t.db"]
)
def test_hook_refuses_private_file(path: str) -> None:
    assert re.search(HOOKS["no-private-files"]["files"], path)


def test_hook_lets_all_tracked_files_pass() -> None:
    pattern = HOOKS["no-private-files"]["files"]
    assert [path for path in tracked_files() if re.search(pattern, path)] == []


def test_hook_refuses_a_private_key_inside_a_file() -> None:
    assert re.search(HOOKS["no-key-material"]["entry"], "-----BEGIN EC PRIVATE" + " KEY-----")
