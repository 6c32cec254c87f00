"""What the engine logs, in our form: where and of which kind, never its text."""

import logging

from app.kit.logging import log


class _OurForm(logging.Handler):
    """Writes one line of ours for each warning of the engine; a driver's message may quote rows."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        error = record.exc_info[0] if record.exc_info else None
        place = f"{record.module}:{record.lineno}"
        log("job_engine", level=record.levelname, at=place, kind=error.__name__ if error else None)


def quiet_logger(logger: logging.Logger) -> None:
    """Let a library's logger speak through ours alone; done twice it changes nothing."""
    logger.propagate = False
    if not any(isinstance(handler, _OurForm) for handler in logger.handlers):
        logger.handlers = [_OurForm()]
