"""The clients of tests/http.py, tried on an application of a few lines."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI, Request, Response

from tests.http import NewClient


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI()

    @app.post("/echo")
    async def echo(request: Request) -> Response:
        return Response(await request.body(), media_type=request.headers["content-type"])

    @app.get("/visit")
    def visit(request: Request, response: Response) -> str | None:
        response.set_cookie("seen", "yes")
        return request.cookies.get("seen")

    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError("on purpose")

    return app


def test_a_body_goes_there_and_back(new_client: NewClient, app: FastAPI) -> None:
    answer = new_client(app).post("/echo", json={"word": "tile"})
    assert answer.json() == {"word": "tile"}


def test_a_body_of_parts_goes_there_and_back(new_client: NewClient, app: FastAPI) -> None:
    def parts() -> object:
        yield b"mo"
        yield b"saic"

    answer = new_client(app).post("/echo", content=parts(), headers={"content-type": "text/plain"})  # type: ignore[arg-type]
    assert answer.text == "mosaic"


def test_an_uploaded_file_goes_there_and_back(new_client: NewClient, app: FastAPI) -> None:
    answer = new_client(app).post("/echo", files={"photo": b"pixels"})
    assert b"pixels" in answer.content


def test_each_client_has_its_own_cookies(new_client: NewClient, app: FastAPI) -> None:
    first, second = new_client(app), new_client(app)
    assert first.get("/visit").json() is None
    assert first.get("/visit").json() == "yes"
    assert second.get("/visit").json() is None


def test_an_unexpected_error_reaches_the_test(new_client: NewClient, app: FastAPI) -> None:
    with pytest.raises(RuntimeError, match="on purpose"):
        new_client(app).get("/fault")


def test_an_unexpected_error_can_be_seen_as_people_see_it(
    new_client: NewClient, app: FastAPI
) -> None:
    assert new_client(app, raise_errors=False).get("/fault").status_code == 500


def test_threads_share_a_client(new_client: NewClient, app: FastAPI) -> None:
    client = new_client(app)

    def say(number: int) -> bytes:
        return client.post("/echo", json=number).content

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(say, range(32))) == [str(number).encode() for number in range(32)]
