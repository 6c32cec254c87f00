"""Errors as HTTP: the only place with status codes. RFC 9457 for the API, a page for people.

Nothing here repeats what was sent: for a malformed request only the place and the kind of fault.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from http import HTTPStatus
from math import ceil
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.kit.db import DatabaseError, is_storage_full, is_unfit
from app.kit.errors import (
    AppError,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    NotSupportedError,
    RefusedError,
    StorageFullError,
    TooLargeError,
    TooManyAttemptsError,
    UnauthenticatedError,
    UnavailableError,
    UnreadableRequestError,
)
from app.kit.logging import log

STATUS_OF: dict[type[AppError], HTTPStatus] = {
    UnreadableRequestError: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnauthenticatedError: HTTPStatus.UNAUTHORIZED,
    ForbiddenError: HTTPStatus.FORBIDDEN,
    NotFoundError: HTTPStatus.NOT_FOUND,
    ConflictError: HTTPStatus.CONFLICT,
    RefusedError: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TooManyAttemptsError: HTTPStatus.TOO_MANY_REQUESTS,
    NotSupportedError: HTTPStatus.NOT_IMPLEMENTED,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    StorageFullError: HTTPStatus.INSUFFICIENT_STORAGE,
}
REASON_OF_STATUS = {
    400: "unreadable_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
}
# RFC 9457 section 3.1, and two members of our own: a stable reason, and faults by field.
PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "additionalProperties": False,
    "required": ["type", "title", "status", "reason"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "reason": {"type": "string", "description": "stable, for machines"},
        "detail": {"type": "string"},
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["field", "reason"],
                "properties": {"field": {"type": "string"}, "reason": {"type": "string"}},
            },
        },
    },
}
# For the API's description: what every route may answer besides its own good answers.
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status.value: {
        "description": status.phrase,
        "content": {"application/problem+json": {"schema": PROBLEM_SCHEMA}},
    }
    for status in (
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.CONFLICT,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.INSUFFICIENT_STORAGE,
    )
}
# Digits, groups of digits and capitals as on a card, or a UUID; and the code of a language.
ID = re.compile(r"[0-9]+|[0-9A-Z]{1,4}(-[0-9A-Z]{3,4})+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")
PageRenderer = Callable[[Request, int, str], Response]


def status_of(error: AppError) -> HTTPStatus:
    """Return the status code of an error by its kind."""
    for kind in type(error).__mro__:
        if kind in STATUS_OF:
            return STATUS_OF[kind]
    return HTTPStatus.BAD_REQUEST


def problem(
    status: int,
    *,
    reason: str,
    title: str,
    detail: str = "",
    fields: tuple[tuple[str, str], ...] = (),
) -> JSONResponse:
    """Return an RFC 9457 problem document."""
    body: dict[str, object] = {
        "type": f"about:blank#{reason}",
        "title": title,
        "status": status,
        "reason": reason,
    }
    if detail:
        body["detail"] = detail
    if fields:
        body["fields"] = [{"field": field, "reason": why} for field, why in fields]
    return JSONResponse(
        body,
        status_code=status,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store"},
    )


def say_when(response: Response, error: AppError) -> Response:
    """Say with a refusal after how many seconds another try is worth it (RFC 9110, 10.2.3)."""
    if isinstance(error, TooManyAttemptsError) and error.wait is not None:
        response.headers["Retry-After"] = str(max(1, ceil(error.wait.total_seconds())))
    return response


def install_problem_handlers(app: FastAPI, render_page: PageRenderer) -> None:
    """Answer every error of `app` as a problem document or, for a page, through `render_page`."""
    answer = partial(_answer, render_page)

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, AppError)  # noqa: S101 - registered for this class only
        if isinstance(error, UnauthenticatedError) and _wants_page(request):
            return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
        fields = getattr(error, "fields", ())
        response = answer(
            request, status_of(error), error.reason, error.title, fields=fields, detail=error.detail
        )
        return say_when(response, error)

    async def malformed(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
        fields = tuple((_place_of(fault), str(fault["type"])) for fault in error.errors())
        return answer(request, 422, "unreadable_request", "The request could not be read", fields)

    async def plain(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
        if _is_address_of_a_form(request, error.status_code):
            return RedirectResponse(_page_above(request), HTTPStatus.SEE_OTHER)
        reason = REASON_OF_STATUS.get(error.status_code, "not_possible")
        response = answer(request, error.status_code, reason, HTTPStatus(error.status_code).phrase)
        response.headers.update(error.headers or {})
        return response

    async def unknown(request: Request, error: Exception) -> Response:
        correlation_id = uuid4().hex
        request.state.reference = correlation_id
        log("unexpected_error", correlation_id=correlation_id, kind=type(error).__name__)
        return answer(
            request, 500, "unexpected_error", "Something went wrong", detail=correlation_id
        )

    async def stored(request: Request, error: Exception) -> Response:
        return await refused(request, _as_refusal(request, error))

    handlers: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
        AppError: refused,
        RequestValidationError: malformed,
        HTTPException: plain,
        DatabaseError: stored,
        OSError: stored,
        Exception: unknown,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def _answer(
    render_page: PageRenderer,
    request: Request,
    status: int,
    reason: str,
    title: str,
    fields: tuple[tuple[str, str], ...] = (),
    detail: str = "",
) -> Response:
    if _wants_page(request):
        return render_page(request, status, reason)
    response = problem(status, reason=reason, title=title, fields=fields, detail=detail)
    # What a route says with every answer, it says with its refusals too.
    response.headers.update(getattr(request.state, "answer_headers", {}))
    return response


def _as_refusal(request: Request, error: Exception) -> AppError:
    """Return a full disk or a value unfit to be stored as a refusal; else the error goes on."""
    if is_unfit(error):
        return UnreadableRequestError("unreadable_request")
    if not is_storage_full(error):
        raise error
    log("storage_full", kind=type(error).__name__)
    request.app.state.storage.note_full()
    return StorageFullError("storage_full")


def _place_of(fault: Mapping[str, Any]) -> str:
    # The last part of an unexpected field's place is its name, which is what somebody sent.
    place = fault["loc"][:-1] if fault["type"] == "extra_forbidden" else fault["loc"]
    return ".".join(part for part in place if isinstance(part, str))


def _is_address_of_a_form(request: Request, status: int) -> bool:
    """Say whether somebody opens the address a form was sent to, as a link to a language does."""
    is_opened = status == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET"
    return is_opened and _wants_page(request)


def _page_above(request: Request) -> str:
    # What was typed into an address is repeated only where it has the form of an id.
    if not all(ID.fullmatch(str(value)) for value in request.path_params.values()):
        return "/"
    above = request.url.path.rpartition("/")[0] or "/"
    language = request.query_params.get("lang", "")
    return f"{above}?lang={language}" if LANGUAGE.fullmatch(language) else above


def _wants_page(request: Request) -> bool:
    path = request.url.path
    return not path.startswith(
        ("/api/", "/.well-known/", "/s/", "/openapi.json", "/healthz", "/readyz")
    )
