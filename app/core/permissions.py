"""Who may do what: one table, role by role (decisions, "Who acts").

What depends on data (one's own intake, one's own site) is checked again by the use case.
"""

from enum import StrEnum


class Permission(StrEnum):
    """One kind of act."""

    DOCUMENTS_EXPLAIN = "documents_explain"
    APPLICATION_INTAKE = "application_intake"
    APPLICATION_VIEW = "application_view"
    APPLICATION_DECIDE = "application_decide"
    CARD_ISSUE = "card_issue"
    CARD_PRINT = "card_print"
    DISPOSAL_SIGN = "disposal_sign"
    BATCH_VIEW = "batch_view"
    PRINT_RELEASE = "print_release"
    CARD_RECEIPT = "card_receipt"
    CARD_HAND_OVER = "card_hand_over"
    CARD_REPRINT = "card_reprint"
    CARD_SUSPEND = "card_suspend"
    CARD_REVOKE = "card_revoke"
    CARD_LIFT = "card_lift"
    CARD_PAUSE_BY_CODE = "card_pause_by_code"
    CARD_CHECK = "card_check"
    CARD_LIST = "card_list"
    REPORT_READ = "report_read"
    AUDIT_READ = "audit_read"
    STAFF_MANAGE = "staff_manage"
    PARTNER_MANAGE = "partner_manage"
    AGENT_MANAGE = "agent_manage"
    BUREAU_MANAGE = "bureau_manage"
    PRINTER_MANAGE = "printer_manage"
    PROGRAM_MANAGE = "program_manage"
    DESIGN_MANAGE = "design_manage"
    KEY_MANAGE = "key_manage"


class Role(StrEnum):
    """What a member of staff is trusted with."""

    GREETER = "greeter"
    VOLUNTEER = "volunteer"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    PRINTER = "printer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    CUSTODIAN = "custodian"


P = Permission

PERMISSIONS_OF: dict[Role, frozenset[Permission]] = {
    Role.GREETER: frozenset({P.DOCUMENTS_EXPLAIN}),
    Role.VOLUNTEER: frozenset({P.DOCUMENTS_EXPLAIN, P.APPLICATION_INTAKE, P.APPLICATION_VIEW}),
    Role.CLERK: frozenset(
        {
            P.DOCUMENTS_EXPLAIN,
            P.APPLICATION_INTAKE,
            P.APPLICATION_VIEW,
            P.CARD_ISSUE,
            P.CARD_PRINT,
            P.DISPOSAL_SIGN,
            P.BATCH_VIEW,
            P.CARD_RECEIPT,
            P.CARD_HAND_OVER,
            P.CARD_REPRINT,
            P.CARD_LIFT,
            P.CARD_PAUSE_BY_CODE,
            P.CARD_CHECK,
            P.CARD_LIST,
        }
    ),
    Role.SUPERVISOR: frozenset(
        {
            P.DOCUMENTS_EXPLAIN,
            P.APPLICATION_VIEW,
            P.APPLICATION_DECIDE,
            P.DISPOSAL_SIGN,
            P.BATCH_VIEW,
            P.PRINT_RELEASE,
            P.CARD_REPRINT,
            P.CARD_SUSPEND,
            P.CARD_REVOKE,
            P.CARD_PAUSE_BY_CODE,
            P.CARD_CHECK,
            P.CARD_LIST,
        }
    ),
    Role.PRINTER: frozenset(
        {
            P.CARD_ISSUE,
            P.CARD_PRINT,
            P.BATCH_VIEW,
            P.DISPOSAL_SIGN,
            P.CARD_RECEIPT,
            P.CARD_LIST,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            P.REPORT_READ,
            P.STAFF_MANAGE,
            P.PARTNER_MANAGE,
            P.AGENT_MANAGE,
            P.BUREAU_MANAGE,
            P.PRINTER_MANAGE,
            P.PROGRAM_MANAGE,
            P.DESIGN_MANAGE,
        }
    ),
    Role.AUDITOR: frozenset({P.REPORT_READ, P.AUDIT_READ}),
    Role.CUSTODIAN: frozenset({P.KEY_MANAGE}),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Return everything that somebody with these roles may do."""
    return frozenset[Permission]().union(*(PERMISSIONS_OF[role] for role in roles))
