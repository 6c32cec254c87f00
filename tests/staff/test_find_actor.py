from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.core.permissions import Permission, Role
from app.kit.actor import SERVICE, Actor
from app.kit.db import SessionFactory, write_transaction
from app.kit.errors import UnauthenticatedError
from app.staff import change_roles, close_staff, find_actor, sign_out, sweep_staff
from app.staff.models import StaffSession
from app.staff.staff_rules import token_hash
from tests.clocks import NOON
from tests.staff.conftest import AddAccount, TokenOf

MINUTE = timedelta(minutes=1)
Forge = Callable[[str, dict[str, object]], None]


@pytest.fixture
def forge(new_session: SessionFactory) -> Forge:
    """Return a function that changes the database behind the service's back."""

    def run(statement: str, values: dict[str, object]) -> None:
        with new_session() as session:
            is_sqlite = session.get_bind().dialect.name == "sqlite"
            plain = {
                key: str(value) if is_sqlite and isinstance(value, UUID) else value
                for key, value in values.items()
            }
            session.execute(text(statement), plain)
            session.commit()

    return run


def test_a_token_finds_its_account(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf
) -> None:
    account_id = add_account(roles=(Role.SUPERVISOR,), site="annex")
    actor = find_actor(new_session)(token_of(), NOON)
    assert actor is not None
    assert (actor.account_id, actor.site) == (account_id, "annex")
    assert actor.email == "clerk@riverbend.example"
    assert actor.may(Permission.APPLICATION_DECIDE)


def test_another_text_finds_nobody(new_session: SessionFactory, add_account: AddAccount) -> None:
    add_account()
    assert find_actor(new_session)("not a token", NOON) is None


def test_a_session_ends_when_it_is_not_used_for_fifteen_minutes(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf
) -> None:
    add_account()
    token = token_of()
    find = find_actor(new_session)
    assert find(token, NOON + 14 * MINUTE) is not None
    assert find(token, NOON + 28 * MINUTE) is not None
    assert find(token, NOON + 43 * MINUTE) is None


def test_a_session_ends_after_twelve_hours_of_use(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf
) -> None:
    add_account()
    token = token_of()
    find = find_actor(new_session)
    for tens in range(1, 72):
        assert find(token, NOON + tens * 10 * MINUTE) is not None
    assert find(token, NOON + timedelta(hours=12)) is None


def test_use_is_noted_once_a_minute_at_most(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf
) -> None:
    add_account()
    token = token_of()
    find = find_actor(new_session)
    seen = []
    for seconds in (59, 60, 119, 121):
        find(token, NOON + timedelta(seconds=seconds))
        seen.append((_row(new_session, token).seen_at - NOON).total_seconds())
    assert seen == [0, 60, 60, 121]


def test_nobody_is_found_after_signing_out(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf
) -> None:
    add_account()
    token = token_of()
    other = token_of()
    actor = _found(new_session, token)
    with write_transaction(new_session) as session:
        sign_out(session, token=token, by=actor, now=NOON)
    assert find_actor(new_session)(token, NOON) is None
    assert find_actor(new_session)(other, NOON) is not None


def test_closing_an_account_ends_its_sessions(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf
) -> None:
    account_id = add_account()
    token = token_of()
    with write_transaction(new_session) as session:
        close_staff(session, account_id=account_id, by=SERVICE, now=NOON)
    assert find_actor(new_session)(token, NOON) is None


def test_new_roles_need_a_new_sign_in(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf
) -> None:
    account_id = add_account(roles=(Role.CLERK, Role.PRINTER))
    token = token_of()
    with write_transaction(new_session) as session:
        roles = {Role.PRINTER, Role.AUDITOR}
        change_roles(session, account_id=account_id, roles=roles, by=SERVICE, now=NOON)
    assert find_actor(new_session)(token, NOON) is None
    actor = _found(new_session, token_of())
    assert actor.may(Permission.CARD_PRINT)
    assert actor.may(Permission.AUDIT_READ)
    assert not actor.may(Permission.APPLICATION_INTAKE)


def test_the_sweep_deletes_only_sessions_that_are_over(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf
) -> None:
    add_account()
    old, fresh = token_of(), token_of(now=NOON + 10 * MINUTE)
    with write_transaction(new_session) as session:
        sweep_staff(session, now=NOON + 16 * MINUTE)
    with new_session() as session:
        assert session.query(StaffSession).count() == 1
    assert find_actor(new_session)(old, NOON) is None
    assert find_actor(new_session)(fresh, NOON + 16 * MINUTE) is not None


