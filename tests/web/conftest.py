"""The sample pages, served on this machine and opened in headless Chromium."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import Response
from playwright.sync_api import Browser, Page

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.html import render, static_files
from tests.browsers import served
from tests.web.samples import FRAGMENTS, PAGES

CLERK = Actor(
    UUID(int=1), UUID(int=2), "City hall", "rosa@riverbend.example", frozenset(Permission)
)


def sample_app() -> FastAPI:
    """Serve every sample at `/samples/{index}` and the points fragment where the page asks."""
    app = FastAPI()
    app.mount("/static", static_files())

    @app.get("/samples/{index}")
    def sample(request: Request, index: int) -> Response:
        _, template, view = [*PAGES, *FRAGMENTS][index]
        request.state.actor = None if template == "sign_in.html" else CLERK
        request.state.csrf_token = "form-token"  # noqa: S105 -- what forms carry, no secret
        return render(request, template, view)

    @app.post("/desk/documents")
    def documents(request: Request) -> Response:
        _, template, view = FRAGMENTS[-1]
        return render(request, template, view)

    return app


def sample_path(name: str, language: str = "en") -> str:
    """Return the address of the sample with this name."""
    index = [case for case, _, _ in PAGES].index(name)
    return f"/samples/{index}?lang={language}"


@pytest.fixture(scope="session")
def samples_url() -> Iterator[str]:
    """Return the address of a server that shows the samples."""
    with served(sample_app()) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, samples_url: str) -> Iterator[Page]:
    """Return a page that fails the test when a script or the content policy complains."""
    complaints: list[str] = []
    context = chromium.new_context(base_url=samples_url, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console",
        lambda message: (
            complaints.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield opened
    context.close()
    assert complaints == []
