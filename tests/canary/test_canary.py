"""The impossible name goes through the whole job and is then searched in every byte there is.

It may be found in the bodies of the answers that are made to show it, and nowhere else: not in the
database, not in the keyring, no log, no temporary file, no header, no address, no refusal.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from app.cli.read_code import read_code
from app.core.credential import ScannedText
from app.core.credential.wire import read_text
from app.kit.attempts import Attempts
from app.kit.logging import configure_logging, logger
from tests.canary import person, walk_api, walk_pages, walk_refusals
from tests.canary.recording import Recorder, recorded_clients
from tests.canary.search import Hit, Search, union
from tests.canary.storage import postgresql_files, rows, sqlite_files
from tests.canary.watching import temporary_folder, watched_writes
from tests.databases import BOTH, Database, Home, migrated, opened
from tests.logs import logging_as_it_was
from tests.postgres import Cluster
from tests.town import Town, make_town

SEARCH = Search(person.WORDS)

# What staff must see to do their work. Whoever adds a line here says why.
SHOWN = {
    "POST /desk/applications 200",  # the form again, to count points
    "POST /desk/applications 422",  # the form again, with what is to be mended
    "GET /desk/applications/{number}/edit 200",
    "POST /desk/applications/{number}/edit 200",
    "POST /desk/applications/{number}/edit 422",
    "GET /desk/applications/{number} 200",  # the clerk compares it with the person at the desk
    "POST /desk/applications/{number}/photo 422",  # the same page with what is wrong
    "POST /desk/applications/{number}/photo 409",  # the same page as it stands meanwhile
    "POST /desk/applications/{number}/submission 409",
    "POST /desk/applications/{number}/withdrawal 409",
    "GET /review/{number} 200",
    "POST /review/{number}/return 422",  # the same page with what is wrong
    "POST /review/{number}/refusal 422",
    "POST /review/{number}/approval 403",  # the same page: it is one's own intake
    "POST /admin/bureaus 422",  # the form again; what an administrator calls an organisation
    "POST /admin/printers 422",  # the form again; what an administrator calls a machine
    "POST /admin/designs/{design} 200",  # the form again; a proof shows what was typed for it
    "POST /desk/check 200",  # of a valid card
}


@dataclass(frozen=True)
class Evidence:
    """Everything that is left when the work is done."""

    town: Town
    recorder: Recorder
    logged: str
    temporary: Path
    opened: list[Path]
    pdfs: tuple[bytes, bytes]
    stored: list[Path]


@pytest.fixture(scope="module", params=BOTH)
def evidence(
    request: pytest.FixtureRequest,
    home_of: Callable[[str], Home],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Evidence]:
    """Walk the whole job on one database and return what is left."""
    home, folder = home_of(request.param), tmp_path_factory.mktemp("canary")
    since = time.time() - 1
    recorder, output = Recorder(), StringIO()
    with ExitStack() as stack:
        database = stack.enter_context(opened(home, migrated(home)))
        stack.enter_context(everything_logged(output))
        temporary = stack.enter_context(temporary_folder(folder / "temporary"))
        written = stack.enter_context(watched_writes())
        new_client = stack.enter_context(recorded_clients(recorder))
        town = make_town(folder, database.url, new_client)
        recorder.learn(town.app)
        many = Attempts(limit=1_000_000, window=timedelta(minutes=1))
        town.app.state.check_attempts = town.app.state.sign_in_attempts = many
        card = walk_api.walk(town)
        pdf = walk_pages.walk(town)
        walk_refusals.refusals(town)
        walk_api.read_reports(town)
        town.app.state.check_counts.flush()
        stored = files_of(request, database, since)
        pdfs = (card["pdf"], pdf)
        yield Evidence(town, recorder, output.getvalue(), temporary, written, pdfs, stored)
        town.close()


def everything_logged(output: StringIO) -> ExitStack:
    """Collect what anybody logs or prints."""
    stack = ExitStack()
    stack.enter_context(logging_as_it_was())
    configure_logging()
    handler = logging.StreamHandler(output)
    root = logging.getLogger()
    for each in (root, logger):
        each.addHandler(handler)
    root.setLevel(logging.INFO)
    stack.enter_context(redirect_stderr(output))
    stack.enter_context(redirect_stdout(output))
    return stack


def files_of(request: pytest.FixtureRequest, database: Database, since: float) -> list[Path]:
    """Return the files in which a database lies."""
    if database.kind == "sqlite":
        return sqlite_files(database.engine)
    cluster: Cluster = request.getfixturevalue("postgresql_cluster")
    return postgresql_files(database.engine, cluster, since=since)


def test_no_row_holds_it(evidence: Evidence) -> None:
    engine = evidence.town.app.state.deployment.engine
    tables = dict(rows(engine))
    assert len(tables["sealed_values"]) > 10_000
    assert union(SEARCH.in_bytes(table, content) for table, content in tables.items()) == set()


def test_no_file_of_the_database_holds_it(evidence: Evidence) -> None:
    assert union(SEARCH.in_file(path) for path in evidence.stored) == set()
    assert sum(path.stat().st_size for path in evidence.stored) > 100_000


def test_neither_data_folder_nor_keyring_holds_it(evidence: Evidence) -> None:
    settings = evidence.town.settings
    assert SEARCH.in_folder(settings.keyring_dir) == set()
    if settings.data_dir.exists():
        assert SEARCH.in_folder(settings.data_dir) == set()


def test_no_log_holds_it(evidence: Evidence) -> None:
    assert evidence.logged.count("\n") > 500
    assert SEARCH.in_bytes("log", evidence.logged.encode()) == set()


def test_no_temporary_file_was_made(evidence: Evidence) -> None:
    assert list(evidence.temporary.rglob("*")) == []
    keyring = evidence.town.settings.keyring_dir
    strange = [path for path in evidence.opened if keyring not in path.parents]
    assert [path for path in strange if path != Path("/dev/null")] == []


def test_no_header_holds_it(evidence: Evidence) -> None:
    headers = evidence.recorder.headers.items()
    assert union(SEARCH.in_bytes(route, b"\n".join(sent)) for route, sent in headers) == set()


def test_exactly_the_answers_made_to_show_it_do(evidence: Evidence) -> None:
    bodies = evidence.recorder.bodies.items()
    hits = union(SEARCH.in_bytes(route, b"\n".join(sent)) for route, sent in bodies)
    assert {hit.place for hit in hits} == SHOWN


def test_no_problem_document_holds_it(evidence: Evidence) -> None:
    problems = evidence.recorder.problems
    assert SEARCH.in_bytes("problems", str(problems).encode()) == set()
    assert {problem["status"] for problem in problems} >= {401, 403, 404, 405, 409, 422}
    reasons = {problem["reason"] for problem in problems}
    assert all(reason.isascii() and reason.replace("_", "").isalpha() for reason in reasons)


def test_the_card_shows_it_in_its_code_and_as_outlines_only(evidence: Evidence) -> None:
    for pdf in evidence.pdfs:
        assert SEARCH.in_bytes("card", pdf) == set()
        code = read_text(ScannedText(read_code(pdf)))
        found = SEARCH.in_bytes("code", code)
        assert {hit.text for hit in found} == {person.GIVEN, person.FAMILY}


def test_every_route_was_asked(evidence: Evidence) -> None:
    from tests.architecture.routes import routes_of  # noqa: PLC0415 - used here only

    asked = set(evidence.recorder.statuses)
    routes = {route.name for route in routes_of(evidence.town.app) if route.method != "MOUNT"}
    assert routes - asked == set()


def test_a_hit_names_no_bytes_around_it() -> None:
    """A failing test must not print more than the place and the form."""
    assert set(Hit.__dataclass_fields__) == {"place", "text", "form"}
