"""Counts of checks: a day, who asked, a word; nothing that names a card."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select, text

from app.core.credential import ResultWord
from app.kit.db import SessionFactory, make_session_factory
from app.verification import CheckCounts, VerificationCount
from tests.applications.rows import every_byte
from tests.cards.towns import ISSUER, card_of, token_of
from tests.databases import Database
from tests.town import Town
from tests.walks import handed_over

DAY = date(2026, 11, 24)


@pytest.fixture
def new_session(database: Database) -> SessionFactory:
    return make_session_factory(database.engine)


def written(new_session: SessionFactory) -> dict[tuple[date, str, str], int]:
    with new_session() as session:
        rows = session.scalars(select(VerificationCount))
        return {(row.day, row.asker, row.result): row.count for row in rows}


def test_counts_are_summed_and_added_to_what_is_written(new_session: SessionFactory) -> None:
    counts = CheckCounts(new_session)
    counts.flush()
    assert written(new_session) == {}
    for _ in range(2):
        for word in (ResultWord.VALID, ResultWord.VALID, ResultWord.REVOKED):
            counts.add(DAY, "anyone", word)
        counts.flush()
    assert written(new_session) == {(DAY, "anyone", "valid"): 4, (DAY, "anyone", "revoked"): 2}


def test_two_processes_lose_no_count(new_session: SessionFactory) -> None:
    processes = [CheckCounts(new_session) for _ in range(4)]

    def check(counts: CheckCounts) -> None:
        for _ in range(10):
            counts.add(DAY, "anyone", ResultWord.VALID)
            counts.flush()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(check, processes))
    assert written(new_session) == {(DAY, "anyone", "valid"): 40}


def test_what_cannot_be_written_is_kept_for_the_next_time(database: Database) -> None:
    new_session = make_session_factory(database.engine)
    counts = CheckCounts(new_session)
    counts.add(DAY, "anyone", ResultWord.VALID)
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE verification_counts RENAME TO away"))
    with pytest.raises(Exception, match="verification_counts"):
        counts.flush()
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO verification_counts"))
    counts.flush()
    assert written(new_session) == {(DAY, "anyone", "valid"): 1}


def test_what_is_left_is_written_at_the_end(new_session: SessionFactory) -> None:
    counts = CheckCounts(new_session)
    counts.start()
    counts.add(DAY, "anyone", ResultWord.EXPIRED)
    counts.stop()
    assert written(new_session) == {(DAY, "anyone", "expired"): 1}


def test_a_thousand_checks_of_one_card_leave_a_number_and_nothing_else(
    sqlite_town: Town,
) -> None:
    town = sqlite_town
    card_id = handed_over(town)
    card, token = card_of(town, card_id), token_of(town, card_id)
    client = town.new_client(town.app)
    before = every_byte(town)
    for turn in range(1000):
        if turn % 60 == 0:
            town.clock.move(seconds=61)
        answer = client.post("/api/verifications", json={"credential": token.text(ISSUER)})
        assert answer.json()["result"] == "valid"
    town.app.state.check_counts.flush()
    assert written(town.app.state.new_session) == {(DAY, "anyone", "valid"): 1000}
    after = every_byte(town)
    for trace in (card.number.encode(), card.digest, token.digits().encode(), token.cose):
        assert after.count(trace) == before.count(trace)


def test_the_sixty_first_check_within_a_minute_waits(sqlite_town: Town) -> None:
    client = sqlite_town.new_client(sqlite_town.app)
    body = {"credential": "9" * 40}
    codes = [client.post("/api/verifications", json=body).status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]
    sqlite_town.clock.move(seconds=61)
    assert client.post("/api/verifications", json=body).status_code == 200
