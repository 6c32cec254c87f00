"""The sample pages, served on this machine and opened in headless Chromium."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import Response
from playwright.sync_api import Browser, Page, sync_playwright

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.html import render, static_files
from tests.web.samples import FRAGMENTS, PAGES

CLERK = Actor(
    UUID(int=1), UUID(int=2), "City hall", "rosa@riverbend.example", frozenset(Permission)
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]


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


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port of the loopback interface."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the distribution's Chromium, with a camera that shows a test picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


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
