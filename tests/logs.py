"""Leave logging as it was: commands and servers set it up for the whole process."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

TOUCHED = (
    "tessera",
    "uvicorn.error",
    "uvicorn.access",
    "asyncio",
    "sqlalchemy.engine",
    "python_multipart",
    "httpx",
)


@contextmanager
def logging_as_it_was() -> Iterator[None]:
    """Put handlers, filters and levels back afterwards."""
    loggers = [logging.getLogger(name) for name in ("", *TOUCHED)]
    before = [(each.handlers[:], each.filters[:], each.level, each.propagate) for each in loggers]
    try:
        yield
    finally:
        for each, (handlers, filters, level, propagate) in zip(loggers, before, strict=True):
            each.handlers, each.filters = handlers, filters
            each.setLevel(level)
            each.propagate = propagate
