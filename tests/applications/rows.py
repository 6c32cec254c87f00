"""What tests look up behind the application's back: rows as they lie in the database."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.applications.models import ApplicationAuthor, CardApplication, DocumentKindCount
from app.kit.db import Model
from app.vault.models import SealedValue
from tests.town import Town


def row_of(town: Town, number: str) -> CardApplication:
    """Return the row of an application."""
    with town.app.state.new_session() as session:
        statement = select(CardApplication).where(CardApplication.number == number)
        row: CardApplication = session.scalars(statement).one()
    return row


def authors_of(town: Town, number: str) -> set[UUID]:
    """Return the people who wrote in an intake."""
    with town.app.state.new_session() as session:
        statement = select(ApplicationAuthor.person_id).join(
            CardApplication, CardApplication.id == ApplicationAuthor.application_id
        )
        return set(session.scalars(statement.where(CardApplication.number == number)))


def labels_of(town: Town, owner_id: UUID) -> set[str]:
    """Return which values lie sealed for an owner."""
    with town.app.state.new_session() as session:
        statement = select(SealedValue.label).where(SealedValue.owner_id == owner_id)
        return set(session.scalars(statement))


def evidence_key(town: Town, number: str) -> UUID:
    """Return the data key of the papers of an open application."""
    return sealed(town, row_of(town, number).id, "application.evidence").key_id


def sealed(town: Town, owner_id: UUID, label: str) -> SealedValue:
    """Return one sealed row."""
    with town.app.state.new_session() as session:
        statement = select(SealedValue).where(
            SealedValue.owner_id == owner_id, SealedValue.label == label
        )
        row: SealedValue = session.scalars(statement).one()
    return row


def kinds_counted(town: Town) -> dict[tuple[str, str], int]:
    """Return how often each kind of paper was counted, by month."""
    with town.app.state.new_session() as session:
        rows = session.scalars(select(DocumentKindCount))
        return {(row.month, row.kind): row.count for row in rows}


def every_byte(town: Town) -> bytes:
    """Return every value of every row as bytes; the program's own text, which all see, apart."""
    with town.app.state.new_session() as session:
        values = [
            value
            for table in Model.metadata.sorted_tables
            if table.name != "program_versions"
            for row in session.execute(select(table))
            for value in row
        ]
    return b"\n".join(_as_bytes(value) for value in values)


def _as_bytes(value: Any) -> bytes:  # noqa: ANN401 - whatever a column holds
    return value if isinstance(value, bytes) else str(value).encode()
