"""The published keys over HTTP: for everybody, cacheable, nothing that is not to be believed."""

from base64 import urlsafe_b64decode
from collections.abc import Callable
from typing import Any

import pytest

from app.core.credential import Algorithm, encode_key_set, key_id, labels, sign_key_set
from app.core.credential.cose import close_envelope, protected_header
from app.keys import draft_key_set
from app.keys.jwks import jwks
from app.kit.db import sql_text
from app.main.trouble import find_trouble
from tests.ceremony import ROOT, publish_keys
from tests.core.credential.lists import ROOT_SIGNERS
from tests.core.credential.material import PRIVATE_KEYS
from tests.core.credential.test_trust_list import card_key, key_set
from tests.keys.orders import ISSUER, compromise, keys, rotate
from tests.town import Town

KEY_SET, JWKS = "/.well-known/cose-keys", "/.well-known/jwks.json"


def test_the_key_set_is_for_everybody_and_for_a_while(sqlite_town: Town) -> None:
    client = sqlite_town.new_client(sqlite_town.app)
    answer = client.get(KEY_SET)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/cose"
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["access-control-allow-origin"] == "*"
    again = client.get(KEY_SET, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", [KEY_SET, JWKS])
def test_there_is_nothing_before_the_first_key_set(sqlite_town: Town, path: str) -> None:
    with sqlite_town.transaction() as session:
        session.execute(sql_text("DELETE FROM key_sets"))
    answer = sqlite_town.new_client(sqlite_town.app).get(path)
    assert (answer.status_code, answer.json()["reason"]) == (404, "no_key_set")


def unsigned(town: Town) -> bytes:
    """Return a key set of exactly the right keys in the right shape, signed by nobody."""
    with town.app.state.new_session() as session:
        made = draft_key_set(session, issuer=ISSUER, now=town.clock())
    header = protected_header(Algorithm.ES256, key_id=ROOT.kid, typed=labels.TYPE_KEY_SET)
    return close_envelope(header, payload=encode_key_set(made), signature=bytes(64))


def of_another_root(town: Town) -> bytes:
    with town.app.state.new_session() as session:
        made = draft_key_set(session, issuer=ISSUER, now=town.clock())
    return sign_key_set(made, ROOT_SIGNERS[Algorithm.ES256])


def of_before(town: Town) -> bytes:
    """Return the set that is served, which is too old to stand under the next version."""
    return town.new_client(town.app).get(KEY_SET).content


def put_in(town: Town, content: bytes) -> None:
    """Put a key set on top behind the service's back."""
    row = "SELECT version + 1, :content, published_at FROM key_sets"
    with town.transaction() as session:
        statement = sql_text(f"INSERT INTO key_sets (version, content, published_at) {row}")
        session.execute(statement, {"content": content})


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(unsigned, id="signed by nobody"),
        pytest.param(of_another_root, id="signed by another root"),
        pytest.param(of_before, id="an older one of the same root"),
        pytest.param(lambda _town: b"junk", id="junk"),
    ],
)
def test_a_key_set_that_the_root_did_not_sign_is_not_served(
    town: Town, made: Callable[[Town], bytes]
) -> None:
    put_in(town, made(town))
    client = town.new_client(town.app)
    for path in (KEY_SET, JWKS):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["reason"]) == (503, "register_broken")
    (line,) = find_trouble(town.app.state.deployment)
    assert line.startswith("the newest key set is not one that the pinned root signed")
    publish_keys(town.app.state.deployment)
    assert client.get(JWKS).status_code == 200
    assert find_trouble(town.app.state.deployment) == []


def test_without_the_root_no_key_set_is_served(sqlite_town: Town) -> None:
    with sqlite_town.transaction() as session:
        session.execute(sql_text("DELETE FROM pinned_root"))
    answer = sqlite_town.new_client(sqlite_town.app).get(KEY_SET)
    assert (answer.status_code, answer.json()["reason"]) == (503, "register_broken")


def test_json_web_keys_name_the_card_keys_and_no_status_key(town: Town) -> None:
    answer = town.new_client(town.app).get(JWKS)
    assert answer.headers["content-type"] == "application/jwk-set+json"
    rotate(town)
    publish_keys(town.app.state.deployment)
    answer = town.new_client(town.app).get(JWKS)
    expected = {key.kid.hex() for key in keys(town)}
    assert len(expected) == 2
    assert {key["kid"] for key in answer.json()["keys"]} == expected


def test_a_compromised_key_leaves_the_json_web_keys_at_once(town: Town) -> None:
    (first,) = keys(town)
    compromise(town, first)
    assert town.new_client(town.app).get(JWKS).json() == {"keys": []}


def test_json_web_keys_are_the_public_keys() -> None:
    made: dict[str, dict[str, Any]] = {key["kty"]: key for key in jwks(key_set())["keys"]}
    numbers = PRIVATE_KEYS[Algorithm.EDDSA].public_key()
    okp = made["OKP"]
    assert okp["kid"] == key_id(numbers).hex()
    assert okp | {"x": "", "kid": ""} == {
        "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "", "x": "",
    }  # fmt: skip
    assert urlsafe_b64decode(okp["x"] + "=").hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"  # RFC 8032, test 1
    )
    (ec,) = jwks(key_set(card_key()))["keys"]
    assert ec | {"x": "", "y": "", "kid": ""} == {
        "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "", "x": "", "y": "",
    }  # fmt: skip
    assert urlsafe_b64decode(ec["x"] + "=").hex() == (
        "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"  # RFC 6979, A.2.5
    )
