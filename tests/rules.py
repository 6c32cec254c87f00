"""A pytest plugin with the rules every run obeys.

Nothing is skipped unless `--without` named it, nothing speaks to another machine, and tests of the
pure core get no database.
"""

import ipaddress
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

PARTS = {
    "postgres": "needs the PostgreSQL programs or TESSERA_TEST_POSTGRES_URL",
    "browser": "needs Chromium",
    "foreign": "needs the foreign readers' environment, .venv-foreign",
    "cups": "needs CUPS, the print server of the distribution",
    "token": "needs SoftHSM2, a PKCS#11 token in software",
}
PARTS_OF_FIXTURES = {"postgresql_cluster": "postgres"}
PARTS_OF_FOLDERS = {"browser": "browser"}
DATABASE_FIXTURES = frozenset(
    {
        "database",
        "empty_database",
        "sqlite_database",
        "postgresql_database",
        "sqlite_home",
        "postgresql_cluster",
    }
)
_NETWORK_EVENTS = frozenset(
    {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"}
)


class NetworkRefusedError(RuntimeError):
    """A test tried to reach something that is not this machine."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--without`."""
    parser.addoption(
        "--without",
        type=_parts,
        default=frozenset(),
        metavar="PART,...",
        help=f"leave out the tests that need one of: {', '.join(PARTS)}",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks and start to refuse the network."""
    for part, meaning in PARTS.items():
        config.addinivalue_line("markers", f"{part}: {meaning}")
    sys.addaudithook(_refuse_network)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep databases out of tests/core and leave out what `--without` names."""
    _refuse_databases_in_core(items)
    without: frozenset[str] = config.option.without
    left_out = [item for item in items if parts_needed(item) & without]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run that would pass although something was skipped."""
    if exitstatus == pytest.ExitCode.OK and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why a run with skips fails."""
    for report in terminalreporter.getreports("skipped"):
        terminalreporter.write_line(f"SKIPPED WITHOUT --without: {report.nodeid}", red=True)


def parts_needed(item: pytest.Item) -> frozenset[str]:
    """Return which parts of the machine a test needs, from its marks, fixtures and folder."""
    fixtures: Iterable[str] = getattr(item, "fixturenames", ())
    marks = {mark.name for mark in item.iter_markers()}
    from_fixtures = {PARTS_OF_FIXTURES[name] for name in fixtures if name in PARTS_OF_FIXTURES}
    folders = {PARTS_OF_FOLDERS[name] for name in item.path.parts if name in PARTS_OF_FOLDERS}
    return frozenset((marks & PARTS.keys()) | from_fixtures | folders)


def _refuse_databases_in_core(items: list[pytest.Item]) -> None:
    core = Path("tests", "core").parts
    for item in items:
        folder = item.path.relative_to(item.config.rootpath).parts[: len(core)]
        if folder == core and DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            raise pytest.UsageError(f"{item.nodeid}: tests of the core use no database")


def _skipped(config: pytest.Config) -> bool:
    reporter: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    return reporter is not None and bool(reporter.stats.get("skipped"))


def _parts(text: str) -> frozenset[str]:
    parts = frozenset(text.split(","))
    if unknown := parts - PARTS.keys():
        raise pytest.UsageError(f"--without does not know {', '.join(sorted(unknown))}")
    return parts


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _NETWORK_EVENTS:
        return
    address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
    if isinstance(address, tuple):
        address = address[0]
    elif event != "socket.getaddrinfo":
        return  # a Unix socket's path
    if not _is_this_machine(address):
        raise NetworkRefusedError(f"tests reach only this machine, not {address!r}")


def _is_this_machine(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name)).is_loopback
    except ValueError:
        return False
