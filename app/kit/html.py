"""Pages: one Jinja environment per language, and the headers that every page carries.

A template receives one frozen `view` and the globals documented in app/web/templates/VIEWS.md.
Who is signed in and the form token come from `request.state`, where `kit/guard.py` puts them; the
program's name comes from `app.state.site_name`.
"""

import functools
from base64 import b64encode
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.kit.actor import Actor
from app.kit.formats import formats_of
from app.kit.translations import (
    Language,
    available_languages,
    choose_language,
    describe,
    load_translations,
)

WEB = Path(__file__).resolve().parent.parent / "web"
LANGUAGE_COOKIE = "lang"
A_YEAR = 365 * 24 * 3600

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "object-src": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class ErrorView:
    """What the page about something that went wrong shows."""

    code: int
    reason: str
    reference: str = ""


class RevalidatedFiles(StaticFiles):
    """Our own scripts, styles and fonts; a browser asks each time whether they changed."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Add the headers to what the framework answers."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]  # passed on
        response.headers.update({"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"})
        return response


def static_files() -> RevalidatedFiles:
    """Return the application to mount at /static."""
    return RevalidatedFiles(directory=WEB / "static")


def render(
    request: Request,
    template: str,
    view: object,
    *,
    status: int = 200,
    language: str | None = None,
    carries_pictures: bool = False,
) -> HTMLResponse:
    """Render a page or a fragment in the reader's language, or in `language` where we have it.

    With `carries_pictures` the page may show pictures that it carries itself, under no address.
    """
    code = language if language in _codes() else language_of(request)
    html = environment(code).get_template(template).render(view=view, **page_globals(request, code))
    allowed = policy(carries_pictures=carries_pictures)
    headers = HEADERS | {"Content-Security-Policy": allowed, "Content-Language": code}
    response = HTMLResponse(html, status, headers=headers)
    if request.query_params.get("lang") == code:
        secure = request.url.scheme == "https"
        response.set_cookie(
            LANGUAGE_COOKIE, code, max_age=A_YEAR, httponly=True, samesite="lax", secure=secure
        )
    return response


def render_problem(request: Request, status: int, reason: str) -> HTMLResponse:
    """Render what went wrong as a page; `reason` becomes a sentence in the template."""
    reference = getattr(request.state, "reference", "")
    view = ErrorView(code=status, reason=reason, reference=reference)
    return render(request, "error.html", view, status=status)


def inline_pdf(content: bytes, *, file_name: str) -> Response:
    """Answer a PDF that the browser shows in a window of its own and no cache keeps."""
    headers = HEADERS | {
        "Content-Security-Policy": policy(),
        "Content-Disposition": f'inline; filename="{file_name}"',
    }
    return Response(content, media_type="application/pdf", headers=headers)


def attached_file(content: bytes, *, file_name: str) -> Response:
    """Answer a file that the browser stores where it is told and no cache keeps."""
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


def inline_picture(content: bytes) -> Response:
    """Answer a JPEG that pages show and no cache keeps."""
    headers = HEADERS | {"Content-Security-Policy": policy()}
    return Response(content, media_type="image/jpeg", headers=headers)


def picture_inside(content: bytes, *, kind: str) -> str:
    """Return a picture as an address that carries it; for pages with `carries_pictures`."""
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


def see_other(path: str) -> Response:
    """Lead on to a page after a form was carried out; the path holds no name."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER, headers={"Cache-Control": "no-store"})


def wants_fragment(request: Request) -> bool:
    """Say whether a script of ours asks for a part of a page instead of the page."""
    return request.headers.get("hx-request") == "true"


def policy(*, carries_pictures: bool = False) -> str:
    """Write the Content-Security-Policy: our own files only, and nothing inline but pictures."""
    pictures = {"img-src": "'self' data:"} if carries_pictures else {}
    return "; ".join(f"{name} {value}" for name, value in (POLICY | pictures).items())


def language_of(request: Request) -> str:
    """Choose the language in which this request is answered."""
    return choose_language(
        _codes(),
        query=request.query_params.get("lang"),
        cookie=request.cookies.get(LANGUAGE_COOKIE),
        accept=request.headers.get("accept-language", ""),
    )


def page_globals(request: Request, code: str) -> dict[str, object]:
    """Return what every template may use besides its view."""
    state = request.state
    actor: Actor | None = getattr(state, "actor", None)
    return {
        "lang": code,
        "dir": describe(code).direction,
        "languages": languages(),
        "actor": actor,
        "csrf_token": getattr(state, "csrf_token", ""),
        "site_name": getattr(request.app.state, "site_name", "Tessera"),
        "path": request.url.path,
    }


@functools.cache
def languages() -> tuple[Language, ...]:
    """Return the languages that pages can be read in."""
    return available_languages(WEB / "locales")


def _codes() -> tuple[str, ...]:
    return tuple(language.code for language in languages())


@functools.cache
def environment(code: str) -> Environment:
    """Return the templates of one language, with its messages and formats."""
    made = Environment(
        loader=FileSystemLoader(WEB / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(  # type: ignore[attr-defined]  # added by the extension
        load_translations(WEB / "locales", code), newstyle=True
    )
    formats = formats_of(code)
    made.filters.update(formats.filters())
    made.globals["months"] = formats.month_names()
    return made
