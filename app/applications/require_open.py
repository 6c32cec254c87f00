"""An intake can be written in while it is a draft or has come back."""

from app.applications.models import CardApplication
from app.core.lifecycle import ApplicationState
from app.kit.errors import ConflictError

OPEN_STATES = (ApplicationState.DRAFT, ApplicationState.RETURNED)


def require_open(application: CardApplication) -> None:
    """See that an intake is open.

    Raises:
        ConflictError: it is not; the reason is `application_is_` and its state.
    """
    if application.state not in OPEN_STATES:
        raise ConflictError(f"application_is_{application.state}")
