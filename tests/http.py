"""Talk to an ASGI application from plain test functions, without a network.

httpx speaks ASGI only to asynchronous code, so each client hands its requests to an event loop in
a thread; several threads may use clients at once. Lifespan events are not sent.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

ASGIApp = Callable[..., Any]
BASE_URL = "https://tessera.test"


class PortalTransport(httpx.BaseTransport):
    """Carries requests to an ASGI application through a blocking portal."""

    def __init__(self, app: ASGIApp, portal: BlockingPortal, *, raise_errors: bool) -> None:
        self._portal = portal
        self._inner = httpx.ASGITransport(app, raise_app_exceptions=raise_errors)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and return the whole answer."""
        request.read()
        return self._portal.call(self._send, request)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        stream = answer.stream
        if not isinstance(stream, httpx.AsyncByteStream):
            raise TypeError("an ASGI answer is an asynchronous stream")
        body = b"".join([part async for part in stream])
        return httpx.Response(
            answer.status_code, headers=answer.headers, stream=httpx.ByteStream(body)
        )


class NewClient(Protocol):
    """Makes clients; each has cookies of its own, as each person has a browser of their own."""

    def __call__(
        self, app: ASGIApp, *, base_url: str = BASE_URL, raise_errors: bool = True
    ) -> httpx.Client:
        """Return a client of `app`; `raise_errors` shows an unexpected exception to the test."""


@pytest.fixture
def new_client() -> Iterator[NewClient]:
    """Return a maker of clients, all closed after the test."""
    with ExitStack() as stack:
        portal = stack.enter_context(start_blocking_portal())

        def make(
            app: ASGIApp, *, base_url: str = BASE_URL, raise_errors: bool = True
        ) -> httpx.Client:
            transport = PortalTransport(app, portal, raise_errors=raise_errors)
            return stack.enter_context(httpx.Client(transport=transport, base_url=base_url))

        yield make
