"""Every route of an application together with the rule that says who may use it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from app.core.permissions import Permission
from app.kit.guard import Requires


@dataclass(frozen=True)
class Route:
    """One method on one path."""

    method: str
    path: str
    endpoint: Any
    rules: tuple[Requires, ...]

    @property
    def permissions(self) -> frozenset[Permission]:
        """Return what the actor must hold; empty where a sign-in is enough, or nothing."""
        return frozenset(rule.permission for rule in self.rules if rule.permission is not None)

    @property
    def name(self) -> str:
        """Return the route as people write it: `GET /desk`."""
        return f"{self.method} {self.path}"


def routes_of(app: FastAPI) -> Iterator[Route]:
    """Yield all routes, those of included routers too; HEAD goes with GET, a mount is `MOUNT`."""
    for found in iter_route_contexts(app.routes):
        calls = _calls(getattr(found, "dependant", None))
        rules = tuple(call for call in calls if isinstance(call, Requires))
        for method in sorted((found.methods or {"MOUNT"}) - {"HEAD"}):
            yield Route(method, str(found.path), found.endpoint, rules)


def _calls(dependant: Dependant | None) -> Iterator[object]:
    if dependant is None:
        return
    yield dependant.call
    for inner in dependant.dependencies:
        yield from _calls(inner)
