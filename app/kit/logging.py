"""One line of JSON per event on standard error: ids and codes, never a person and never a text.

Only words from a closed alphabet pass: anything else is replaced, so that a slip in a call cannot
put a name into a log.
"""

import json
import logging
import re
from uuid import UUID

SAFE = re.compile(r"[A-Za-z0-9_.:/{}+-]{0,200}")
logger = logging.getLogger("tessera")


def log(event: str, **facts: str | int | bool | UUID | None) -> None:
    """Write one line. `facts` are ids, codes, counts and route templates."""
    logger.info(json.dumps({"event": event} | {key: _safe(value) for key, value in facts.items()}))


def configure_logging() -> None:
    """Send our lines to standard error and silence what others would say about requests."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
    for name in ("uvicorn.error", "asyncio"):
        logging.getLogger(name).addFilter(_without_traceback)
    for name in ("uvicorn.access", "sqlalchemy.engine", "python_multipart", "httpx"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _without_traceback(record: logging.LogRecord) -> bool:
    """Let the line pass without its traceback: a driver's message may quote a row."""
    if record.exc_info:
        kind = record.exc_info[0]
        record.msg, record.args = f"error {kind.__name__ if kind else ''}", ()
        record.exc_info = None
        record.exc_text = None
    return True


def _safe(value: str | int | bool | UUID | None) -> str | int | bool | None:  # noqa: FBT001 - a fact may be a flag
    if value is None or isinstance(value, int):
        return value
    text = str(value)
    return text if SAFE.fullmatch(text) else "***"
