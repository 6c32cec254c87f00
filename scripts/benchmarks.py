"""Measure what README quotes and print it as a table: scripts/bench [NAME] [--json].

NAME is `credential`, `cards`, `http`, `status` or `verifier`; without it all are measured. Rates
and times stand beside a baseline of the same run; `ratio` is the figure divided by it.
"""

import argparse
import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Final, TypeAlias

Figure: TypeAlias = dict[str, float | int | str]

GROUPS: Final = {
    "credential": "scripts.bench_credential",
    "cards": "scripts.bench_cards",
    "http": "scripts.bench_http",
    "status": "scripts.bench_status",
    "verifier": "scripts.bench_verifier",
}
COLUMNS: Final = {
    "name": "what, beside what",
    "per_second": "per second",
    "baseline_per_second": "baseline",
    "ratio": "ratio",
    "bytes_per_card": "bytes",
    "baseline_bytes_per_card": "baseline",
    "ms": "ms",
    "baseline_ms": "baseline",
    "list_bytes": "bytes of lists",
    "baseline_list_bytes": "baseline",
    "bytes": "gzip bytes",
    "bytes_as_one": "as one file",
    "plain": "plain",
    "blurred": "blurred",
    "tilted": "tilted",
    "dim": "dim",
    "glare": "glare",
}


def measure(group: str) -> list[Figure]:
    """Return the figures of one group."""
    figures: Callable[[], list[Figure]] = import_module(GROUPS[group]).figures
    return figures()


def table(figures: list[Figure]) -> str:
    """Return figures as a table that reads the same in a terminal and in README."""
    keys = [key for key in COLUMNS if any(key in figure for figure in figures)]
    titles = [COLUMNS[key] for key in keys]
    rows = [titles, *([_cell(figure, key) for key in keys] for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    rule = [f"{'-' * (width + 1)}{':' if place else '-'}" for place, width in enumerate(widths)]
    lines.insert(1, f"|{'|'.join(rule)}|")
    return "\n".join(lines)


def _cell(figure: Figure, key: str) -> str:
    value = figure.get(key, "")
    return f"{value:,}" if isinstance(value, int) else str(value)


def _line(row: list[str], widths: list[int]) -> str:
    first, *rest = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"| {' | '.join((first, *rest))} |"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="?", choices=GROUPS, metavar="NAME", help=", ".join(GROUPS))
    parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")
    arguments = parser.parse_args()
    figures: list[Figure] = []
    for group in [arguments.name] if arguments.name else GROUPS:
        print(f"measuring {group}", file=sys.stderr)
        figures += measure(group)
    print(json.dumps(figures, indent=2) if arguments.as_json else table(figures))


if __name__ == "__main__":
    main()
