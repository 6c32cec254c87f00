"""Two fuzzers over the saved corpus: 30 seconds each, an hour each with `scripts/test --long`."""

import re
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core.credential.vectors import read_vectors
from tests.verifier.differential import compare

SECONDS = 30
LONG_SECONDS = 3600
STEADY_SEED = 20_261_124


@pytest.fixture
def seconds(is_long: bool) -> int:
    return LONG_SECONDS if is_long else SECONDS


@pytest.fixture
def seed(is_long: bool) -> int:
    return secrets.randbelow(1 << 31) if is_long else STEADY_SEED


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--hypothesis-profile") == "long")


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Write a line to the terminal even when the test passes: a long run is for its seed."""
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    assert reporter is not None
    write: Callable[..., None] = reporter.write_line
    return write


def test_python_and_browser_agree_on_mutated_cards(
    seconds: int, seed: int, tell: Callable[..., None]
) -> None:
    found = compare(seed=seed, seconds=seconds)
    tell(f"seed {found.seed}: {found.inputs} inputs, {found.words}")

    assert found.differing == []
    assert found.forgeries == []
    assert len(found.words) == 8


def test_coverage_finds_no_error_and_no_forgery(
    tmp_path: Path, seconds: int, seed: int, tell: Callable[..., None]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, vector in enumerate(read_vectors()):
        (corpus / str(number)).write_bytes(vector["text"].encode("utf-8", "replace"))

    options = [f"-max_total_time={seconds}", f"-seed={seed % (1 << 31)}", "-max_len=17200"]
    run = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.verifier.cover", corpus, *options],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    tail = run.stderr[-2000:]
    tell(f"seed {seed}: {tail.splitlines()[-1] if tail else ''}")

    assert run.returncode == 0, tail
    assert re.search(r"^Done [1-9][0-9]+ runs", run.stderr, re.MULTILINE)
