"""People who work here: accounts, roles, signing in and out."""

from app.staff.account_of import account_of, person_of
from app.staff.add_staff import add_staff
from app.staff.broken_staff_rows import broken_staff_rows
from app.staff.change_roles import change_roles
from app.staff.close_staff import close_staff
from app.staff.find_actor import find_actor
from app.staff.find_sample_passwords import find_sample_passwords
from app.staff.list_staff import StaffSummary, list_staff
from app.staff.models import StaffAccount, StaffPerson
from app.staff.record_failed_sign_in import record_failed_sign_in
from app.staff.reopen_staff import reopen_staff
from app.staff.sign_in import FailedSignIn, SignedIn, sign_in
from app.staff.sign_out import sign_out
from app.staff.sweep_staff import sweep_staff

__all__ = [
    "FailedSignIn",
    "SignedIn",
    "StaffAccount",
    "StaffPerson",
    "StaffSummary",
    "account_of",
    "add_staff",
    "broken_staff_rows",
    "change_roles",
    "close_staff",
    "find_actor",
    "find_sample_passwords",
    "list_staff",
    "person_of",
    "record_failed_sign_in",
    "reopen_staff",
    "sign_in",
    "sign_out",
    "sweep_staff",
]
