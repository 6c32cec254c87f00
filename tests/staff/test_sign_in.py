from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from app.audit import AuditRepository, verify_log
from app.core.permissions import Permission, Role
from app.kit.actor import SERVICE
from app.kit.db import SessionFactory, write_transaction
from app.kit.errors import AppError, TooManyAttemptsError, UnauthenticatedError
from app.kit.passwords import PasswordHasher
from app.staff import (
    SignedIn,
    close_staff,
    find_actor,
    record_failed_sign_in,
    reopen_staff,
    sign_in,
)
from tests.clocks import NOON
from tests.staff.conftest import PASSWORD, AddAccount

EMAIL = "clerk@riverbend.example"
WRONG = "riverbend desk eight"


class Door:
    """Signs in the way the edge does: one transaction, and a second one for a refusal."""

    def __init__(self, new_session: SessionFactory, passwords: PasswordHasher) -> None:
        self.new_session = new_session
        self.passwords = passwords

    def try_(self, password: str, *, email: str = EMAIL, now: datetime = NOON) -> SignedIn:
        with self.new_session() as session:
            try:
                signed_in = sign_in(
                    session, email=email, password=password, now=now, passwords=self.passwords
                )
            except AppError as error:
                session.abandon()
                if error.event is not None:
                    with write_transaction(self.new_session) as second:
                        record_failed_sign_in(second, error.event, now)
                raise
            session.finish()
            return signed_in

    def fail(self, times: int, *, email: str = EMAIL, now: datetime = NOON) -> None:
        for _ in range(times):
            with pytest.raises(UnauthenticatedError, match="sign_in_failed"):
                self.try_(WRONG, email=email, now=now)

    def failures(self) -> int:
        with self.new_session() as session:
            day = NOON.date()
            rows = AuditRepository(session).tallies(first=day, last=day + timedelta(days=9))
            return sum(count for _, _, act, _, count in rows if act == "sign_in_failed")


@pytest.fixture
def door(new_session: SessionFactory, passwords: PasswordHasher) -> Door:
    return Door(new_session, passwords)


def test_the_right_password_opens_a_session_with_the_permissions_of_the_roles(
    door: Door, add_account: AddAccount
) -> None:
    account_id = add_account(roles=(Role.PRINTER, Role.AUDITOR), site="annex")
    signed_in = door.try_(PASSWORD)
    assert signed_in.actor.account_id == account_id
    assert signed_in.actor.site == "annex"
    assert signed_in.roles == {Role.PRINTER, Role.AUDITOR}
    assert signed_in.actor.may(Permission.AUDIT_READ)
    assert not signed_in.actor.may(Permission.APPLICATION_DECIDE)
    assert signed_in.ends_at == NOON + timedelta(hours=12)


def test_the_address_may_be_typed_in_capitals(door: Door, add_account: AddAccount) -> None:
    add_account()
    assert door.try_(PASSWORD, email=" Clerk@Riverbend.Example ").token


def test_every_sign_in_gets_a_token_of_its_own(door: Door, add_account: AddAccount) -> None:
    add_account()
    assert door.try_(PASSWORD).token != door.try_(PASSWORD).token


def test_a_sign_in_ends_the_session_it_replaces(
    door: Door, add_account: AddAccount, new_session: SessionFactory, passwords: PasswordHasher
) -> None:
    add_account()
    old = door.try_(PASSWORD).token
    with new_session() as session:
        sign_in(
            session, email=EMAIL, password=PASSWORD, now=NOON, passwords=passwords, replaces=old
        )
        session.finish()
    assert find_actor(new_session)(old, NOON) is None


def test_five_failures_in_a_row_count_as_five(door: Door, add_account: AddAccount) -> None:
    add_account()
    door.fail(5)
    assert door.failures() == 5


