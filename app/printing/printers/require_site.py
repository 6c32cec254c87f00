"""The desk at which a printer stands."""

from datetime import datetime

from app.kit.db import Session
from app.kit.errors import RefusedError
from app.programs import active_program


def require_site(session: Session, site: str, *, now: datetime) -> None:
    """Refuse a desk that the program does not have.

    Raises:
        RefusedError: `printer_field_unusable`.
    """
    if site not in {one.id for one in active_program(session, now).profile.sites}:
        fields = (("site", "printer_field_unusable"),)
        raise RefusedError("printer_field_unusable", fields=fields)
