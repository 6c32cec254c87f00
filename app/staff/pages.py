"""The sign-in page and what its forms do.

Before a sign-in there is no session that a form token could belong to, so the origin decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.errors import AppError, NotFoundError
from app.kit.guard import require_own_origin, session_cookie
from app.kit.html import render
from app.kit.http import DbSession, Now, private, write_refusal
from app.kit.passwords import MAX_CHARACTERS
from app.kit.problems import say_when, status_of
from app.staff.api import Passwords, SignedInActor, count_attempt
from app.staff.sign_in import sign_in
from app.staff.sign_out import sign_out
from app.staff.staff_rules import MAX_EMAIL_CHARACTERS

# Where somebody begins: the first page they may use.
FIRST_PAGES = (
    (Permission.APPLICATION_INTAKE, "/desk"),
    (Permission.APPLICATION_DECIDE, "/review"),
    (Permission.CARD_PRINT, "/print"),
    (Permission.STAFF_MANAGE, "/admin"),
    (Permission.REPORT_READ, "/admin/report"),
)
NO_PAGE = "/"
# Where a sign-in may lead; a closed list, since an address can carry what somebody typed.
AFTER_SIGN_IN = frozenset(
    {"/desk/check", "/desk/applications/new", "/cards", *(path for _, path in FIRST_PAGES)}
)

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class SignInView:
    """What the sign-in page shows; the password typed is never among it."""

    next: str
    errors: list[tuple[str, str]] = field(default_factory=list)
    values: Mapping[str, str] = field(default_factory=dict)


@router.get("/")
def lead_to_first_page(actor: SignedInActor) -> Response:
    """Lead to the first page of the actor's work; whoever is not signed in is asked to.

    Raises:
        NotFoundError: `no_page_yet`: this work is done by commands so far.
    """
    path = first_page(actor)
    if path == NO_PAGE:
        raise NotFoundError("no_page_yet")
    return _see(path)


@router.get("/sign-in")
def show_sign_in(request: Request, next: str = "") -> Response:  # noqa: A002 - the query's word
    """Show the form."""
    return render(request, "sign_in.html", SignInView(next=_own_path(next)))


@router.post("/sign-in", dependencies=[Depends(require_own_origin), Depends(count_attempt)])
def submit_sign_in(
    request: Request,
    session: DbSession,
    passwords: Passwords,
    now: Now,
    email: Annotated[str, Form(max_length=MAX_EMAIL_CHARACTERS)],
    password: Annotated[str, Form(max_length=MAX_CHARACTERS)],
    next: Annotated[str, Form()] = "",  # noqa: A002 - the form's word
) -> Response:
    """Sign in and go to the first page, or show the form again with the reason."""
    cookie = session_cookie(request)
    try:
        signed_in = sign_in(
            session,
            email=email,
            password=password,
            now=now,
            passwords=passwords,
            replaces=request.cookies.get(cookie),
        )
    except AppError as error:
        session.abandon()
        write_refusal(request, error)
        view = SignInView(next=_own_path(next), errors=[("", error.reason)])
        return say_when(render(request, "sign_in.html", view, status=status_of(error)), error)
    response = _see(_own_path(next) or first_page(signed_in.actor))
    response.set_cookie(
        cookie,
        signed_in.token,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.app.state.secure_cookies,
    )
    return response


@router.post("/sign-out")
def submit_sign_out(
    request: Request, actor: SignedInActor, session: DbSession, now: Now
) -> Response:
    """Sign out; the browser forgets what it kept of this site."""
    sign_out(session, token=request.state.session_token, by=actor, now=now)
    response = _see("/sign-in")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    # Browsers heed that header over TLS only.
    response.delete_cookie(
        session_cookie(request),
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.app.state.secure_cookies,
    )
    return response


def first_page(actor: Actor) -> str:
    """Return where a member of staff begins."""
    return next((path for need, path in FIRST_PAGES if actor.may(need)), NO_PAGE)


def _see(path: str) -> Response:
    return private(RedirectResponse(path, HTTPStatus.SEE_OTHER))


def _own_path(path: str) -> str:
    """Return the page if a sign-in may lead there, else nothing."""
    return path if path in AFTER_SIGN_IN else ""
