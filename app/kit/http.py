"""What every route needs: one transaction per request, the time, capped bodies.

The transaction is committed when the handler has returned and before the response leaves; a refusal
rolls it back, and what must outlive the refusal is then written in a second short transaction.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.kit.clock import Clock
from app.kit.db import Session, SessionFactory, write_transaction
from app.kit.errors import AppError, TooLargeError
from app.kit.logging import log
from app.kit.problems import problem

MAX_PHOTO_BYTES = 8 * 1024 * 1024
MAX_BODY_BYTES = MAX_PHOTO_BYTES + 256 * 1024

# A page form with a picture must never be spooled to the temporary directory.
MultiPartParser.spool_max_size = MAX_BODY_BYTES + 1

# What a server says about an IPv4 peer; parsing it again would take longer than counting it.
IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}", re.ASCII)

RefusalWriter = Callable[[Session, object, datetime], None]


def get_session(request: Request) -> Iterator[Session]:
    """One request, one transaction: commit when the handler returns, roll back when it raises."""
    new_session: SessionFactory = request.app.state.new_session
    with new_session() as session:
        try:
            yield session
        except AppError as error:
            session.abandon()
            write_refusal(request, error)
            raise
        except BaseException:
            session.abandon()
            raise
        session.finish()
        if session.info.pop("register_changed", False):
            request.app.state.on_register_change()


def write_refusal(request: Request, error: AppError) -> None:
    """Write what must outlive a refusal, in a transaction of its own."""
    if error.event is None:
        return
    writers: dict[type, RefusalWriter] = request.app.state.refusal_writers
    with write_transaction(request.app.state.new_session) as session:
        writers[type(error.event)](session, error.event, get_now(request))


def attempt(request: Request, session: Session, act: Callable[[], object]) -> AppError | None:
    """Carry an act of a page out; return why it was refused, once that is undone and on record."""
    try:
        act()
    except AppError as error:
        session.abandon()
        write_refusal(request, error)
        return error
    return None


def get_now(request: Request) -> datetime:
    """Return the time of the application's clock."""
    clock: Clock = request.app.state.clock
    return clock()


async def read_now(request: Request) -> datetime:
    """Return the time of the application's clock, without a detour through a thread."""
    return get_now(request)


async def read_photo_body(request: Request) -> bytes:
    """Return the raw body, held in memory, refused as soon as it passes the cap.

    Raises:
        TooLargeError: more than 8 MB.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_PHOTO_BYTES:
            raise TooLargeError("photo_too_large")
    return bytes(body)


async def read_form_values(request: Request) -> Mapping[str, str]:
    """Return the text fields of a page's form by name; of a repeated one the last counts."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


# scope="function" makes the commit happen before the response is sent, so that a client never
# sees 201 for a row that was then rolled back.
DbSession = Annotated[Session, Depends(get_session, scope="function")]
Now = Annotated[datetime, Depends(read_now)]
PhotoBody = Annotated[bytes, Depends(read_photo_body)]
FormValues = Annotated[Mapping[str, str], Depends(read_form_values)]


def client_key(request: Request) -> str:
    """Return what an anonymous limit counts by: the peer's address, kept in memory only.

    Of an IPv6 address the first 64 bits count: one household or phone has all the others.
    """
    host = request.client.host if request.client else ""
    if IPV4.fullmatch(host):
        return host
    try:
        address = ip_address(host)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)  # a server on `::` sees every IPv4 peer like this
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)


def private(response: Response) -> Response:
    """Forbid every cache to keep this response."""
    response.headers["Cache-Control"] = "no-store"
    return response


def published(request: Request, body: bytes, media_type: str, *, seconds: int) -> Response:
    """Return what is the same for everybody: cacheable for so long, readable by pages elsewhere.

    Whoever has it already, by its entity tag, gets 304 without a body.
    """
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {
        "Cache-Control": f"public, max-age={seconds}",
        "ETag": tag,
        "Access-Control-Allow-Origin": "*",
        "X-Content-Type-Options": "nosniff",
    }
    known = request.headers.get("if-none-match", "")
    if tag in (part.strip().removeprefix("W/") for part in known.split(",")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


class BodyLimit:
    """Middleware: refuse a body larger than any route takes, before it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the bytes of the body as they come."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > MAX_BODY_BYTES:
            too_large = problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, reason="too_large", title="Too large"
            )
            await too_large(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MAX_BODY_BYTES:
                # FastAPI lets only this kind of error through while it reads a body.
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        await self._app(scope, counted, send)


class RequestLog:
    """Middleware: one log line per request with the route's template, never its address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Log method, route template and status code."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        code = 500

        async def noted(message: Message) -> None:
            nonlocal code
            if message["type"] == "http.response.start":
                code = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            route = getattr(scope.get("route"), "path", "unrouted")
            log("request", method=scope["method"], route=route, code=code)


def from_state(name: str) -> Callable[[Request], Any]:
    """Return a dependency that hands a part of the application's state to a route."""

    async def get(request: Request) -> Any:  # noqa: ANN401 - the route states the type
        return getattr(request.app.state, name)

    return get
