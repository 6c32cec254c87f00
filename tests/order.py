"""A pytest plugin that begins what takes longest: at the end no process waits for another.

With `--dist=loadfile` a file is the smallest piece of work, and pieces are handed out in the order
of the tests.
"""

from pathlib import PurePath

import pytest

LONG = (
    "tests/canary",
    "tests/architecture/test_permission_matrix.py",
    "tests/web/test_in_browser.py",
    "tests/verifier",
    "tests/contract",
    "tests/cli",
    "tests/journeys",
    "tests/browser",
    "tests/vault/test_killed.py",
    "tests/printing/leases",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first; the others stay as they are."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    path = PurePath(item.path).relative_to(item.config.rootpath)
    found = (rank for rank, name in enumerate(LONG) if path.is_relative_to(name))
    return next(found, len(LONG))
