"""Every byte that a town has stored: rows as they are read, files as they lie on the disk."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, MetaData, select, text

from tests.postgres import Cluster

RELATION_CACHE = "pg_internal.init"
"""What the server knows of its own catalogue; it throws the file away whenever it likes."""


def rows(engine: Engine) -> Iterator[tuple[str, bytes]]:
    """Yield every table with all values of all its rows, which files may hold compressed."""
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        for table in found.sorted_tables:
            values = (value for row in connection.execute(select(table)) for value in row)
            yield table.name, b"\n".join(map(_bytes, values))


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def sqlite_files(engine: Engine) -> list[Path]:
    """Return the database file and what SQLite put beside it."""
    path = Path(str(engine.url.database))
    return sorted(path.parent.glob(f"{path.name}*"))


def postgresql_files(engine: Engine, cluster: Cluster, *, since: float) -> list[Path]:
    """Return the files of a database, of the write-ahead log and of the server's log.

    Files that all databases share are those written at `since` or later. There are none to look at
    where the server is not ours.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        oid = connection.execute(
            text("SELECT oid FROM pg_database WHERE datname = current_database()")
        ).scalar_one()
    if cluster.folder is None:
        return []
    own = (cluster.folder / "data" / "base" / str(oid)).rglob("*")
    data = cluster.folder / "data"
    shared = [path for path in cluster.folder.rglob("*") if data / "base" not in path.parents]
    shared += [path for path in (data / "base").glob("pgsql_tmp*/**/*") if path.is_file()]
    fresh = (path for path in shared if path.is_file() and path.stat().st_mtime >= since)
    found = {*(path for path in own if path.is_file()), *fresh}
    return sorted(path for path in found if path.name != RELATION_CACHE)
