"""A town for a whole module: made-up requests need many answers and leave nothing to look at."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from anyio.from_thread import start_blocking_portal

from app.kit.attempts import Attempts
from tests.contract.desks import Contract, make_contract
from tests.databases import Home, migrated, opened


@pytest.fixture(scope="module")
def contract(
    home_of: Callable[[str], Home], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Contract]:
    """Return a town with an application, a card and a print job that requests may name."""
    home, folder = home_of("sqlite"), tmp_path_factory.mktemp("contract")
    many = Attempts(limit=1_000_000, window=timedelta(minutes=1))
    with ExitStack() as stack:
        database = stack.enter_context(opened(home, migrated(home)))
        portal = stack.enter_context(start_blocking_portal())
        made = make_contract(folder, database, portal)
        made.town.app.state.check_attempts = made.town.app.state.sign_in_attempts = many
        yield made
        made.town.close()
