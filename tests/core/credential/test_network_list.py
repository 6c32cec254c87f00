"""Network lists: several issuers whose roots one signature vouches for."""

from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.credential import (
    Algorithm,
    NetworkIssuer,
    NetworkList,
    RootKey,
    SignedListError,
    open_network_list,
    sign_network_list,
)
from app.core.credential import labels as label
from app.core.credential.cbor import CborValue, decode, encode
from app.core.credential.network_list import encode_network_list
from app.core.credential.signed_list import seal
from tests.core.credential.lists import DAY, ROOT_SIGNERS, ROOTS
from tests.core.credential.material import ISSUED, ISSUER, NOW, OTHER_PRIVATE_KEYS

ES256, EDDSA = Algorithm.ES256, Algorithm.EDDSA
OTHER = "https://cards.lakeside.example"
ISSUERS = (
    NetworkIssuer(ISSUER, ROOTS[EDDSA].public_key, "Riverbend"),
    NetworkIssuer(OTHER, OTHER_PRIVATE_KEYS[ES256].public_key(), "Lakeside"),
)


def network(**changes: Any) -> NetworkList:  # noqa: ANN401 - any field
    made = NetworkList.of(
        "Valley ID Network", version=3, issued_at=ISSUED, expires_at=ISSUED + 400 * DAY,
        issuers=ISSUERS,
    )  # fmt: skip
    return replace(made, **changes)


def read(data: bytes, *, now: int = NOW) -> NetworkList:
    return open_network_list(data, root=ROOTS[ES256], now=now)


def refused(data: bytes, *, now: int = NOW) -> bool:
    with pytest.raises(SignedListError):
        read(data, now=now)
    return True


def signed(content: NetworkList) -> bytes:
    return sign_network_list(content, ROOT_SIGNERS[ES256])


def sealed(claims: CborValue) -> bytes:
    return seal(encode(claims), typed=label.TYPE_NETWORK_LIST, signer=ROOT_SIGNERS[ES256])


def test_what_was_signed_is_read() -> None:
    seen = read(signed(network()))
    assert seen == network()
    assert [entry.issuer for entry in seen.issuers] == [OTHER, ISSUER]


def test_it_gives_the_root_of_its_issuers_only() -> None:
    assert network().root_of(ISSUER) == ROOTS[EDDSA]
    assert network().root_of(OTHER) == RootKey.of(OTHER_PRIVATE_KEYS[ES256].public_key())
    assert network().root_of("https://id.elsewhere.example") is None


@pytest.mark.parametrize(
    ("now", "usable"),
    [
        pytest.param(ISSUED - 301, False, id="before the leeway"),
        pytest.param(ISSUED - 300, True, id="within the leeway"),
        pytest.param(ISSUED + 400 * DAY, False, id="ended"),
    ],
)
def test_it_is_usable_while_it_lasts(now: int, usable: bool) -> None:
    if usable:
        assert read(signed(network()), now=now) == network()
    else:
        assert refused(signed(network()), now=now)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(network(version=0), id="version 0"),
        pytest.param(network(expires_at=ISSUED), id="ends when it begins"),
        pytest.param(network(network=""), id="no network's name"),
        pytest.param(network(network="n" * 101), id="a long network's name"),
        pytest.param(network(issuers=ISSUERS), id="out of order"),
        pytest.param(network(issuers=(ISSUERS[0], ISSUERS[0])), id="an issuer twice"),
        pytest.param(network(issuers=(replace(ISSUERS[0], name=""),)), id="no name"),
        pytest.param(network(issuers=(replace(ISSUERS[0], name="é" * 61),)), id="a long name"),
        pytest.param(network(issuers=(replace(ISSUERS[0], issuer="city"),)), id="no address"),
    ],
)
def test_signed_lists_outside_the_rules_are_refused(content: NetworkList) -> None:
    assert refused(signed(content))


def test_a_network_may_be_empty() -> None:
    assert read(signed(network(issuers=()))).issuers == ()


CLAIMS = cast("dict[int | str, Any]", decode(encode_network_list(network())))
ENTRY: dict[int | str, Any] = CLAIMS[-70018][0]


@pytest.mark.parametrize(
    "claims",
    [
        *(
            pytest.param({k: v for k, v in CLAIMS.items() if k != name}, id=f"no claim {name}")
            for name in CLAIMS
        ),
        pytest.param(CLAIMS | {5: ISSUED}, id="one claim more"),
        pytest.param(CLAIMS | {-70018: {}}, id="issuers are a map"),
        pytest.param(CLAIMS | {-70018: [7]}, id="an issuer is a number"),
        pytest.param(CLAIMS | {-70018: [ENTRY | {3: 1}]}, id="one entry more"),
        pytest.param(CLAIMS | {-70018: [ENTRY | {-70019: b"key"}]}, id="no key"),
        pytest.param([1], id="no map"),
    ],
)
def test_other_claims_are_refused(claims: CborValue) -> None:
    assert refused(sealed(claims))


def test_every_changed_byte_is_refused() -> None:
    data = signed(network())
    for position in range(len(data)):
        assert refused(data[:position] + bytes((data[position] ^ 1,)) + data[position + 1 :])


@given(data=st.binary(max_size=200))
def test_nothing_but_a_refusal_comes_of_noise(data: bytes) -> None:
    assert refused(data)
    assert refused(seal(data, typed=label.TYPE_NETWORK_LIST, signer=ROOT_SIGNERS[ES256]))
