"""A SoftHSM2 token of its own for each test, set up by the distribution's tool."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pkcs11
import pytest

from app.keys import TokenPlace

LIBRARIES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)
LABEL = "riverbend"
PIN = "482916"


def library() -> Path:
    """Return where the module lies."""
    return next(path for name in LIBRARIES if (path := Path(name)).exists())


@pytest.fixture(scope="session")
def softhsm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder of this run's tokens: the module reads its settings once."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    subprocess.run(  # noqa: S603 - a fixed command
        f"softhsm2-util --init-token --free --label {LABEL} --pin {PIN} --so-pin 739104".split(),
        check=True,
        capture_output=True,
    )
    yield folder
    pkcs11.lib(str(library())).finalize()
    del os.environ["SOFTHSM2_CONF"]


@pytest.fixture
def token(softhsm: Path, tmp_path: Path) -> Iterator[TokenPlace]:
    """Return where the token is found and how it is opened; nobody is logged in before or after."""
    del softhsm
    pin = tmp_path / "pin"
    pin.write_text(f"{PIN}\n")
    pin.chmod(0o600)
    yield TokenPlace(module=library(), label=LABEL, pin_file=pin)
    pkcs11.lib(str(library())).reinitialize()
