"""Two transactions of which the second begins before the first is committed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

from app.kit.db import Session
from tests.town import Town

SECONDS_OF_A_CHANCE = 0.3
"""How long the second may go on alone; on SQLite it waits for the first from its start."""


def overtaken(
    town: Town, first: Callable[[Session], object], second: Callable[[Session], object]
) -> object:
    """Do the first and, while it is not committed, the second; return what that one returns."""

    def at_once() -> object:
        with town.app.state.new_session() as session:
            done = second(session)
            session.finish()
        return done

    with ThreadPoolExecutor(1) as pool, town.app.state.new_session() as session:
        first(session)
        started = pool.submit(at_once)
        wait([started], timeout=SECONDS_OF_A_CHANCE)
        session.finish()
        return started.result()
