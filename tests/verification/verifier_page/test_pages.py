"""The verifier page is served to everybody, with a policy of its own, from the running product."""

import json

import httpx
import pytest

from app.verification.verifier_page.find_config import READ_AGAIN_AFTER, config_finder
from tests.town import Town

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "form-action 'none'; img-src 'self' blob:; style-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.fixture
def anyone(sqlite_town: Town) -> httpx.Client:
    return sqlite_town.new_client(sqlite_town.app)


def test_every_file_of_the_shell_is_served_under_the_policy(anyone: httpx.Client) -> None:
    shell = anyone.get("/v/shell.js").text
    paths = json.loads(shell.removeprefix("self.SHELL = ").removesuffix(";\n"))["paths"]

    assert {"/v", "/v/page.js", "/v/zxing/zxing_reader.wasm", "/v/words/ar.json"} <= set(paths)
    for path in [*paths, "/v/sw.js"]:
        answer = anyone.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["cache-control"] == "no-cache"
        assert "set-cookie" not in answer.headers


def test_the_configuration_is_the_deployments(anyone: httpx.Client, sqlite_town: Town) -> None:
    told = anyone.get("/v/config.json").json()

    assert told["issuer"] == "https://id.riverbend.example"
    assert told["time_zone"] == "America/Chicago"
    assert told["freshness_limit"] == 86_400
    assert told["program"] == sqlite_town.app.state.site_name
    assert bytes.fromhex(told["root"])[:4] in {b"\xa4\x01\x02\x20", b"\xa3\x01\x01\x20"}


def test_a_browser_that_has_the_file_is_told_so(anyone: httpx.Client) -> None:
    first = anyone.get("/v/page.js")
    again = anyone.get("/v/page.js", headers={"if-none-match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


def test_a_browser_that_cannot_inflate_gets_the_plain_file(anyone: httpx.Client) -> None:
    plain = anyone.get("/v/page.js", headers={"accept-encoding": "identity"})

    assert "content-encoding" not in plain.headers
    assert anyone.get("/v/page.js").headers["content-encoding"] == "gzip"
    assert plain.content == anyone.get("/v/page.js").content


def test_only_the_worker_may_reach_beyond_its_folder(anyone: httpx.Client) -> None:
    assert anyone.get("/v/sw.js").headers["service-worker-allowed"] == "/v"
    assert "service-worker-allowed" not in anyone.get("/v/page.js").headers


def test_a_slash_too_many_leads_to_the_page(anyone: httpx.Client) -> None:
    assert anyone.get("/v/").headers["location"] == "/v"


@pytest.mark.parametrize("path", ["/v/index.html", "/v/secret", "/v/../settings.py", "/v/zxing"])
def test_other_paths_are_not_there(anyone: httpx.Client, path: str) -> None:
    assert anyone.get(path).status_code == 404


def test_the_configuration_is_read_again_after_a_while(sqlite_town: Town) -> None:
    opened = []

    def new_session() -> object:
        opened.append(1)
        return sqlite_town.app.state.new_session()

    find = config_finder(new_session=new_session, clock=sqlite_town.clock)  # type: ignore[arg-type] # counts sessions
    first = find()
    assert find() is first
    sqlite_town.clock.move(seconds=READ_AGAIN_AFTER.total_seconds())

    assert find() == first
    assert len(opened) == 2