def test_a_role_inserted_by_sql_grants_nothing(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf, forge: Forge
) -> None:
    account_id = add_account()
    token = token_of()
    forge(
        "INSERT INTO staff_roles (id, account_id, role, state, version, mac)"
        " VALUES (:id, :account_id, 'supervisor', 'granted', 1, :mac)",
        {"id": uuid4(), "account_id": account_id, "mac": bytes(32)},
    )
    actor = _found(new_session, token)
    assert actor.may(Permission.APPLICATION_INTAKE)
    assert not actor.may(Permission.APPLICATION_DECIDE)


def test_a_withdrawn_role_granted_again_by_sql_grants_nothing(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf, forge: Forge
) -> None:
    account_id = add_account(roles=(Role.CLERK, Role.SUPERVISOR))
    with write_transaction(new_session) as session:
        roles = {Role.CLERK}
        change_roles(session, account_id=account_id, roles=roles, by=SERVICE, now=NOON)
    forge("UPDATE staff_roles SET state = 'granted'", {})
    assert not _found(new_session, token_of()).may(Permission.APPLICATION_DECIDE)


def test_a_role_moved_to_another_account_by_sql_grants_nothing(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf, forge: Forge
) -> None:
    account_id = add_account()
    add_account("supervisor@riverbend.example", roles=(Role.SUPERVISOR,))
    forge(
        "UPDATE staff_roles SET account_id = :account_id WHERE role = 'supervisor'",
        {"account_id": account_id},
    )
    assert not _found(new_session, token_of()).may(Permission.APPLICATION_DECIDE)


def test_a_role_that_is_granted_anew_after_it_was_changed_by_sql_counts_again(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf, forge: Forge
) -> None:
    account_id = add_account()
    forge("UPDATE staff_roles SET version = 7", {})
    assert not _found(new_session, token_of()).permissions
    with write_transaction(new_session) as session:
        roles = {Role.CLERK}
        change_roles(session, account_id=account_id, roles=roles, by=SERVICE, now=NOON)
    assert _found(new_session, token_of()).may(Permission.APPLICATION_INTAKE)


@pytest.mark.parametrize("column", ["password_hash", "site", "person_id"])
def test_an_account_given_what_is_another_ones_by_sql_is_nobody(
    new_session: SessionFactory,
    add_account: AddAccount,
    token_of: TokenOf,
    forge: Forge,
    column: str,
) -> None:
    account_id = add_account()
    other_id = add_account("supervisor@riverbend.example", site="annex")
    token = token_of()
    forge(
        f"UPDATE staff_accounts SET {column} ="  # noqa: S608 - the column is one of three above
        f" (SELECT {column} FROM staff_accounts WHERE id = :other_id) WHERE id = :id",
        {"id": account_id, "other_id": other_id},
    )
    assert find_actor(new_session)(token, NOON) is None


def test_an_account_opened_again_by_sql_stays_closed(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf, forge: Forge
) -> None:
    account_id = add_account()
    with write_transaction(new_session) as session:
        close_staff(session, account_id=account_id, by=SERVICE, now=NOON)
    forge("UPDATE staff_accounts SET is_closed = (email = '')", {})
    with pytest.raises(UnauthenticatedError, match="sign_in_failed"):
        token_of()


def test_a_session_moved_to_another_account_by_sql_is_nobody(
    new_session: SessionFactory, add_account: AddAccount, token_of: TokenOf, forge: Forge
) -> None:
    account_id = add_account("supervisor@riverbend.example", roles=(Role.SUPERVISOR,))
    add_account()
    token = token_of()
    forge("UPDATE staff_sessions SET account_id = :account_id", {"account_id": account_id})
    assert find_actor(new_session)(token, NOON) is None


def _found(new_session: SessionFactory, token: str) -> Actor:
    actor = find_actor(new_session)(token, NOON)
    assert actor is not None
    return actor


def _row(new_session: SessionFactory, token: str) -> StaffSession:
    with new_session() as session:
        return session.query(StaffSession).filter_by(token_hash=token_hash(token)).one()
