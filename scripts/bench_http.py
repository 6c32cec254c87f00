"""How fast a card is checked over HTTP, beside endpoints of the same app that do nothing.

A real server process answers on the loopback interface; a client with 16 connections sends all of
them the same request in turn, so that a busy machine slows them alike. One baseline receives the
request and answers an empty object; the other one has the request and the answer of a check, read
and written by the framework, and nothing in between. The limit for anonymous clients is raised for
the measurement; nothing else of the application is changed.

Ratios are of the server's processor time, so that they are per core; the rates are by the clock.
"""

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from secrets import token_bytes
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeAlias

import uvicorn
import uvloop
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse

from app.cards import StatusRepository
from app.core.card_number import new_card_number
from app.core.credential import CardClaims, Freshness, ResultWord, prepare, sign
from app.core.program import Environment
from app.kit.attempts import Attempts
from app.kit.clock import system_clock
from app.kit.db import write_transaction
from app.kit.logging import configure_logging
from app.main import create_app, initialise
from app.programs import read_profile
from app.settings import Settings
from app.verification.api import VerificationCreate, VerificationRead

Figure: TypeAlias = dict[str, float | int | str]

CONNECTIONS: Final = 16
REQUESTS: Final = 1_600
ROUNDS: Final = 9
START_SECONDS: Final = 60
YEAR: Final = 365 * 86_400
CHECK: Final = "/api/verifications"
NOTHING: Final = "/bench/nothing"
SAME_SHAPE: Final = "/bench/same-shape"
BASELINES: Final = {
    NOTHING: "an endpoint that does nothing",
    SAME_SHAPE: "the same request and answer with nothing in between",
}
SPENT: Final = "/bench/spent"
CARD: Final = "/bench/card"


def figures() -> list[Figure]:
    """Return every figure of checking over HTTP."""
    with TemporaryDirectory() as folder, serving(Path(folder)) as port:
        return uvloop.run(_measure(port))


async def _measure(port: int) -> list[Figure]:
    client = Client(port)
    text = json.loads(await client.ask_once("GET", CARD))["credential"]
    body = json.dumps({"credential": text}).encode()
    answer = json.loads(await client.ask_once("POST", CHECK, body))
    if answer["result"] != "valid" or answer["freshness"] != "fresh":
        raise SystemExit(f"a good card was refused: {answer}")
    paths = (CHECK, *BASELINES)
    rounds = [[await client.run(path, body) for path in paths] for _ in range(ROUNDS + 1)]
    checks, *baselines = zip(*rounds[1:], strict=True)  # the first round warms up
    return [
        _figure(name, checks, baseline)
        for name, baseline in zip(BASELINES.values(), baselines, strict=True)
    ]


def _figure(name: str, checks: Sequence["Round"], baselines: Sequence["Round"]) -> Figure:
    times = [seconds for check in checks for seconds in check.times]
    pairs = list(zip(checks, baselines, strict=True))
    return {
        "name": f"HTTP: POST /api/verifications, {name}",
        "per_second": round(median(check.rate for check in checks)),
        "baseline_per_second": round(median(baseline.rate for baseline in baselines)),
        "ratio": round(median(baseline.spent / check.spent for check, baseline in pairs), 3),
        "ratio_by_the_clock": round(median(check.rate / base.rate for check, base in pairs), 3),
        "p99_milliseconds": round(quantiles(times, n=100)[98] * 1000, 1),
        "connections": CONNECTIONS,
        "rounds": ROUNDS,
    }


@dataclass(frozen=True, slots=True)
class Round:
    """One round of requests: how many a second, the server's processor time, each one's time."""

    rate: float
    spent: float
    times: list[float]


