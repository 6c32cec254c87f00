"""The published keys over HTTP: for everybody, cacheable, nothing that is not to be believed."""

from base64 import urlsafe_b64decode
from typing import Any

import pytest

from app.core.credential import Algorithm, key_id
from app.keys import KeyRole
from app.keys.jwks import jwks
from app.kit.db import sql_text
from tests.core.credential.material import PRIVATE_KEYS
from tests.core.credential.test_trust_list import card_key, key_set
from tests.keys.orders import compromise, keys
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


def test_json_web_keys_name_the_same_keys(town: Town) -> None:
    answer = town.new_client(town.app).get(JWKS)
    assert answer.headers["content-type"] == "application/jwk-set+json"
    expected = {key.kid.hex() for role in KeyRole for key in keys(town, role)}
    assert {key["kid"] for key in answer.json()["keys"]} == expected


def test_a_compromised_key_leaves_the_json_web_keys_at_once(town: Town) -> None:
    (first,) = keys(town)
    compromise(town, first)
    (left,) = town.new_client(town.app).get(JWKS).json()["keys"]
    assert left["kid"] == keys(town, KeyRole.STATUS)[0].kid.hex()


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
