"""Asked twice, made once; what is kept of a request."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.kit.actor import Actor
from app.kit.db import SessionFactory, make_session_factory, write_transaction
from app.kit.errors import ConflictError, UnreadableRequestError
from app.kit.idempotency import Repeatable, once
from app.kit.models import IdempotencyKey
from app.kit.repository import IdempotencyRepository
from tests.clocks import NOON
from tests.databases import Database

ANA = Actor(
    account_id=UUID("3f2c1e9a-0000-4000-8000-000000000001"),
    person_id=UUID("3f2c1e9a-0000-4000-8000-000000000002"),
    site="city_hall",
    email="ana@riverbend.example",
    permissions=frozenset(),
)
BEA = replace(ANA, account_id=UUID("3f2c1e9a-0000-4000-8000-000000000003"))
ASKED = Repeatable(key="ticket 41", actor=ANA, request=["cards", "A-1"], mac_key=bytes(32))


class Shop:
    """Makes numbered things, one per transaction."""

    def __init__(self, new_session: SessionFactory) -> None:
        self.new_session = new_session
        self.made = 0

    def ask(self, repeatable: Repeatable, *, fails: bool = False) -> str:
        with write_transaction(self.new_session) as session:
            return once(session, repeatable, now=NOON, code=201, make=self._maker(fails=fails))

    def rows(self) -> list[IdempotencyKey]:
        with self.new_session() as session:
            return list(session.scalars(select(IdempotencyKey)))

    def _maker(self, *, fails: bool) -> Callable[[], str]:
        def make() -> str:
            if fails:
                raise ConflictError("application_is_draft")
            self.made += 1
            return f"thing {self.made}"

        return make


@pytest.fixture
def shop(database: Database) -> Shop:
    return Shop(make_session_factory(database.engine))


def test_the_second_time_gives_what_the_first_made(shop: Shop) -> None:
    assert [shop.ask(ASKED) for _ in range(3)] == ["thing 1"] * 3
    assert shop.made == 1
    (row,) = shop.rows()
    assert (row.code, row.resource) == (201, "thing 1")


def test_without_a_key_every_request_makes_something(shop: Shop) -> None:
    without = replace(ASKED, key=None)
    assert [shop.ask(without), shop.ask(without)] == ["thing 1", "thing 2"]
    assert shop.rows() == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(ASKED, request=["cards", "A-2"]), id="another number"),
        pytest.param(replace(ASKED, request=["applications", "A-1"]), id="another route"),
    ],
)
def test_a_key_used_for_something_else_is_refused(shop: Shop, other: Repeatable) -> None:
    shop.ask(ASKED)
    with pytest.raises(ConflictError, match="idempotency_key_reused"):
        shop.ask(other)
    assert shop.made == 1


def test_two_people_may_choose_the_same_key(shop: Shop) -> None:
    assert [shop.ask(ASKED), shop.ask(replace(ASKED, actor=BEA))] == ["thing 1", "thing 2"]


def test_a_refusal_leaves_the_key_unused(shop: Shop) -> None:
    with pytest.raises(ConflictError, match="application_is_draft"):
        shop.ask(ASKED, fails=True)
    assert shop.rows() == []
    assert shop.ask(ASKED) == "thing 1"


@pytest.mark.parametrize("key", ["", "k" * 201])
def test_a_key_that_cannot_be_one_is_refused(shop: Shop, key: str) -> None:
    with pytest.raises(UnreadableRequestError, match="idempotency_key_unusable"):
        shop.ask(replace(ASKED, key=key))


def test_what_is_kept_tells_neither_key_nor_request() -> None:
    assert len(ASKED.key_mac()) == len(ASKED.request_mac()) == 32
    assert ASKED.key_mac() != replace(ASKED, mac_key=bytes(range(32))).key_mac()
    assert ASKED.request_mac() != replace(ASKED, mac_key=bytes(range(32))).request_mac()
    same = replace(ASKED, request={"b": 1, "a": 2})
    assert same.request_mac() == replace(ASKED, request={"a": 2, "b": 1}).request_mac()


def test_after_a_day_a_request_is_forgotten(shop: Shop) -> None:
    shop.ask(ASKED)
    for before, left in ((NOON, 1), (NOON + timedelta(seconds=1), 0)):
        with write_transaction(shop.new_session) as session:
            IdempotencyRepository(session).purge(before=before)
        assert len(shop.rows()) == left
