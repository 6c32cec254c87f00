"""What the running server prints, on both of its streams, about requests that hold the name."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest
from sqlalchemy import text

from tests.canary import person
from tests.canary.search import Search
from tests.town import Town

SEARCH = Search(person.WORDS)
START_SECONDS = 60
NAME = person.NAME.encode()
FORM = b"application/x-www-form-urlencoded"

# Bytes that a client library would not send.
BROKEN = {
    "no such version": b"GET /" + NAME + b" HTTP/9.9\r\n\r\n",
    "no request at all": NAME * 20 + b"\r\n\r\n",
    "a header without a colon": b"GET / HTTP/1.1\r\nHost: x\r\n" + NAME + b"\r\n\r\n",
    "a header name with blanks": b"GET / HTTP/1.1\r\nHost: x\r\n" + NAME + b": 1\r\n\r\n",
    "a large header": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + NAME * 9000 + b"\r\n\r\n",
    "no length": b"POST /api/sessions HTTP/1.1\r\nContent-Length: " + NAME + b"\r\n\r\n",
    "a bad chunk": b"POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: " + FORM + b"\r\n\r\n" + NAME + b"\r\n",
    "cut off": b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n" + NAME,
    "a path of bytes": b"GET /%ff%00" + NAME + b"?\xff=" + NAME + b" HTTP/1.1\r\nHost: x\r\n\r\n",
}


@dataclass(frozen=True)
class Server:
    """A server process and where it listens."""

    port: int
    process: subprocess.Popen[bytes]

    def send(self, data: bytes) -> None:
        """Send bytes as they are and read what comes back, if anything does."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            try:
                while connection.recv(65_536):
                    continue
            except ConnectionError:
                return

    def stop(self) -> bytes:
        """Stop the server and return everything it printed."""
        self.process.terminate()
        return self.process.communicate(timeout=START_SECONDS)[0]


@contextmanager
def serving(town: Town) -> Iterator[Server]:
    """Run `tessera serve` on a town's deployment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = town.settings.model_dump(exclude_none=True)
    environment = {f"TESSERA_{name.upper()}": str(value) for name, value in settings.items()}
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(port, process)
        yield Server(port, process)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}/healthz").raise_for_status()
        except httpx.TransportError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def server(sqlite_town: Town) -> Iterator[Server]:
    """Return a running server."""
    with serving(sqlite_town) as running:
        yield running


def test_the_server_prints_nothing_of_a_request(sqlite_town: Town, server: Server) -> None:
    for data in BROKEN.values():
        server.send(data)
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}") as client:
        sign_in = {"email": person.EMAIL, "password": person.NAME}
        assert client.post("/api/sessions", json=sign_in).status_code == 401
        assert client.get(f"/{person.GIVEN}", params={"q": person.NAME}).status_code == 404
        check = client.post("/api/verifications", json={"credential": person.NAME})
        assert check.json()["result"] == "unreadable"
        with sqlite_town.app.state.deployment.engine.begin() as connection:
            connection.execute(text("ALTER TABLE staff_accounts RENAME TO elsewhere"))
        assert client.post("/api/sessions", json=sign_in).status_code == 500
        assert client.get("/healthz").status_code == 200
    printed = server.stop()
    assert printed.count(b'"event": "request"') > 5
    assert b"unexpected_error" in printed
    assert b"Traceback" not in printed
    assert SEARCH.in_bytes("server", printed) == set()
