"""`scripts/bench`: which groups there are, and the table that README quotes."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.benchmarks import GROUPS, table

ROOT = Path(__file__).parents[2]


def test_every_group_has_its_script() -> None:
    scripts = {f"scripts.{path.stem}" for path in (ROOT / "scripts").glob("bench_*.py")}
    assert set(GROUPS.values()) == scripts


def test_a_figure_is_a_row_with_its_ratio() -> None:
    figures: list[dict[str, float | int | str]] = [
        {"name": "a, b", "per_second": 12_345, "baseline_per_second": 20_000, "ratio": 0.617},
        {"name": "c", "per_second": 7, "baseline_per_second": 9, "ratio": 0.8, "rounds": 3},
    ]
    assert table(figures).splitlines() == [
        "| what, beside what | per second | baseline | ratio |",
        "|-------------------|-----------:|---------:|------:|",
        "| a, b              |     12,345 |   20,000 | 0.617 |",
        "| c                 |          7 |        9 |   0.8 |",
    ]


def test_a_column_that_no_figure_has_is_left_out() -> None:
    with_bytes = table([{"name": "a", "ratio": 1.0, "bytes_per_card": 45_000}])
    assert with_bytes.splitlines()[0] == "| what, beside what | ratio |  bytes |"


@pytest.mark.parametrize("arguments", [["everything"], ["http", "cards"], ["--csv"]])
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    ran = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "scripts.benchmarks", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "usage: scripts/bench" in ran.stderr