class Client:
    """Asks one server over several connections that stay open."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def ask_once(self, method: str, path: str, body: bytes = b"") -> bytes:
        """Return the body of one answer."""
        connection = await self._connect()
        return await connection.ask(_request(method, path, body))

    async def run(self, path: str, body: bytes) -> Round:
        """Send one round of requests and wait for every answer."""
        request = _request("POST", path, body)
        connections = [await self._connect() for _ in range(CONNECTIONS)]
        before = await self._spent()
        started = time.perf_counter()
        share = REQUESTS // CONNECTIONS
        times = await asyncio.gather(*(each.repeat(request, share) for each in connections))
        rate = CONNECTIONS * share / (time.perf_counter() - started)
        spent = await self._spent() - before
        for connection in connections:
            connection.close()
        return Round(rate, spent, [seconds for of_one in times for seconds in of_one])

    async def _spent(self) -> float:
        return float(json.loads(await self.ask_once("GET", SPENT))["seconds"])

    async def _connect(self) -> "Connection":
        loop = asyncio.get_running_loop()
        return (await loop.create_connection(Connection, "127.0.0.1", self._port))[1]


class Connection(asyncio.Protocol):
    """One connection: a request at a time, answers with a Content-Length."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._answer: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - a Transport, asyncio says less
        """Keep the transport."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Complete the answer once its whole body is there."""
        self._received += data
        head, found, rest = bytes(self._received).partition(b"\r\n\r\n")
        if not found or self._answer is None:
            return
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        if len(rest) == int(length):
            self._received.clear()
            if head.startswith(b"HTTP/1.1 200"):
                self._answer.set_result(rest)
            else:
                self._answer.set_exception(SystemExit(head.decode("latin-1")))

    async def ask(self, request: bytes) -> bytes:
        """Send a request and return the body of the answer."""
        if self._transport is None:
            raise RuntimeError("not connected")
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    async def repeat(self, request: bytes, count: int) -> list[float]:
        """Send a request again and again; return how long each answer took, in seconds."""
        times = []
        for _ in range(count):
            started = time.perf_counter()
            await self.ask(request)
            times.append(time.perf_counter() - started)
        return times

    def close(self) -> None:
        """End the connection."""
        if self._transport is not None:
            self._transport.close()


def _request(method: str, path: str, body: bytes) -> bytes:
    lines = (
        f"{method} {path} HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*lines, "", "")).encode() + body


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Start a server on a deployment of its own; yield its port and stop it afterwards."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listening:
        command = [sys.executable, "-m", "scripts.bench_http", str(folder), str(listening.fileno())]
        server = subprocess.Popen(  # noqa: S603 - our own module
            command, pass_fds=[listening.fileno()], stderr=subprocess.DEVNULL
        )
        try:
            yield int(listening.getsockname()[1])
        finally:
            server.terminate()
            server.wait(START_SECONDS)


def make_app(folder: Path) -> FastAPI:
    """Return the application of a new deployment, with three routes for the measurement."""
    settings = Settings(
        environment=Environment.DEVELOPMENT,
        data_dir=folder / "data",
        keyring_dir=folder / "keyring",
        database_url=None,
    )
    now = system_clock()
    initialise(settings, program=read_profile("riverbend"), administrator=None, now=now)
    app = create_app(settings)
    app.state.check_attempts = Attempts(limit=10**9, window=timedelta(minutes=1))
    text = _good_card(app)

    async def nothing(request: Request) -> JSONResponse:
        await request.body()
        return JSONResponse({})

    async def same_shape(asked: VerificationCreate) -> VerificationRead:
        del asked
        return VerificationRead(
            result=ResultWord.VALID, status_as_of=now, freshness=Freshness.FRESH
        )

    async def spent() -> JSONResponse:
        return JSONResponse({"seconds": time.process_time()})

    async def card() -> JSONResponse:
        return JSONResponse({"credential": text})

    router = APIRouter()
    router.add_api_route(NOTHING, nothing, methods=["POST"])
    router.add_api_route(SAME_SHAPE, same_shape, methods=["POST"])
    router.add_api_route(SPENT, spent)
    router.add_api_route(CARD, card)
    app.include_router(router)
    # The baselines are the first routes that are looked at.
    app.router.routes.insert(0, app.router.routes.pop())
    return app


def _good_card(app: FastAPI) -> str:
    """Return the text of a card of this deployment, with a place in one of its status lists."""
    now = system_clock()
    with write_transaction(app.state.new_session) as session:
        status_list, status_index = StatusRepository(session).take_slot("open")
        signing = app.state.find_signing_key(session, now)
    issued_at = int(now.timestamp())
    claims = CardClaims(
        issuer=signing.key.issuer,
        card_number=new_card_number(token_bytes),
        name="Ana Lucía Ferreira",
        issued_at=issued_at,
        expires_at=issued_at + 2 * YEAR,
        cti=token_bytes(16),
        status_list=status_list,
        status_index=status_index,
    )
    app.state.snapshots.refresh()
    return sign(prepare(claims, key=signing.key), signing.signer).text(signing.key.issuer)


def _serve(folder: str, descriptor: str) -> None:
    configure_logging()
    app = make_app(Path(folder))
    config = uvicorn.Config(app, access_log=False, server_header=False, log_config=None)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(descriptor))])


if __name__ == "__main__":
    if sys.argv[1:]:
        _serve(*sys.argv[1:])
    else:
        print(json.dumps(figures(), indent=2))
