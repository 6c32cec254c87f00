"""Who may use a route: every route names a permission, or is in the list of open routes.

A script sends `Authorization: Bearer TOKEN`; a page sends the session cookie and, with every
change, the page's own form token. Cookies are not enough from another site: the origin counts too.
"""

import hmac
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Depends, Request

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.errors import ForbiddenError, UnauthenticatedError
from app.kit.http import get_now

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


FindActor = Callable[[str, datetime], Actor | None]


def session_cookie(request: Request) -> str:
    """Return the name of the session cookie; the `__Host-` prefix needs TLS."""
    return "__Host-tessera" if request.app.state.secure_cookies else "tessera"


def form_token(session_token: str) -> str:
    """Return the token that pages of one session carry in their forms."""
    return sha256(b"tessera form|" + session_token.encode()).hexdigest()[:32]


async def get_actor(request: Request) -> Actor:
    """Return who is signed in.

    Raises:
        UnauthenticatedError: no session, or one that has ended.
        ForbiddenError: a change that did not come from one of our own pages.
    """
    token, from_cookie = _token_of(request)
    if token is None:
        raise UnauthenticatedError("sign_in_needed")
    if from_cookie and request.method not in SAFE_METHODS:
        await _require_own_page(request, token)
    find_actor: FindActor = request.app.state.find_actor
    actor = await run_sync(find_actor, token, get_now(request))
    if actor is None:
        raise UnauthenticatedError("session_ended")
    request.state.actor = actor
    request.state.session_token = token
    request.state.csrf_token = form_token(token)
    return actor


CurrentActor = Annotated[Actor, Depends(get_actor)]


class Requires:
    """A dependency that lets holders of a permission through; `None` asks for a sign-in only."""

    def __init__(self, permission: Permission | None) -> None:
        self.permission = permission

    def __call__(self, actor: CurrentActor) -> Actor:
        """Return the actor.

        Raises:
            ForbiddenError: the actor does not hold the permission.
        """
        if self.permission is not None and not actor.may(self.permission):
            raise ForbiddenError("not_permitted")
        return actor


def _token_of(request: Request) -> tuple[str | None, bool]:
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and bearer:
        return bearer, False
    return request.cookies.get(session_cookie(request)), True


def require_own_origin(request: Request) -> None:
    """See that a form was sent by a page of this service, or by no page at all.

    Browsers send `Origin: null` for the forms of a page with the referrer policy `no-referrer`, as
    ours have; then only `Sec-Fetch-Site`, which no page can set, tells where it came from.

    Raises:
        ForbiddenError: `other_origin`.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    own = {None, f"{request.url.scheme}://{request.url.netloc}", _base_origin(request)}
    if site in {"same-origin", "none"}:
        own.add("null")
    elif site is not None:
        raise ForbiddenError("other_origin")
    if origin not in own:
        raise ForbiddenError("other_origin")


async def _require_own_page(request: Request, token: str) -> None:
    require_own_origin(request)
    sent = request.headers.get("x-form-token")
    if sent is None:
        form = await request.form()
        sent = form.get("csrf_token")  # type: ignore[assignment]
    if not isinstance(sent, str) or not hmac.compare_digest(sent, form_token(token)):
        raise ForbiddenError("form_out_of_date")


def _base_origin(request: Request) -> str:
    base: str = request.app.state.base_url
    return "/".join(base.split("/")[:3])
