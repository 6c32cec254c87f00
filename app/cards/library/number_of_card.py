"""Read the library number that lies sealed with a card."""

from uuid import UUID

from app.kit.db import Session
from app.vault import KeyDestroyedError, Label, Vault


def library_number_of(session: Session, card_id: UUID, *, vault: Vault) -> str | None:
    """Return a card's library number; None where it has none or its person is no longer kept."""
    try:
        sealed = vault.read(session, card_id, Label.LIBRARY_NUMBER)
    except KeyDestroyedError:
        return None
    return None if sealed is None else sealed.decode()
