"""Clients that remember every answer, and which route gave it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI

from tests.architecture.routes import routes_of
from tests.http import BASE_URL, ASGIApp, NewClient, PortalTransport

PARAMETER = re.compile(r"\{[^}]+\}")
UNROUTED = "no route"


@dataclass
class Recorder:
    """All answers: their bodies by route and status, all their headers, all addresses asked for."""

    bodies: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    headers: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    problems: list[dict[str, Any]] = field(default_factory=list)
    statuses: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _routes: list[tuple[str, re.Pattern[str], str]] = field(default_factory=list)

    def learn(self, app: FastAPI) -> None:
        """Learn the routes of an application."""
        for route in routes_of(app):
            pattern = re.compile(PARAMETER.sub("[^/]+", route.path))
            self._routes.append((route.method, pattern, route.name))

    def note(self, answer: httpx.Response) -> None:
        """Remember an answer."""
        body = answer.read()
        route = self.route_of(answer.request.method, answer.request.url.path)
        key = f"{route} {answer.status_code}"
        self.bodies[key].append(body)
        lines = (name + b": " + value for name, value in answer.headers.raw)
        self.headers[key].append(answer.reason_phrase.encode() + b"\n" + b"\n".join(lines))
        self.statuses[route].add(answer.status_code)
        if answer.headers.get("content-type", "").startswith("application/problem"):
            self.problems.append(answer.json())

    def route_of(self, method: str, path: str) -> str:
        """Return the route that answers a path."""
        for its_method, pattern, name in self._routes:
            if its_method == method and pattern.fullmatch(path):
                return name
        return UNROUTED


@contextmanager
def recorded_clients(recorder: Recorder) -> Iterator[NewClient]:
    """Yield a maker of clients whose answers are all remembered."""
    made: list[httpx.Client] = []
    with start_blocking_portal() as portal:

        def make(
            app: ASGIApp, *, base_url: str = BASE_URL, raise_errors: bool = True
        ) -> httpx.Client:
            transport = PortalTransport(app, portal, raise_errors=raise_errors)
            hooks = {"response": [recorder.note]}
            client = httpx.Client(transport=transport, base_url=base_url, event_hooks=hooks)
            made.append(client)
            return client

        try:
            yield make
        finally:
            for client in made:
                client.close()
