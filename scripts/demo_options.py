"""The demo: make a small city, walk one resident from papers to a checked card, then serve it."""

import argparse
from pathlib import Path

# Nothing but Python's own library here: `scripts/demo --help` answers before anything is installed.
ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".tessera"


def read_options() -> argparse.Namespace:
    """Read the command line; what is wrong with it ends the program."""
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--no-serve", action="store_true", help="stop after the walk")
    parser.add_argument("--port", type=int, default=8000, help="port to serve on")
    parser.add_argument(
        "--without-paper", metavar="KIND", help="leave one paper at home, to see the refusal"
    )
    parser.add_argument("--folder", type=Path, default=HOME, help="where to put the demo's data")
    options = parser.parse_args()
    options.folder = options.folder.resolve()
    return options


if __name__ == "__main__":
    read_options()
