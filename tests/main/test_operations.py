"""Routes for operators, and the threads that run beside a serving process."""

import httpx
from anyio.from_thread import start_blocking_portal
from sqlalchemy import select, text

from app.core.permissions import Role
from app.kit.models import DueTask
from app.verification import VerificationCount
from tests.journeys.desks import refused
from tests.town import Town


def test_a_process_says_that_it_lives_and_whether_it_is_ready(town: Town) -> None:
    client = town.new_client(town.app)
    assert client.get("/healthz").json() == {"answer": "alive"}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.headers["cache-control"]) == (200, "no-store")
    assert ready.json() == {"database": True, "register": True, "storage": True}


def test_a_process_whose_database_is_not_at_head_or_away_is_not_ready(town: Town) -> None:
    client = town.new_client(town.app)
    with town.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '000000000000'"))
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["database"]) == (503, False)
    with town.transaction() as session:
        session.execute(text("ALTER TABLE register_version RENAME TO away"))
        session.execute(text("DROP TABLE alembic_version"))
    assert client.get("/readyz").status_code == 503
    town.app.state.snapshots = None
    assert client.get("/readyz").json() == {
        "database": False,
        "register": False,
        "storage": True,
    }


def test_in_production_only_staff_read_the_description_of_the_api(sqlite_town: Town) -> None:
    anyone = sqlite_town.new_client(sqlite_town.app)
    assert refused(anyone.get("/openapi.json")) == (401, "sign_in_needed")
    described = sqlite_town.script(Role.AUDITOR).get("/openapi.json")
    assert described.json()["info"]["title"] == "Tessera"
    for path in ("/docs", "/redoc"):
        assert anyone.get(path).status_code == 404


def test_while_a_process_serves_its_threads_work_and_at_the_end_counts_are_written(
    sqlite_town: Town,
) -> None:
    app = sqlite_town.app

    async def serve() -> None:
        async with app.router.lifespan_context(app):
            body = {"credential": "9" * 40}
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="https://t.test") as client:
                await client.post("/api/verifications", json=body)

    with start_blocking_portal() as portal:
        portal.call(serve)
    with app.state.new_session() as session:
        (count,) = session.scalars(select(VerificationCount))
        assert (count.result, count.count) == ("unreadable", 1)
        session.scalars(select(DueTask)).all()
