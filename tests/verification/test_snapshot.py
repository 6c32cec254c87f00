"""What a process knows for checks: read when it moved, kept when it cannot be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, text

from app.cards import RevocationReason, StatusRepository, revoke_card
from app.core.permissions import Role
from app.kit.db import Session
from app.kit.errors import UnavailableError
from app.kit.repository import RegisterVersionRepository
from app.verification import Snapshot, SnapshotKeeper, check_card
from tests.at_desk import at_desk
from tests.cards.towns import ISSUER, card_of, token_of, word_of
from tests.journeys.desks import done, refused
from tests.town import Town
from tests.walks import handed_over, issued

LIST_READ = "FROM status_slots"


@contextmanager
def statements(town: Town) -> Iterator[list[str]]:
    """Collect every statement that is sent to the town's database."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:  # noqa: ANN401
        sent.append(statement)

    engine = town.app.state.deployment.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


@contextmanager
def register_away(town: Town) -> Iterator[None]:
    """Let no process read the register for a while."""
    with town.transaction() as session:
        session.execute(text("ALTER TABLE register_version RENAME TO away"))
    yield
    with town.transaction() as session:
        session.execute(text("ALTER TABLE away RENAME TO register_version"))


def revoke_elsewhere(town: Town, card_id: UUID) -> None:
    """Revoke a card in another process, which does not tell this one."""
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = RevocationReason.LOST
        revoke_card(session, card_id, reason=reason, actor=actor, now=town.clock())


def test_a_check_asks_the_database_nothing(town: Town) -> None:
    card_id = handed_over(town)
    word_of(town, card_id)
    client = town.new_client(town.app)
    with statements(town) as sent:
        answer = client.post("/api/verifications", json={"credential": "9" * 40})
    assert done(answer)["result"] == "unreadable"
    assert sent == []


def test_the_lists_are_read_again_only_when_the_register_moved(town: Town) -> None:
    card_id = handed_over(town)
    keeper: SnapshotKeeper = town.app.state.snapshots
    first = keeper.refresh()
    town.clock.move(seconds=2)
    with statements(town) as sent:
        second = keeper.refresh()
    assert not any(LIST_READ in statement for statement in sent)
    assert second.lists is first.lists
    assert (first.as_of, second.as_of) != (second.as_of, first.as_of)

    revoke_elsewhere(town, card_id)
    assert word_of(town, card_id) == "valid"
    with statements(town) as sent:
        keeper.refresh()
    assert any(LIST_READ in statement for statement in sent)
    assert word_of(town, card_id) == "revoked"


def test_issuing_moves_the_register_only_where_checks_must_know(town: Town) -> None:
    def version() -> int:
        with town.app.state.new_session() as session:
            return RegisterVersionRepository(session).read()

    before = version()
    card_id = issued(town)
    assert version() == before + 1  # its list is new
    issued(town)
    assert version() == before + 1
    revoke_elsewhere(town, card_id)
    assert version() == before + 2


def test_whoever_changed_the_register_sees_it_with_their_answer(town: Town) -> None:
    card_id = handed_over(town)
    assert word_of(town, card_id) == "valid"
    revocation = {"reason": "lost"}
    done(town.script(Role.SUPERVISOR).post(f"/api/cards/{card_id}/revocation", json=revocation))
    assert word_of(town, card_id) == "revoked"


def test_answers_go_on_with_their_old_time_while_the_register_cannot_be_read(town: Town) -> None:
    card_id = handed_over(town)
    client = town.new_client(town.app)
    assert word_of(town, card_id) == "valid"
    assert client.get("/readyz").json() == {"database": True, "register": True, "storage": True}
    with register_away(town):
        town.clock.move(seconds=61)
        town.app.state.snapshots.try_refresh()
        assert word_of(town, card_id) == "valid"
        answer = done(client.post("/api/verifications", json={"credential": "9" * 40}))
        assert answer["status_as_of"] == "2026-11-24T18:00:00Z"
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["register"]) == (503, False)
    town.app.state.snapshots.try_refresh()
    answer = done(client.post("/api/verifications", json={"credential": "9" * 40}))
    assert answer["status_as_of"] == "2026-11-24T18:01:01Z"
    assert client.get("/readyz").status_code == 200


def test_an_act_that_is_committed_is_answered_although_the_register_cannot_be_read_again(
    town: Town,
) -> None:
    card_id = handed_over(town)
    supervisor = town.script(Role.SUPERVISOR)
    state = town.app.state

    def lost() -> Session:
        """Fail as a database does that went away with the commit."""
        raise ConnectionError

    keeper = SnapshotKeeper(new_session=lost, clock=town.clock)
    state.on_register_change = keeper.try_refresh
    revoked = supervisor.post(f"/api/cards/{card_id}/revocation", json={"reason": "lost"})
    assert done(revoked)["state"] == "revoked"
    with pytest.raises(UnavailableError, match="register_not_read"):
        keeper.get()


