"""A pytest plugin that says which tests are measured, because measuring doubles their time.

Every line has to be run by a test that is about it. So a test on PostgreSQL is not measured where
the same test on SQLite is, nor are the tests that walk through everything.
"""

from collections.abc import Generator

import pytest
from coverage import Coverage

WALKS = frozenset({"architecture", "browser", "canary", "contract", "journeys", "verifier"})


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Stop measuring while a test runs that adds nothing."""
    measuring = Coverage.current()
    if measuring is None or is_measured(item):
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


def is_measured(item: pytest.Item) -> bool:
    """Say whether what a test runs counts as covered."""
    if WALKS & set(item.path.relative_to(item.config.rootpath).parts):
        return False
    made_for = getattr(item, "callspec", None)
    return made_for is None or "postgresql" not in made_for.params.values()
