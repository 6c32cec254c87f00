"""Errors a use case raises, named by what happened; `kit/problems.py` turns them into HTTP.

An error carries a stable reason and nothing that was sent. What must outlive the refusal (an audit
entry, a counted failure) travels as `event` and is written after the rollback by `kit/http.py`.
"""

from datetime import timedelta
from typing import ClassVar


class AppError(Exception):
    """A refusal with a name."""

    title: ClassVar[str] = "The request could not be carried out"

    def __init__(self, reason: str, *, event: object | None = None, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.event = event
        self.detail = detail


class UnreadableRequestError(AppError):
    """What was sent does not have the form it must have."""

    title = "The request could not be read"

    def __init__(self, reason: str, *, fields: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(reason)
        self.fields = fields


class UnauthenticatedError(AppError):
    """Nobody is signed in."""

    title = "Please sign in"


class ForbiddenError(AppError):
    """This person may not do this."""

    title = "This needs another person"


class NotFoundError(AppError):
    """There is no such thing, or not for this person."""

    title = "Not found"


class ConflictError(AppError):
    """The thing is not in a state that allows this, or somebody else was faster."""

    title = "This has changed in the meantime"


class RefusedError(AppError):
    """The content is well-formed and yet not acceptable."""

    title = "This cannot be accepted"

    def __init__(
        self,
        reason: str,
        *,
        event: object | None = None,
        detail: str = "",
        fields: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(reason, event=event, detail=detail)
        self.fields = fields


class TooLargeError(AppError):
    """More bytes than this route takes."""

    title = "Too large"


class TooManyAttemptsError(AppError):
    """Too many tries; wait for so long, where waiting helps."""

    title = "Too many attempts"

    def __init__(self, reason: str, *, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class NotSupportedError(AppError):
    """The request is one that a standard knows and this service does not answer."""

    title = "Not supported"


class UnavailableError(AppError):
    """A part the service needs does not answer."""

    title = "Not available now"


class StorageFullError(AppError):
    """No space is left where something was to be written; nothing of it was."""

    title = "No space left"


def faults_of(error: AppError, field: str = "") -> list[tuple[str, str]]:
    """Return a refusal as pairs of field and reason; `field` where the refusal names none."""
    fields: tuple[tuple[str, str], ...] = getattr(error, "fields", ())
    return list(fields) or [(field, error.reason)]


def reason_fault(error: AppError, field: str) -> tuple[str, str]:
    """Return a refusal of an act as field and reason; `field` is where the reason is chosen."""
    return (field if error.reason == "unknown_reason" else "", error.reason)
