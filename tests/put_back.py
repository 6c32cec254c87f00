"""Rows read as they are and written back later, by somebody who knows the database and no key."""

from sqlalchemy import text

from tests.town import Town

Row = dict[str, object]


def row_of(town: Town, table: str, where: str = "1 = 1") -> Row:
    """Return one row with its MAC."""
    with town.app.state.new_session() as session:
        statement = text(f"SELECT * FROM {table} WHERE {where}")  # noqa: S608 - of tests
        return dict(session.execute(statement).mappings().one())


def put_back(town: Town, table: str, row: Row) -> None:
    """Write a row as it was, and let every process read what moved."""
    columns = ", ".join(f"{name} = :{name}" for name in row)
    with town.transaction() as session:
        session.execute(text(f"UPDATE {table} SET {columns} WHERE id = :id"), row)  # noqa: S608 - of tests
        session.execute(text("UPDATE register_version SET value = value + 1"))
