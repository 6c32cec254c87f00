"""Two transactions of which the second begins before the first is committed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

from app.kit.db import Session
from tests.town import Town

SECONDS_OF_A_CHANCE = 0.3
"""How long the second may go on alone; on SQLite it waits for the first from its start."""


def overtaken(
    town: Town,
    first: Callable[[Session], object],
    second: Callable[[Session], object],
    *,
    rest: Callable[[Session], object] = lambda _: None,
) -> object:
    """Do the first and, while it is not committed, the second; return what that one returns.

    `rest` is what the first does once the second waits for it.
    """

    def at_once() -> object:
        with town.app.state.new_session() as session:
            done = second(session)
            session.finish()
        return done

    with ThreadPoolExecutor(1) as pool, town.app.state.new_session() as session:
        first(session)
        started = pool.submit(at_once)
        wait([started], timeout=SECONDS_OF_A_CHANCE)
        rest(session)
        session.finish()
        return started.result()
