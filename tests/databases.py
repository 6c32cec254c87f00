"""Fixtures that give each test a migrated database of its own, on SQLite and on PostgreSQL.

The migrations run once per test run and kind of database; every test works on a copy of the result,
really commits, and the copy is thrown away. What tests need more of than bare tables, a whole town,
is copied in the same way.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import URL, Engine

from app.kit.db import SessionFactory, make_engine, make_session_factory
from tests.postgres import Cluster, running_cluster

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))
Fill = Callable[[URL], None]


@dataclass(frozen=True)
class Database:
    """One test's own database."""

    url: str
    engine: Engine
    new_session: SessionFactory

    @property
    def kind(self) -> str:
        """Return `sqlite` or `postgresql`."""
        return self.engine.dialect.name


class Home(Protocol):
    """Where databases of one kind are made."""

    def empty(self) -> URL:
        """Make a database without tables."""

    def copy(self, template: str, fill: Fill) -> URL:
        """Make a copy of the named template, which `fill` is asked to fill the first time."""

    def drop(self, url: URL) -> None:
        """Throw a database away."""


class SQLiteHome:
    """Databases as files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._templates: dict[str, Path] = {}

    def empty(self) -> URL:
        """Make a database without tables."""
        return self._url(self._new_path())

    def copy(self, template: str, fill: Fill) -> URL:
        """Make a copy of the named template, which `fill` is asked to fill the first time."""
        if template not in self._templates:
            path = self._new_path()
            fill(self._url(path))
            self._templates[template] = path
        return self._url(Path(shutil.copyfile(self._templates[template], self._new_path())))

    def drop(self, url: URL) -> None:
        """Throw a database away."""
        for path in self._folder.glob(f"{Path(str(url.database)).name}*"):
            path.unlink()

    def _new_path(self) -> Path:
        return self._folder / f"{next(self._numbers)}.db"

    @staticmethod
    def _url(path: Path) -> URL:
        return URL.create("sqlite", database=str(path))


class PostgreSQLHome:
    """Databases of one cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._numbers = count()
        self._templates: set[str] = set()

    def empty(self) -> URL:
        """Make a database without tables."""
        return self._cluster.create(f"test_{next(self._numbers)}")

    def copy(self, template: str, fill: Fill) -> URL:
        """Make a copy of the named template, which `fill` is asked to fill the first time."""
        if template not in self._templates:
            fill(self._cluster.create(template))
            self._templates.add(template)
        return self._cluster.create(f"test_{next(self._numbers)}", template=template)

    def drop(self, url: URL) -> None:
        """Throw a database away."""
        self._cluster.drop(url)


def migrated(home: Home) -> URL:
    """Make a database with all tables and nothing in them."""
    return home.copy("migrated", migrate)


def migrate(url: URL) -> None:
    """Run all migrations on a database."""
    from app.kit.migrations import upgrade  # noqa: PLC0415 - tests of the core load no application

    engine = make_engine(url)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def text_of(url: URL) -> str:
    """Return an address as settings want it."""
    return url.render_as_string(hide_password=False)


@contextmanager
def opened(home: Home, url: URL) -> Iterator[Database]:
    """Open a database for one test and throw it away afterwards."""
    engine = make_engine(url)
    try:
        yield Database(url=text_of(url), engine=engine, new_session=make_session_factory(engine))
    finally:
        engine.dispose()
        home.drop(url)


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[Cluster]:
    """Return this run's PostgreSQL server."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def sqlite_home(tmp_path_factory: pytest.TempPathFactory) -> SQLiteHome:
    """Return where this run's SQLite databases are made."""
    return SQLiteHome(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_home(postgresql_cluster: Cluster) -> PostgreSQLHome:
    """Return where this run's PostgreSQL databases are made."""
    return PostgreSQLHome(postgresql_cluster)


@pytest.fixture(scope="session")
def home_of(request: pytest.FixtureRequest) -> Callable[[str], Home]:
    """Return the way from a kind of database to where such databases are made."""
    return lambda kind: request.getfixturevalue(f"{kind}_home")


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, home_of: Callable[[str], Home]) -> Iterator[Database]:
    """Return a migrated database; the test runs on SQLite and on PostgreSQL."""
    home = home_of(request.param)
    with opened(home, migrated(home)) as database:
        yield database


@pytest.fixture(params=BOTH)
def empty_database(
    request: pytest.FixtureRequest, home_of: Callable[[str], Home]
) -> Iterator[Database]:
    """Return a database without tables; the test runs on SQLite and on PostgreSQL."""
    home = home_of(request.param)
    with opened(home, home.empty()) as database:
        yield database


@pytest.fixture
def sqlite_database(sqlite_home: SQLiteHome) -> Iterator[Database]:
    """Return a migrated SQLite database."""
    with opened(sqlite_home, migrated(sqlite_home)) as database:
        yield database


@pytest.fixture
def postgresql_database(postgresql_home: PostgreSQLHome) -> Iterator[Database]:
    """Return a migrated PostgreSQL database."""
    with opened(postgresql_home, migrated(postgresql_home)) as database:
        yield database
