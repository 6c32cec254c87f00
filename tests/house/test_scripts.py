"""How the shell scripts behave where a machine lacks something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a script and return what it said."""
    environment = {**os.environ, "PATH": path or os.environ["PATH"]}
    return subprocess.run(  # noqa: S603 - our own scripts
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """Return a folder of programs that holds only what every machine has."""
    for name in ("sh", "ls", "dirname", "env"):
        (tmp_path / name).symlink_to(Path("/bin", name).resolve())
    install_program(tmp_path, "id", "echo 0")
    return tmp_path


def install_program(folder: Path, name: str, body: str) -> None:
    """Put a small program into a folder."""
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)


def test_the_demo_helps_before_it_installs_anything(bare_path: Path) -> None:
    (bare_path / "python3").symlink_to(Path(sys.executable).resolve())
    helped = run("scripts/demo", "--help", path=str(bare_path))
    assert (helped.returncode, helped.stderr) == (0, "")
    assert "--no-serve" in helped.stdout
    wrong = run("scripts/demo", "--nonsense", path=str(bare_path))
    assert (wrong.returncode, wrong.stdout) == (2, "")


def test_need_is_content_with_what_is_there() -> None:
    assert run("scripts/need", "coreutils", "ls").returncode == 0


def test_need_names_the_package_when_there_is_no_apt(bare_path: Path) -> None:
    result = run("scripts/need", "chromium", "no-such-program", path=str(bare_path))
    assert result.returncode == 1
    assert "package chromium" in result.stderr


def test_need_names_the_package_when_apt_fails(bare_path: Path) -> None:
    install_program(bare_path, "apt-get", "exit 100")
    result = run("scripts/need", "chromium", "no-such-program", path=str(bare_path))
    assert result.returncode == 1
    assert "package chromium" in result.stderr


def test_need_names_the_package_when_it_may_not_install(bare_path: Path) -> None:
    install_program(bare_path, "apt-get", "exit 0")
    install_program(bare_path, "id", "echo 1000")
    result = run("scripts/need", "chromium", "no-such-program", path=str(bare_path))
    assert result.returncode == 1
    assert "apt-get install chromium" in result.stderr


def test_need_installs_what_is_missing(bare_path: Path) -> None:
    brought = bare_path / "new-program"
    install_program(
        bare_path,
        "apt-get",
        f"case $* in *install*) echo exit >{brought}; /bin/chmod 755 {brought};; esac",
    )
    assert run("scripts/need", "package", "new-program", path=str(bare_path)).returncode == 0


@pytest.mark.parametrize("argument", ["--quick", "tests/core"])
def test_the_test_script_knows_its_arguments(argument: str) -> None:
    result = run("scripts/test", argument)
    assert result.returncode == 2
    assert "--without postgres,browser,cups,foreign" in result.stderr


def test_the_environment_refuses_an_old_python(bare_path: Path) -> None:
    install_program(bare_path, "python3", 'case $1 in -c) exit 1;; *) echo "Python 3.9.2";; esac')
    result = run("scripts/environment", ".venv-old", "requirements", path=str(bare_path))
    assert result.returncode == 1
    assert "3.11 or newer" in result.stderr
    assert not (ROOT / ".venv-old").exists()
