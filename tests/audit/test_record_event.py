import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from sqlalchemy import delete

from app.audit import (
    NOTHING,
    Act,
    AuditRepository,
    Outcome,
    RefusedAct,
    Subject,
    record_event,
    record_refusal,
    verify_log,
)
from app.audit.models import AuditHead
from app.kit.actor import SERVICE, Nobody
from app.kit.db import SessionFactory, write_transaction
from tests.clocks import NOON
from tests.seals import audit_key

STAFF = UUID("3f2c1e9a-0000-4000-8000-000000000001")
APPLICATION = UUID("3f2c1e9a-0000-4000-8000-000000000002")
CLERK = Nobody(account_id=STAFF, site="main")


def leaves(new_session: SessionFactory) -> list[dict[str, str]]:
    with new_session() as session:
        return [json.loads(leaf) for leaf in AuditRepository(session).leaves()]


def record(
    new_session: SessionFactory,
    act: Act = Act.CARD_PRINTED,
    *,
    subject: Subject = NOTHING,
    reason: str = "",
    now: datetime = NOON,
) -> None:
    with write_transaction(new_session) as session:
        record_event(session, act, by=CLERK, now=now, subject=subject, reason=reason)


def test_an_entry_says_who_did_what_where_and_when_to_the_minute(
    new_session: SessionFactory,
) -> None:
    subject = Subject(card_number="ABCD-EFGH-JK1")
    now = NOON + timedelta(seconds=59, microseconds=7)
    record(new_session, Act.CARD_SPOILED, subject=subject, reason="smudged", now=now)
    assert leaves(new_session) == [
        {
            "act": "card_spoiled",
            "at": "2026-11-24T18:00Z",
            "by": str(STAFF),
            "object": "card:ABCD-EFGH-JK1",
            "outcome": "done",
            "reason": "smudged",
            "site": "main",
        }
    ]


def test_a_person_is_named_by_a_token_under_the_key_of_the_year(
    new_session: SessionFactory,
) -> None:
    record(new_session, subject=Subject(row_id=APPLICATION))
    record(new_session, subject=Subject(row_id=APPLICATION), now=NOON + timedelta(days=60))
    this_year, next_year = (leaf["object"] for leaf in leaves(new_session))
    token = hmac.new(audit_key(2026), APPLICATION.bytes, sha256).hexdigest()[:32]
    assert this_year == f"row:{token}"
    assert next_year != this_year


def test_the_service_itself_has_no_account(new_session: SessionFactory) -> None:
    with write_transaction(new_session) as session:
        record_event(session, Act.KEY_MADE, by=SERVICE, now=NOON)
    (leaf,) = leaves(new_session)
    assert (leaf["by"], leaf["site"], leaf["object"]) == ("", "", "")


def test_an_act_is_on_record_only_if_it_was_committed(new_session: SessionFactory) -> None:
    with new_session() as session:
        session.write()
        record_event(session, Act.CARD_PRINTED, by=CLERK, now=NOON)
        session.abandon()
    record(new_session, Act.CARD_DRAWN)
    assert [leaf["act"] for leaf in leaves(new_session)] == ["card_drawn"]
    with new_session() as session:
        assert verify_log(session).is_intact


def test_a_refused_act_is_on_record_as_refused(new_session: SessionFactory) -> None:
    event = RefusedAct(
        act=Act.DECISION_BLOCKED,
        by=CLERK,
        reason="own_intake",
        subject=Subject(row_id=APPLICATION),
    )
    with write_transaction(new_session) as session:
        record_refusal(session, event, NOON)
    (leaf,) = leaves(new_session)
    assert (leaf["act"], leaf["outcome"]) == ("decision_blocked", Outcome.REFUSED)
    assert (leaf["reason"], leaf["object"][:4]) == ("own_intake", "row:")


def test_entries_written_at_once_leave_no_gap(new_session: SessionFactory) -> None:
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda _: record(new_session), range(30)))
    with new_session() as session:
        check = verify_log(session)
        counted = AuditRepository(session).tallies(first=NOON.date(), last=NOON.date())
    assert (check.size, check.is_intact) == (30, True)
    assert [row[4] for row in counted] == [30]


def test_without_a_head_nothing_is_recorded(new_session: SessionFactory) -> None:
    with write_transaction(new_session) as session:
        session.execute(delete(AuditHead))
    with pytest.raises(LookupError, match="no head"):
        record(new_session)


def test_an_act_is_counted_on_the_day_of_the_programs_time_zone(
    new_session: SessionFactory,
) -> None:
    record(new_session, now=datetime(2026, 12, 1, 5, 59, tzinfo=UTC))  # 23:59 in Chicago
    record(new_session, now=datetime(2026, 12, 1, 6, 0, tzinfo=UTC))
    record(new_session, now=datetime(2026, 12, 1, 7, 0, tzinfo=UTC), reason="smudged")
    with new_session() as session:
        repository = AuditRepository(session)
        november = repository.tallies(first=date(2026, 11, 1), last=date(2026, 11, 30))
        december = repository.tallies(first=date(2026, 12, 1), last=date(2026, 12, 31))
    assert november == [(date(2026, 11, 30), "main", "card_printed", "", 1)]
    assert sorted(december) == [
        (date(2026, 12, 1), "main", "card_printed", "", 1),
        (date(2026, 12, 1), "main", "card_printed", "smudged", 1),
    ]


def test_rolling_a_day_up_keeps_its_sums(new_session: SessionFactory) -> None:
    for _ in range(3):
        record(new_session)
    record(new_session, Act.CARD_SPOILED, reason="smudged")
    record(new_session, now=NOON + timedelta(days=1))
    span = {"first": NOON.date(), "last": NOON.date() + timedelta(days=1)}
    with new_session() as session:
        before = sorted(AuditRepository(session).tallies(**span))
    for _ in range(2):
        with write_transaction(new_session) as session:
            AuditRepository(session).roll_up(NOON.date())
    with new_session() as session:
        assert sorted(AuditRepository(session).tallies(**span)) == before
    assert [row[4] for row in before] == [3, 1, 1]