def test_five_failures_at_once_count_as_five(door: Door, add_account: AddAccount) -> None:
    add_account()
    with ThreadPoolExecutor(5) as threads:
        list(threads.map(door.fail, [1] * 5))
    assert door.failures() == 5
    door.fail(5)  # so five were counted before: ten in a row block
    with pytest.raises(TooManyAttemptsError, match="sign_in_blocked"):
        door.try_(PASSWORD)


def test_ten_failures_block_the_right_password_for_ten_minutes(
    door: Door, add_account: AddAccount
) -> None:
    add_account()
    door.fail(10)
    with pytest.raises(TooManyAttemptsError, match="sign_in_blocked"):
        door.try_(PASSWORD, now=NOON + timedelta(minutes=9, seconds=59))
    assert door.try_(PASSWORD, now=NOON + timedelta(minutes=10)).token


def test_tries_while_blocked_are_not_counted(door: Door, add_account: AddAccount) -> None:
    add_account()
    door.fail(10)
    for _ in range(3):
        with pytest.raises(TooManyAttemptsError):
            door.try_(WRONG)
    assert door.failures() == 10


def test_a_success_starts_the_count_anew(door: Door, add_account: AddAccount) -> None:
    add_account()
    door.fail(9)
    door.try_(PASSWORD)
    door.fail(9)
    assert door.try_(PASSWORD).token


def test_a_hundred_failures_block_until_an_administrator_reopens(
    door: Door, add_account: AddAccount, new_session: SessionFactory
) -> None:
    account_id = add_account()
    for tens in range(10):
        door.fail(10, now=NOON + timedelta(hours=tens))
    late = NOON + timedelta(days=7)
    with pytest.raises(TooManyAttemptsError, match="sign_in_blocked"):
        door.try_(PASSWORD, now=late)
    with write_transaction(new_session) as session:
        reopen_staff(session, account_id=account_id, by=SERVICE, now=late)
    assert door.try_(PASSWORD, now=late).token


def test_an_address_without_an_account_is_answered_and_blocked_in_the_same_way(
    door: Door, add_account: AddAccount
) -> None:
    add_account()
    for email in (EMAIL, "nobody@riverbend.example"):
        door.fail(10, email=email)
        with pytest.raises(TooManyAttemptsError, match="sign_in_blocked"):
            door.try_(WRONG, email=email)


@pytest.mark.parametrize(
    "email",
    [
        pytest.param("", id="nothing"),
        pytest.param("clerk", id="no domain"),
        pytest.param("clerk@riverbend.example\x00", id="a NUL"),
        pytest.param("clérk@riverbend.example", id="not ASCII"),
        pytest.param("c" * 250 + "@riverbend.example", id="too long"),
    ],
)
def test_an_address_that_no_account_can_have_fails_like_any_other(
    door: Door, add_account: AddAccount, email: str
) -> None:
    add_account()
    door.fail(1, email=email)


def test_a_closed_account_fails_like_a_wrong_password(
    door: Door, add_account: AddAccount, new_session: SessionFactory
) -> None:
    account_id = add_account()
    with write_transaction(new_session) as session:
        close_staff(session, account_id=account_id, by=SERVICE, now=NOON)
    with pytest.raises(UnauthenticatedError, match="sign_in_failed"):
        door.try_(PASSWORD)


def test_sign_ins_and_failures_are_in_the_log(
    door: Door, add_account: AddAccount, new_session: SessionFactory
) -> None:
    account_id = add_account()
    door.fail(1)
    door.try_(PASSWORD)
    with new_session() as session:
        leaves = b"\n".join(AuditRepository(session).leaves()).decode()
        check = verify_log(session)
    assert (check.size, check.is_intact) == (3, True)
    assert f'"act":"sign_in_failed","at":"2026-11-24T18:00Z","by":"{account_id}"' in leaves
    assert f'"act":"signed_in","at":"2026-11-24T18:00Z","by":"{account_id}"' in leaves
    assert "riverbend" not in leaves
