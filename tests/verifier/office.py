"""An office that issues invented cards, and a server of the verifier page that notes every request.

The server answers what the product's own routes answer: the page's files, the signed key set, the
aggregation and the status lists, all signed with the published test keys.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import uvicorn
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from fastapi import FastAPI, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.core.credential import LocalSigner, PublicKey, RootKey, StatusKey, encode_cose_key
from app.core.credential.claims import STATUS_LIST_ENTRIES
from app.core.credential.freshness import DEFAULT_LIMIT_SECONDS
from app.core.credential.status_list import StatusList
from app.core.credential.status_token import LIFETIME_SECONDS, SignedStatusList, sign_status_list
from app.core.credential.trust_list import (
    KeySet,
    PublishedKey,
    PublishedRole,
    PublishedState,
    sign_key_set,
)
from app.kit.problems import install_problem_handlers
from app.verification.verifier_page import VerifierConfig
from app.verification.verifier_page.pages import release_maker, router
from tests.core.credential.material import ISSUED, ISSUER, KEYS

ROOT_PRIVATE = derive_private_key(11, SECP256R1())
STATUS_PRIVATE = derive_private_key(13, SECP256R1())
ROOT = RootKey.of(ROOT_PRIVATE.public_key())
YEAR = 365 * 86_400
VERIFY_UNTIL = ISSUED + 11 * YEAR
LIST = 3
REVOKED_INDEX, SUSPENDED_INDEX, VISIT_INDEX = 11, 12, 13
VALUES = {REVOKED_INDEX: 1, SUSPENDED_INDEX: 2, VISIT_INDEX: 3}
CONFIG = VerifierConfig(
    issuer=ISSUER,
    root=encode_cose_key(ROOT_PRIVATE.public_key()).hex(),
    program="Riverbend Community ID",
    time_zone="America/Chicago",
    freshness_limit=DEFAULT_LIMIT_SECONDS,
)


def published(public_key: PublicKey, role: PublishedRole) -> PublishedKey:
    """A key that signs now and is believed for eleven years."""
    return PublishedKey(
        public_key,
        role,
        sign_from=ISSUED - YEAR,
        sign_until=ISSUED + YEAR,
        verify_until=VERIFY_UNTIL,
        state=PublishedState.ACTIVE,
    )


def published_keys() -> tuple[PublishedKey, ...]:
    """The card keys of the credential's tests and one status key."""
    cards = (published(key.public_key, PublishedRole.CARD) for key in KEYS.values())
    return (*cards, published(STATUS_PRIVATE.public_key(), PublishedRole.STATUS))


def key_set(*, issued_at: int, version: int = 1, with_status_key: bool = True) -> bytes:
    """The signed key set."""
    keys = published_keys() if with_status_key else published_keys()[:-1]
    made = KeySet.of(ISSUER, version=version, issued_at=issued_at, keys=keys)
    return sign_key_set(made, LocalSigner(ROOT_PRIVATE, key=ROOT))


def status_list(
    *,
    issued_at: int,
    number: int = LIST,
    values: Mapping[int, int] | None = None,
    lifetime: int = LIFETIME_SECONDS,
) -> bytes:
    """A signed status list."""
    key = StatusKey.of(STATUS_PRIVATE.public_key(), issuer=ISSUER, verify_until=VERIFY_UNTIL)
    content = SignedStatusList(
        issuer=ISSUER,
        number=number,
        issued_at=issued_at,
        expires_at=issued_at + lifetime,
        statuses=StatusList.of(VALUES if values is None else values, entries=STATUS_LIST_ENTRIES),
    )
    return sign_status_list(content, LocalSigner(STATUS_PRIVATE, key=key))


class Seen(NamedTuple):
    """One request, as far as it could tell something."""

    method: str
    path: str
    query: str
    body: bytes


@dataclass
class Office:
    """What the server answers; tests change it."""

    keys: bytes
    lists: dict[int, bytes]
    aggregation: object = None
    """What stands where the addresses of the lists should; None for those."""
    seen: list[Seen] = field(default_factory=list)

    @classmethod
    def at(cls, now: int) -> "Office":
        """An office whose lists were just signed: the cards' list, and one nobody asks for."""
        lists = {number: status_list(issued_at=now, number=number) for number in (0, LIST)}
        return cls(key_set(issued_at=now), lists)


class Recorder:
    """Middleware: note method, path, query and body of every request."""

    def __init__(self, app: ASGIApp, *, seen: list[Seen]) -> None:
        self._app = app
        self._seen = seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, note the request and pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        message = await receive()
        body = message.get("body", b"")
        self._seen.append(
            Seen(scope["method"], scope["path"], scope["query_string"].decode(), body)
        )

        async def again() -> dict[str, object]:
            return dict(message)

        await self._app(scope, again, send)


def make_app(office: Office) -> FastAPI:
    """The page's own routes, and the office's signed files."""
    app = FastAPI(openapi_url=None)
    app.state.verifier_files = release_maker()
    app.state.find_verifier_config = lambda: CONFIG
    app.include_router(router)
    install_problem_handlers(app, lambda _request, code, _reason: Response(status_code=code))

    @app.get("/.well-known/cose-keys")
    def keys() -> Response:
        return Response(office.keys, media_type="application/cose")

    @app.get("/s")
    def aggregation() -> object:
        return office.aggregation or {
            "status_lists": [f"{ISSUER}/s/{number}" for number in office.lists]
        }

    @app.get("/s/{number}")
    def one(number: int) -> Response:
        return Response(office.lists[number], media_type="application/statuslist+cwt")

    app.add_middleware(Recorder, seen=office.seen)
    return app


@contextmanager
def opened(office: Office) -> Iterator[str]:
    """Serve the office on the loopback interface; afterwards nobody answers there."""
    with served(make_app(office)) as address:
        yield address


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve an application, without its background threads, until the block ends."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield f"http://localhost:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    server.force_exit = True
    thread.join()
