"""JSON routes for signing in and for the accounts of staff."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, status
from pydantic import BaseModel, ConfigDict, Field

from app.core.permissions import Permission, Role
from app.kit.actor import Actor
from app.kit.attempts import Attempts
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, client_key, private
from app.kit.passwords import MAX_CHARACTERS, PasswordHasher, require_good_password
from app.kit.problems import PROBLEMS
from app.staff.add_staff import add_staff
from app.staff.change_roles import change_roles
from app.staff.close_staff import close_staff
from app.staff.list_staff import list_staff
from app.staff.reopen_staff import reopen_staff
from app.staff.sign_in import sign_in
from app.staff.sign_out import sign_out
from app.staff.staff_rules import MAX_EMAIL_CHARACTERS

SignedInActor = Annotated[Actor, Depends(Requires(None))]
StaffManager = Annotated[Actor, Depends(Requires(Permission.STAFF_MANAGE))]
Email = Annotated[str, Field(max_length=MAX_EMAIL_CHARACTERS)]
Password = Annotated[str, Field(max_length=MAX_CHARACTERS)]
Roles = Annotated[list[Role], Field(min_length=1, max_length=len(Role))]


class SessionCreate(BaseModel):
    """What is typed to sign in."""

    model_config = ConfigDict(extra="forbid")

    email: Email
    password: Password


class SessionRead(BaseModel):
    """A session just opened; the token is shown this once."""

    token: str
    expires_at: datetime
    roles: list[Role]


class StaffCreate(BaseModel):
    """A new account; `person_id` when it is a further account of somebody known."""

    model_config = ConfigDict(extra="forbid")

    email: Email
    password: Password
    site: Annotated[str, Field(max_length=40)]
    roles: Roles
    person_id: UUID | None = None


class StaffRead(BaseModel):
    """One account."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    person_id: UUID
    email: str
    site: str
    roles: list[Role]
    is_closed: bool


class StaffCreated(BaseModel):
    """The account just added."""

    id: UUID


class RolesChange(BaseModel):
    """All the roles somebody is to have."""

    model_config = ConfigDict(extra="forbid")

    roles: Roles


def count_attempt(request: Request, now: Now) -> None:
    """Count one attempt of this client to sign in.

    Raises:
        TooManyAttemptsError: `too_many_attempts`.
    """
    attempts: Attempts = request.app.state.sign_in_attempts
    attempts.take(client_key(request), now=now)


def get_passwords(request: Request) -> PasswordHasher:
    """Return the application's hasher."""
    passwords: PasswordHasher = request.app.state.passwords
    return passwords


Passwords = Annotated[PasswordHasher, Depends(get_passwords)]

router = APIRouter(
    prefix="/api", tags=["staff"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.post(
    "/sessions", status_code=status.HTTP_201_CREATED, dependencies=[Depends(count_attempt)]
)
def create_session(
    body: SessionCreate, session: DbSession, passwords: Passwords, now: Now
) -> SessionRead:
    """Sign in. The token goes into `Authorization: Bearer` and lasts 15 minutes unused."""
    signed_in = sign_in(
        session, email=body.email, password=body.password, now=now, passwords=passwords
    )
    return SessionRead(
        token=signed_in.token, expires_at=signed_in.ends_at, roles=sorted(signed_in.roles)
    )


@router.delete("/sessions/current", status_code=status.HTTP_204_NO_CONTENT)
def delete_session(request: Request, actor: SignedInActor, session: DbSession, now: Now) -> None:
    """Sign out: the token of this request is worth nothing from now on."""
    sign_out(session, token=request.state.session_token, by=actor, now=now)


@router.get("/staff")
def read_staff(actor: StaffManager, session: DbSession) -> list[StaffRead]:
    """List the accounts of everybody who works here."""
    del actor
    return [StaffRead.model_validate(summary) for summary in list_staff(session)]


@router.post("/staff", status_code=status.HTTP_201_CREATED)
def create_staff(
    request: Request,
    body: StaffCreate,
    actor: StaffManager,
    session: DbSession,
    passwords: Passwords,
    now: Now,
) -> StaffCreated:
    """Add an account."""
    allow_sample: bool = request.app.state.allow_sample_passwords
    require_good_password(body.password, email=body.email, allow_sample=allow_sample)
    account_id = add_staff(
        session,
        email=body.email,
        roles=body.roles,
        site=body.site,
        password_hash=passwords.hash(body.password),
        person_id=body.person_id,
        by=actor,
        now=now,
    )
    return StaffCreated(id=account_id)


@router.post("/staff/{account_id}/closure", status_code=status.HTTP_204_NO_CONTENT)
def create_closure(account_id: UUID, actor: StaffManager, session: DbSession, now: Now) -> None:
    """Close an account and end its sessions."""
    close_staff(session, account_id=account_id, by=actor, now=now)


@router.delete("/staff/{account_id}/closure", status_code=status.HTTP_204_NO_CONTENT)
def delete_closure(account_id: UUID, actor: StaffManager, session: DbSession, now: Now) -> None:
    """Open an account again, also after too many failed sign-ins."""
    reopen_staff(session, account_id=account_id, by=actor, now=now)


@router.put("/staff/{account_id}/roles", status_code=status.HTTP_204_NO_CONTENT)
def update_roles(
    account_id: UUID, body: RolesChange, actor: StaffManager, session: DbSession, now: Now
) -> None:
    """Set the roles of an account; its sessions end."""
    change_roles(session, account_id=account_id, roles=body.roles, by=actor, now=now)
