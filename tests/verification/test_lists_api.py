"""The status lists over HTTP: two forms, one aggregation, the same for everybody."""

from http import HTTPStatus

import pytest

from app.core.credential import TrustedStatusKeys, open_status_list, open_status_list_jwt
from app.keys import KeyRole, status_key
from tests.cards.towns import ISSUER
from tests.keys.orders import keys
from tests.town import Town
from tests.verification.checks import issued_next_quarter, refresh
from tests.walks import issued

CWT, JWT = "application/statuslist+cwt", "application/statuslist+jwt"


@pytest.fixture
def listed(sqlite_town: Town) -> Town:
    """Return a town with one list."""
    issued(sqlite_town)
    refresh(sqlite_town)
    return sqlite_town


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        pytest.param(None, CWT, id="no wish"),
        pytest.param("*/*", CWT, id="anything"),
        pytest.param("text/html", CWT, id="something else"),
        pytest.param(CWT, CWT, id="CWT"),
        pytest.param(JWT, JWT, id="JWT"),
        pytest.param(f"{JWT};q=0.5, {CWT};q=0.9", CWT, id="rather CWT"),
        pytest.param(f"{CWT};q=0.5, {JWT}", JWT, id="rather JWT"),
        pytest.param(f"{CWT};q=0, application/*", JWT, id="no CWT"),
    ],
)
def test_the_form_is_the_one_that_is_preferred(
    listed: Town, accept: str | None, media_type: str
) -> None:
    headers = {} if accept is None else {"accept": accept}
    answer = listed.new_client(listed.app).get("/s/1", headers=headers)
    assert answer.status_code == HTTPStatus.OK
    assert answer.headers["content-type"] == media_type
    assert answer.headers["vary"] == "Accept"
    trusted = TrustedStatusKeys(map(status_key, keys(listed, KeyRole.STATUS)))
    open_ = open_status_list if media_type == CWT else open_status_list_jwt
    now = int(listed.clock().timestamp())
    assert open_(answer.content, keys=trusted, now=now).uri == f"{ISSUER}/s/1"


def test_the_aggregation_names_every_list(listed: Town) -> None:
    issued_next_quarter(listed)
    refresh(listed)
    answer = listed.new_client(listed.app).get("/s")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"status_lists": [f"{ISSUER}/s/1", f"{ISSUER}/s/2"]}


def test_the_aggregation_of_no_lists_is_empty(sqlite_town: Town) -> None:
    answer = sqlite_town.new_client(sqlite_town.app).get("/s")
    assert answer.json() == {"status_lists": []}


@pytest.mark.parametrize("path", ["/s", "/s/1"])
def test_everybody_may_keep_it_for_a_minute(listed: Town, path: str) -> None:
    client = listed.new_client(listed.app)
    answer = client.get(path)
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert answer.headers["access-control-allow-origin"] == "*"
    tag = answer.headers["etag"]
    for known in (tag, f'"other", W/{tag}'):
        again = client.get(path, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
    assert client.get(path, headers={"if-none-match": '"other"'}).content == answer.content


@pytest.mark.parametrize(
    ("path", "code", "reason"),
    [
        pytest.param("/s/2", 404, "no_such_list", id="no such list"),
        pytest.param("/s/1000000000", 422, "unreadable_request", id="no list's number"),
        pytest.param("/s/one", 422, "unreadable_request", id="no number"),
        pytest.param("/s/1?time=1686925000", 501, "no_lists_of_the_past", id="the past"),
    ],
)
def test_other_questions_are_refused_as_problems(
    listed: Town, path: str, code: int, reason: str
) -> None:
    answer = listed.new_client(listed.app).get(path)
    assert (answer.status_code, answer.json()["reason"]) == (code, reason)
    assert answer.headers["content-type"] == "application/problem+json"
