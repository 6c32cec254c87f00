"""The code of a card that was just printed: its number and its token, whoever signed it."""

import pytest

from app.core.credential import Algorithm, PrintedCodeError, ScannedText, read_printed_code
from app.core.credential.wire import base45_text
from tests.core.credential.material import (
    ALGORITHMS,
    ISSUER,
    make_claims,
    payload_map,
    printed,
    sealed,
    sign_claims,
)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_number_and_token_are_read_from_either_wire(algorithm: Algorithm) -> None:
    signed = sign_claims(make_claims(), algorithm)
    expected = (make_claims().card_number, signed.cose)
    for text in (signed.text(ISSUER), base45_text(signed.cose)):
        assert read_printed_code(ScannedText(f"{text}\r\n"), issuer=ISSUER) == expected


def test_the_address_before_the_digits_is_not_looked_at() -> None:
    signed = sign_claims(make_claims())
    text = signed.text("https://elsewhere.example")
    assert read_printed_code(ScannedText(text), issuer=ISSUER)[1] == signed.cose


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ScannedText(""), id="nothing"),
        pytest.param(ScannedText("29 digits are none"), id="neither wire"),
        pytest.param(ScannedText(f"{ISSUER}/v#" + "9" * 400), id="digits of no token"),
        pytest.param(printed(b"no envelope" * 20), id="no envelope"),
        pytest.param(printed(sealed(payload_map({4: "soon"}), Algorithm.ES256)), id="bad claims"),
        pytest.param(
            printed(sealed(payload_map({1: "https://other.example"}), Algorithm.ES256)),
            id="another issuer",
        ),
    ],
)
def test_what_is_no_code_of_ours_is_refused(text: ScannedText) -> None:
    with pytest.raises(PrintedCodeError):
        read_printed_code(text, issuer=ISSUER)
