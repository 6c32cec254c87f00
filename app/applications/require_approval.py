"""An approval counts only with the decision that lies sealed beside it.

The state is a plain column: whoever can write the database can set it. The outcome is sealed under
the person's key and bound to the application, so without the keyring nobody can make one.
"""

import json

from app.applications.models import CardApplication
from app.applications.reasons import DecisionOutcome
from app.kit.db import Session
from app.kit.errors import UnavailableError
from app.vault import Label, Vault


def require_approval(session: Session, application: CardApplication, *, vault: Vault) -> None:
    """See that an application in state `approved` was approved by this service.

    Raises:
        UnavailableError: `approval_not_sealed`: the state was set by something else.
    """
    kept = json.loads(vault.read(session, application.id, Label.DECISION) or b"{}")
    if kept.get("outcome") != DecisionOutcome.APPROVED:
        raise UnavailableError("approval_not_sealed")
