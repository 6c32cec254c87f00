from uuid import uuid4

import pytest

from app.audit import AuditRepository
from app.core.permissions import Role
from app.kit.actor import SERVICE, Nobody
from app.kit.db import SessionFactory, write_transaction
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from app.kit.passwords import SAMPLE_PASSWORD, PasswordHasher
from app.staff import (
    change_roles,
    close_staff,
    find_sample_passwords,
    list_staff,
    reopen_staff,
)
from tests.clocks import NOON
from tests.staff.conftest import AddAccount


def test_an_added_account_is_listed_with_site_and_roles(
    new_session: SessionFactory, add_account: AddAccount
) -> None:
    add_account("printer@riverbend.example", roles=(Role.PRINTER,))
    account_id = add_account(roles=(Role.SUPERVISOR, Role.CLERK), site="annex")
    with new_session() as session:
        first, second = list_staff(session)
    assert (first.id, first.email, first.site) == (account_id, "clerk@riverbend.example", "annex")
    assert first.roles == (Role.CLERK, Role.SUPERVISOR)
    assert second.roles == (Role.PRINTER,)
    assert first.person_id != second.person_id


def test_one_person_may_have_two_accounts(
    new_session: SessionFactory, add_account: AddAccount
) -> None:
    add_account()
    with new_session() as session:
        (first,) = list_staff(session)
    add_account("second@riverbend.example", person_id=first.person_id)
    with new_session() as session:
        assert {row.person_id for row in list_staff(session)} == {first.person_id}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"email": "clerk"}, "email_unreadable", id="no domain"),
        pytest.param({"email": "a b@riverbend.example"}, "email_unreadable", id="a space"),
        pytest.param({"email": "a@b@riverbend.example"}, "email_unreadable", id="two @"),
        pytest.param({"site": "Main hall"}, "site_unreadable", id="site in words"),
        pytest.param({"roles": ()}, "role_missing", id="no role"),
    ],
)
def test_an_account_without_the_right_form_is_refused(
    add_account: AddAccount, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        add_account(**changes)


def test_an_address_is_given_once_whatever_its_capitals(add_account: AddAccount) -> None:
    add_account()
    with pytest.raises(ConflictError, match="email_taken"):
        add_account("CLERK@riverbend.example")


def test_a_further_account_of_an_unknown_person_is_refused(add_account: AddAccount) -> None:
    with pytest.raises(NotFoundError, match="person_unknown"):
        add_account(person_id=uuid4())


def test_nobody_closes_or_changes_their_own_account(
    new_session: SessionFactory, add_account: AddAccount
) -> None:
    account_id = add_account(roles=(Role.ADMINISTRATOR,))
    myself = Nobody(account_id=account_id, site="main")
    with new_session() as session, pytest.raises(ConflictError, match="own_account"):
        close_staff(session, account_id=account_id, by=myself, now=NOON)
    roles = {Role.CUSTODIAN}
    with new_session() as session, pytest.raises(ConflictError, match="own_account"):
        change_roles(session, account_id=account_id, roles=roles, by=myself, now=NOON)


def test_an_account_is_closed_once_and_can_be_reopened(
    new_session: SessionFactory, add_account: AddAccount
) -> None:
    account_id = add_account()
    with write_transaction(new_session) as session:
        close_staff(session, account_id=account_id, by=SERVICE, now=NOON)
    with new_session() as session, pytest.raises(ConflictError, match="staff_closed"):
        close_staff(session, account_id=account_id, by=SERVICE, now=NOON)
    with write_transaction(new_session) as session:
        reopen_staff(session, account_id=account_id, by=SERVICE, now=NOON)
    with new_session() as session:
        assert [row.is_closed for row in list_staff(session)] == [False]


def test_what_is_done_to_an_unknown_account_is_refused(new_session: SessionFactory) -> None:
    with new_session() as session:
        for act in (close_staff, reopen_staff):
            with pytest.raises(NotFoundError, match="staff_unknown"):
                act(session, account_id=uuid4(), by=SERVICE, now=NOON)
        with pytest.raises(NotFoundError, match="staff_unknown"):
            change_roles(session, account_id=uuid4(), roles={Role.CLERK}, by=SERVICE, now=NOON)


def test_roles_are_never_changed_to_none(
    new_session: SessionFactory, add_account: AddAccount
) -> None:
    account_id = add_account()
    with new_session() as session, pytest.raises(RefusedError, match="role_missing"):
        change_roles(session, account_id=account_id, roles=(), by=SERVICE, now=NOON)


def test_every_change_is_on_record_and_names_the_account_by_a_token(
    new_session: SessionFactory, add_account: AddAccount
) -> None:
    account_id = add_account()
    with write_transaction(new_session) as session:
        roles = {Role.PRINTER}
        change_roles(session, account_id=account_id, roles=roles, by=SERVICE, now=NOON)
        close_staff(session, account_id=account_id, by=SERVICE, now=NOON)
        reopen_staff(session, account_id=account_id, by=SERVICE, now=NOON)
    with new_session() as session:
        leaves = [leaf.decode() for leaf in AuditRepository(session).leaves()]
    acts = ["staff_added", "staff_roles_changed", "staff_closed", "staff_reopened"]
    assert [f'"act":"{act}"' in leaf for act, leaf in zip(acts, leaves, strict=True)] == [True] * 4
    assert str(account_id) not in "".join(leaves)


def test_open_accounts_with_the_sample_password_are_found(
    new_session: SessionFactory, add_account: AddAccount, passwords: PasswordHasher
) -> None:
    closed = add_account("closed@riverbend.example", password=SAMPLE_PASSWORD)
    add_account("printer@riverbend.example", password=SAMPLE_PASSWORD)
    add_account()
    with write_transaction(new_session) as session:
        close_staff(session, account_id=closed, by=SERVICE, now=NOON)
    with new_session() as session:
        found = find_sample_passwords(session, passwords=passwords)
    assert found == ["printer@riverbend.example"]
