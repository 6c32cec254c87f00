"""A card, a trust file and some lists: all that a verifier without a network has."""

import json
from dataclasses import replace
from typing import Any

import pytest

from app.core.credential import (
    Algorithm,
    Freshness,
    IssuerTrust,
    KeySet,
    NetworkIssuer,
    NetworkList,
    NetworkTrust,
    ResultWord,
    ScannedText,
    SignedListError,
    StatusList,
    TrustFile,
    TrustFileError,
    check_offline,
    sign_network_list,
    sign_status_list,
    sign_status_list_jwt,
)
from app.core.credential.claims import STATUS_LIST_ENTRIES
from tests.core.credential.lists import (
    DAY,
    LIST_ISSUED,
    ROOT_SIGNERS,
    ROOTS,
    STATUS_SIGNERS,
    status_list,
)
from tests.core.credential.material import ISSUED, ISSUER, make_claims, sign_claims
from tests.core.credential.test_trust_list import key_set, signed

ES256, EDDSA = Algorithm.ES256, Algorithm.EDDSA
NOW = LIST_ISSUED + DAY
TEXT = ScannedText(sign_claims(make_claims(status_index=9)).text(ISSUER))
GOOD = sign_status_list(status_list(), STATUS_SIGNERS[ES256])
REVOKED = status_list(
    issued_at=LIST_ISSUED + 60,
    statuses=StatusList.of({9: 1}, entries=STATUS_LIST_ENTRIES),
)
NETWORK = NetworkList.of(
    "Valley ID Network",
    version=1,
    issued_at=ISSUED,
    expires_at=ISSUED + 400 * DAY,
    issuers=(NetworkIssuer(ISSUER, ROOTS[ES256].public_key, "Riverbend"),),
)
OTHER = "https://cards.lakeside.example"


@pytest.mark.parametrize(
    ("lists", "word", "as_of", "freshness"),
    [
        pytest.param((), ResultWord.VALID, None, Freshness.UNKNOWN, id="no list"),
        pytest.param((GOOD,), ResultWord.VALID, LIST_ISSUED, Freshness.FRESH, id="CWT"),
        pytest.param(
            (sign_status_list_jwt(status_list(), STATUS_SIGNERS[ES256]),),
            ResultWord.VALID,
            LIST_ISSUED,
            Freshness.FRESH,
            id="JWT",
        ),
        pytest.param(
            (sign_status_list(REVOKED, STATUS_SIGNERS[ES256]), GOOD),
            ResultWord.REVOKED,
            LIST_ISSUED + 60,
            Freshness.FRESH,
            id="the newer counts",
        ),
        pytest.param(
            (GOOD, sign_status_list(REVOKED, STATUS_SIGNERS[EDDSA])),
            ResultWord.VALID,
            LIST_ISSUED,
            Freshness.FRESH,
            id="an unusable one does not",
        ),
        pytest.param(
            (sign_status_list(status_list(number=4), STATUS_SIGNERS[ES256]),),
            ResultWord.VALID,
            None,
            Freshness.UNKNOWN,
            id="another list",
        ),
        pytest.param((b"", b"list"), ResultWord.VALID, None, Freshness.UNKNOWN, id="noise"),
    ],
)
def test_the_newest_usable_list_decides(
    lists: tuple[bytes, ...], word: ResultWord, as_of: int | None, freshness: Freshness
) -> None:
    check = check_offline(TEXT, key_sets=[key_set()], lists=lists, now=NOW)
    assert (check.verdict.word, check.status_as_of, check.freshness) == (word, as_of, freshness)


def test_a_list_grows_stale() -> None:
    late = check_offline(TEXT, key_sets=[key_set()], lists=[GOOD], now=NOW + DAY)
    assert (late.verdict.word, late.freshness) == (ResultWord.VALID, Freshness.STALE)
    patient = check_offline(
        TEXT, key_sets=[key_set()], lists=[GOOD], now=NOW + DAY, limit_seconds=3 * DAY
    )
    assert patient.freshness is Freshness.FRESH


def test_no_list_is_asked_about_a_card_that_fails_before() -> None:
    check = check_offline(TEXT, key_sets=[], lists=[GOOD], now=NOW)
    assert (check.verdict.word, check.status_as_of) == (ResultWord.UNKNOWN_KEY, None)


def trust(**changes: Any) -> TrustFile:  # noqa: ANN401 - any field
    entry = IssuerTrust(ISSUER, signed(key_set()), root=ROOTS[ES256].public_key)
    return TrustFile(issuers=(replace(entry, **changes),))


def by_network(*, signer: Algorithm = EDDSA, issuer: str = ISSUER) -> TrustFile:
    content = sign_network_list(NETWORK, ROOT_SIGNERS[signer])
    return TrustFile(
        issuers=(IssuerTrust(issuer, signed(key_set())),),
        network=NetworkTrust(ROOTS[EDDSA].public_key, content),
    )


@pytest.mark.parametrize(
    "file", [pytest.param(trust(), id="own root"), pytest.param(by_network(), id="network")]
)
def test_a_trust_file_gives_the_key_sets_it_vouches_for(file: TrustFile) -> None:
    read = TrustFile.parse(file.text())
    assert read.key_sets(now=NOW) == [key_set()]
    assert read.text() == file.text()


def test_an_issuer_named_twice_is_refused() -> None:
    (entry,) = trust().issuers
    with pytest.raises(TrustFileError, match="named twice"):
        TrustFile.parse(TrustFile(issuers=(entry, entry)).text())


def test_key_sets_of_several_issuers_stand_side_by_side() -> None:
    theirs = KeySet.of(OTHER, version=1, issued_at=ISSUED, keys=key_set().keys)
    file = TrustFile(
        issuers=(*trust().issuers, IssuerTrust(OTHER, signed(theirs), ROOTS[ES256].public_key))
    )
    key_sets = file.key_sets(now=NOW)
    assert [found.issuer for found in key_sets] == [ISSUER, OTHER]
    assert check_offline(TEXT, key_sets=key_sets, lists=[GOOD], now=NOW).verdict.claims


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(trust(root=ROOTS[EDDSA].public_key), id="another root"),
        pytest.param(trust(root=None), id="nobody names the root"),
        pytest.param(trust(issuer=OTHER), id="another issuer's key set"),
        pytest.param(trust(key_set=b"set"), id="no key set"),
        pytest.param(by_network(signer=ES256), id="a network that its root did not sign"),
        pytest.param(by_network(issuer=OTHER), id="an issuer outside the network"),
    ],
)
def test_a_trust_file_that_does_not_hold_is_refused(file: TrustFile) -> None:
    with pytest.raises(SignedListError):
        file.key_sets(now=NOW)


GOOD_ENTRY = json.loads(trust().text())["issuers"][0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="no issuers"),
        pytest.param('{"issuers": 7}', id="issuers are a number"),
        pytest.param('{"issuers": [7]}', id="an issuer is a number"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param(json.dumps({"issuers": [GOOD_ENTRY | {"key_set": "*"}]}), id="no Base64"),
        pytest.param(json.dumps({"issuers": [GOOD_ENTRY | {"root": "zz"}]}), id="no hex"),
        pytest.param(json.dumps({"issuers": [GOOD_ENTRY | {"root": "a0"}]}), id="no key"),
        pytest.param(json.dumps({"issuers": [], "network": {}}), id="an empty network"),
    ],
)
def test_another_text_is_no_trust_file(text: str) -> None:
    with pytest.raises(TrustFileError):
        TrustFile.parse(text)