def test_a_check_before_the_first_read_is_refused_by_name(sqlite_town: Town) -> None:
    client = sqlite_town.new_client(sqlite_town.app)
    with register_away(sqlite_town):
        answer = client.post("/api/verifications", json={"credential": "9" * 40})
        assert refused(answer) == (503, "register_not_read")
    assert client.get("/readyz").status_code == 200


def test_an_old_answer_says_that_it_is_old(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    token = token_of(sqlite_town, card_id).text(ISSUER)
    snapshot = sqlite_town.app.state.snapshots.refresh()
    ages = {}
    for hours in (24, 1):
        check = check_card(token, snapshot=snapshot, now=sqlite_town.clock.move(hours=hours))
        ages[hours] = (check.verdict.word, check.freshness, check.status_as_of)
    assert ages == {
        24: ("valid", "fresh", snapshot.as_of),
        1: ("valid", "stale", snapshot.as_of),
    }


def test_a_list_that_is_missing_gives_no_status(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    token = token_of(sqlite_town, card_id).text(ISSUER)
    known: Snapshot = sqlite_town.app.state.snapshots.refresh()
    without = replace(known, lists={})
    check = check_card(token, snapshot=without, now=sqlite_town.clock())
    assert (check.verdict.word, check.freshness) == ("valid", "unknown")


def test_a_key_planted_by_direct_sql_is_believed_by_nobody_and_stops_no_check(town: Town) -> None:
    card_id = handed_over(town)
    with town.transaction() as session:
        columns = (
            "kid, role, issuer, algorithm, public_key, is_development, holder, standing,"
            " sign_from, sign_until, verify_until, version, mac"
        )
        session.execute(
            text(
                f"INSERT INTO issuer_keys (id, {columns})"  # noqa: S608 - ours
                f" SELECT '00000000-0000-4000-8000-000000000000', {columns}"
                " FROM issuer_keys WHERE role = 'card'"
            )
        )
        session.execute(text("UPDATE register_version SET value = value + 1"))
    snapshot = town.app.state.snapshots.refresh()
    assert word_of(town, card_id) == "valid"
    with town.transaction() as session:
        session.execute(text("UPDATE issuer_keys SET verify_until = sign_until"))
        session.execute(text("UPDATE register_version SET value = value + 1"))
    assert town.app.state.snapshots.refresh().keys is not snapshot.keys
    assert word_of(town, card_id) == "unknown_key"


def test_the_background_thread_reads_at_once_and_ends_when_told(sqlite_town: Town) -> None:
    state = sqlite_town.app.state
    read = Event()

    class Telling(SnapshotKeeper):
        """A keeper that says when it has read."""

        def refresh(self) -> Any:  # noqa: ANN401 - as the keeper's
            snapshot = super().refresh()
            read.set()
            return snapshot

    keeper = Telling(new_session=state.new_session, clock=sqlite_town.clock)
    keeper.start()
    assert read.wait(10)
    keeper.stop()
    assert keeper.age_seconds() == 0


def test_between_two_whole_reads_only_changes_are_read(town: Town) -> None:
    """A row changed by something else changes no answer meanwhile, and then makes none good."""
    first, second = handed_over(town), handed_over(town)
    revoke_elsewhere(town, first)
    keeper: SnapshotKeeper = town.app.state.snapshots
    keeper.refresh()
    with town.transaction() as session:
        session.execute(text("UPDATE status_slots SET value = 1 - value"))
    town.clock.move(minutes=59)
    with town.transaction() as session:
        session.execute(text("UPDATE register_version SET value = value + 1"))
    keeper.refresh()
    assert (word_of(town, first), word_of(town, second)) == ("revoked", "valid")
    town.clock.move(minutes=1)
    with town.transaction() as session:
        session.execute(text("UPDATE register_version SET value = value + 1"))
    keeper.refresh()
    assert (word_of(town, first), word_of(town, second)) == ("suspended", "suspended")


def test_a_list_that_was_closed_is_read_whole(town: Town) -> None:
    card_id = handed_over(town)
    keeper: SnapshotKeeper = town.app.state.snapshots
    before = keeper.refresh()
    card = card_of(town, card_id)
    with town.transaction() as session:
        StatusRepository(session).close_world()
    after = keeper.refresh()
    place = (ISSUER, card.status_list, card.status_index ^ 1)
    assert (before.status(*place), after.status(*place)) == (0, 1)
    assert word_of(town, card_id) == "valid"
