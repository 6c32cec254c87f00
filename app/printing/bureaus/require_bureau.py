"""The bureau that a bundle is sealed to, believed only as far as its row and the log agree."""

from uuid import UUID

from app.audit import read_recorded
from app.kit.db import RegisterBrokenError, Session
from app.kit.errors import ConflictError
from app.printing.bureaus.models import Bureau
from app.printing.bureaus.repository import BureauRepository


def require_bureau(session: Session, bureau_id: UUID) -> Bureau:
    """Return a bureau that may get a bundle.

    Raises:
        NotFoundError: `no_such_bureau`.
        ConflictError: `bureau_closed`.
        RegisterBrokenError: something else changed its row, or put an older one back.
    """
    recorded = read_recorded(session)
    bureau = BureauRepository(session).get(bureau_id)
    if recorded.has_newer(bureau):
        raise RegisterBrokenError(bureau.register_label)
    if bureau.is_closed:
        raise ConflictError("bureau_closed")
    return bureau
