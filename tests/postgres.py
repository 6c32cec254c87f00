"""A private PostgreSQL cluster for one test run: own folder, Unix socket only, unprivileged user.

`TESSERA_TEST_POSTGRES_URL` names a server to use instead; its user must be able to create
databases.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

URL_VARIABLE = "TESSERA_TEST_POSTGRES_URL"
DEBIAN_BINARIES = Path("/usr/lib/postgresql")
START_SECONDS = 60

# What docker-compose.yml gives the production server: no value of a row reaches its log.
LOG_SETTINGS = {
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}
# A test's cluster is thrown away, so it need not survive a power cut.
SPEED_SETTINGS = {"fsync": "off", "full_page_writes": "off", "max_connections": "200"}


class PostgresMissingError(RuntimeError):
    """The PostgreSQL programs are not on this machine."""


class Cluster:
    """A running server in which databases are made and dropped."""

    def __init__(self, url: URL, *, folder: Path | None = None) -> None:
        self._url = url
        self._run = uuid4().hex[:8]  # keeps two runs on one server apart
        self._made: list[URL] = []
        self.folder = folder
        self._admin = create_engine(url, isolation_level="AUTOCOMMIT", pool_size=1)

    def create(self, name: str, *, template: str | None = None) -> URL:
        """Make a database, empty or as a copy of another one of this run."""
        source = self._name(template) if template else "template0"
        self._execute(f'CREATE DATABASE "{self._name(name)}" TEMPLATE "{source}"')
        self._made.append(self._url.set(database=self._name(name)))
        return self._made[-1]

    def drop(self, url: URL) -> None:
        """Remove a database together with whoever is still connected to it."""
        self._execute(f'DROP DATABASE IF EXISTS "{url.database}" WITH (FORCE)')

    def read_log(self) -> str:
        """Return what the server logged so far; nothing for a server that is not ours."""
        return (self.folder / "server.log").read_text() if self.folder else ""

    def ping(self) -> None:
        """Ask whether the server answers."""
        self._execute("SELECT 1")

    def close(self) -> None:
        """Drop what this run made and let go of the server."""
        for url in reversed(self._made):
            self.drop(url)
        self._admin.dispose()

    def _name(self, name: str) -> str:
        return f"tessera_{self._run}_{name}"

    def _execute(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a cluster (or use the named server) and stop and remove it afterwards.

    Raises:
        PostgresMissingError: initdb is nowhere on this machine.
    """
    if named := os.environ.get(URL_VARIABLE):
        yield from _used(Cluster(make_url(named)))
        return
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="tessera-pg-", dir="/tmp"))  # a socket's path is short
    if user:
        shutil.chown(folder, user=user.pw_uid, group=user.pw_gid)
    try:
        server = _start(folder, user)
        try:
            yield from _used(_connected(folder, server))
        finally:
            server.send_signal(2)  # SIGINT: a fast, clean shutdown
            server.wait(START_SECONDS)
    finally:
        shutil.rmtree(folder)


def _used(cluster: Cluster) -> Iterator[Cluster]:
    try:
        yield cluster
    finally:
        cluster.close()


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Return who runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresMissingError("there is no unprivileged user to run PostgreSQL")


def _program(name: str) -> str:
    newest_first = sorted(
        DEBIAN_BINARIES.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True
    )
    for folder in newest_first:
        if (folder / name).exists():
            return str(folder / name)
    if found := shutil.which(name):
        return found
    raise PostgresMissingError("PostgreSQL is not installed (package: postgresql)")


def _start(folder: Path, user: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    data = folder / "data"
    initdb = [_program("initdb"), "--pgdata", str(data), "--username", "tessera"]
    options = ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    subprocess.run(  # noqa: S603 - fixed arguments
        [*initdb, *options],
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        **who,  # type: ignore[call-overload]
    )
    settings = {
        **LOG_SETTINGS,
        **SPEED_SETTINGS,
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
    }
    command = [_program("postgres"), "-D", str(data)]
    command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    if setpriv := shutil.which("setpriv"):  # so that a killed test run leaves no server behind
        command = [setpriv, "--pdeathsig", "INT", *command]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(command, cwd=folder, stderr=log, **who)  # type: ignore[call-overload,no-any-return] # noqa: S603 - fixed arguments


def _connected(folder: Path, server: subprocess.Popen[bytes]) -> Cluster:
    url = URL.create(
        "postgresql+psycopg", username="tessera", database="postgres", query={"host": str(folder)}
    )
    cluster = Cluster(url, folder=folder)
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            cluster.ping()
        except OperationalError:
            if time.monotonic() > deadline or server.poll() is not None:
                raise RuntimeError(cluster.read_log()) from None
            time.sleep(0.05)
        else:
            return cluster
