"""A headless Chromium for tests, and servers on this machine that it opens."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fastapi import FastAPI
    from playwright.sync_api import Browser, Playwright

HOST = "tessera.test"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
]


@dataclass(frozen=True)
class Certificate:
    """A server certificate and its key, as PEM files."""

    chain: Path
    key: Path


@pytest.fixture(scope="session")
def driver() -> "Iterator[Playwright]":
    """Return Playwright, of which a process can run only one."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - few tests open a browser

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: "Playwright") -> "Iterator[Browser]":
    """Return the distribution's Chromium, with a camera that shows a test picture."""
    with launched(driver) as browser:
        yield browser


@contextmanager
def launched(driver: "Playwright", *, film: Path | None = None) -> "Iterator[Browser]":
    """Start Chromium; `film` is what its camera sees."""
    flags = [] if film is None else [f"--use-file-for-fake-video-capture={film}"]
    browser = driver.chromium.launch(
        executable_path=shutil.which("chromium"), args=[*FLAGS, *flags]
    )
    yield browser
    browser.close()


@contextmanager
def served(app: "FastAPI", *, certificate: Certificate | None = None) -> Iterator[str]:
    """Serve an application on a free port of the loopback interface and return its address.

    With a certificate it is served over TLS under the name HOST, else in the clear on localhost.
    """
    import uvicorn  # noqa: PLC0415 - few tests need a server

    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=0,
        log_level="warning",
        ssl_certfile=certificate.chain if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
        assert thread.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"https://{HOST}:{port}" if certificate else f"http://localhost:{port}"
    finally:
        server.should_exit = True
        thread.join()
