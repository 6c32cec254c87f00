"""An HPKE library that others wrote opens our bundles, and finds the same files in them."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.core.bureau.bundles import BUNDLE, BUREAU, Bureau

pytestmark = pytest.mark.foreign

PYTHON = Path(__file__).parents[2] / ".venv-foreign" / "bin" / "python"
READER = Path(__file__).with_name("bundle_reader.py")


def test_a_foreign_hpke_opens_a_bundle() -> None:
    bureau = Bureau()
    case = {"bundle": bureau.bundle().hex(), "key": bureau.key.private_bytes_raw().hex()}
    ran = subprocess.run(  # noqa: S603 - our own script
        [PYTHON, READER], input=json.dumps(case), capture_output=True, text=True, check=True
    )
    answer = json.loads(ran.stdout)
    assert (answer["header"]["bundle"], answer["header"]["bureau"]) == (str(BUNDLE), str(BUREAU))
    assert [bytes.fromhex(part) for part in answer["parts"]] == bureau.parts()
