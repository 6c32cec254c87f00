"""Count a failed sign-in and put it on record, after its own transaction was rolled back."""

from datetime import datetime

from app.audit import Act, Outcome, record_event
from app.kit.actor import Nobody
from app.kit.db import Session
from app.staff.repository import SignInCountRepository
from app.staff.sign_in import FailedSignIn
from app.staff.staff_rules import BLOCK_RULE


def record_failed_sign_in(session: Session, event: object, now: datetime) -> None:
    """Write one failure; `create_app` registers this for `FailedSignIn`.

    The entry names the account whose address was typed, if there is one: the act is somebody's who
    could not show to be that person.
    """
    assert isinstance(event, FailedSignIn)  # noqa: S101 - registered for this class only
    SignInCountRepository(session).add_failure(event.email_digest, rule=BLOCK_RULE, now=now)
    record_event(
        session,
        Act.SIGN_IN_FAILED,
        by=Nobody(account_id=event.account_id, site=event.site),
        now=now,
        reason="sign_in_failed",
        outcome=Outcome.REFUSED,
    )
