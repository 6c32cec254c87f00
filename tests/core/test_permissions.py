"""Who may do what, as decisions.md says it ("Who acts")."""

import pytest

from app.core.permissions import PERMISSIONS_OF, Permission, Role, permissions_of

P, R = Permission, Role

WHO_MAY = {
    P.DOCUMENTS_EXPLAIN: {R.GREETER, R.VOLUNTEER, R.CLERK, R.SUPERVISOR},
    P.APPLICATION_INTAKE: {R.VOLUNTEER, R.CLERK},
    P.APPLICATION_VIEW: {R.VOLUNTEER, R.CLERK, R.SUPERVISOR},
    P.APPLICATION_DECIDE: {R.SUPERVISOR},
    P.CARD_ISSUE: {R.CLERK, R.PRINTER},
    P.CARD_PRINT: {R.CLERK, R.PRINTER},
    P.DISPOSAL_SIGN: {R.CLERK, R.PRINTER, R.SUPERVISOR},
    P.BATCH_VIEW: {R.CLERK, R.PRINTER, R.SUPERVISOR},
    P.PRINT_RELEASE: {R.SUPERVISOR},
    P.CARD_RECEIPT: {R.CLERK, R.PRINTER},
    P.CARD_HAND_OVER: {R.CLERK},
    P.CARD_REPRINT: {R.CLERK, R.SUPERVISOR},
    P.CARD_SUSPEND: {R.SUPERVISOR},
    P.CARD_REVOKE: {R.SUPERVISOR},
    P.CARD_LIFT: {R.CLERK},
    P.CARD_PAUSE_BY_CODE: {R.CLERK, R.SUPERVISOR},
    P.CARD_CHECK: {R.CLERK, R.SUPERVISOR},
    P.CARD_LIST: {R.CLERK, R.SUPERVISOR, R.PRINTER},
    P.REPORT_READ: {R.ADMINISTRATOR, R.AUDITOR},
    P.AUDIT_READ: {R.AUDITOR},
    P.STAFF_MANAGE: {R.ADMINISTRATOR},
    P.PARTNER_MANAGE: {R.ADMINISTRATOR},
    P.AGENT_MANAGE: {R.ADMINISTRATOR},
    P.PROGRAM_MANAGE: {R.ADMINISTRATOR},
    P.BUREAU_MANAGE: {R.ADMINISTRATOR},
    P.PRINTER_MANAGE: {R.ADMINISTRATOR},
    P.DESIGN_MANAGE: {R.ADMINISTRATOR},
    P.KEY_MANAGE: {R.CUSTODIAN},
}


@pytest.mark.parametrize("permission", Permission)
def test_a_permission_is_held_by_these_roles_and_no_other(permission: Permission) -> None:
    assert {role for role in Role if permission in PERMISSIONS_OF[role]} == WHO_MAY[permission]


@pytest.mark.parametrize("role", [R.ADMINISTRATOR, R.AUDITOR, R.CUSTODIAN, R.GREETER])
def test_roles_without_residents_open_no_personal_data(role: Role) -> None:
    personal = {P.APPLICATION_INTAKE, P.APPLICATION_VIEW, P.APPLICATION_DECIDE, P.CARD_CHECK}
    assert not permissions_of(frozenset({role})) & personal


@pytest.mark.parametrize("role", Role)
def test_no_role_takes_in_and_decides(role: Role) -> None:
    assert not {P.APPLICATION_INTAKE, P.APPLICATION_DECIDE} <= permissions_of(frozenset({role}))


def test_several_roles_add_up() -> None:
    both = permissions_of(frozenset({R.GREETER, R.CUSTODIAN}))
    assert both == {P.DOCUMENTS_EXPLAIN, P.KEY_MANAGE}
    assert permissions_of(frozenset()) == frozenset()
