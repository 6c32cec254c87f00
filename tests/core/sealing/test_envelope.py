from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.sealing.envelope import (
    PAD_STEP_BYTES,
    SealBrokenError,
    SealContext,
    seal,
    unseal,
    unwrap,
    wrap,
)

KEY, OTHER_KEY = bytes(range(32)), bytes(32)
NONCE, OTHER_NONCE = bytes(12), b"\x01" + bytes(11)
ROW = UUID("3f2c1e9a-0000-4000-8000-000000000001")
OTHER_ROW = UUID("3f2c1e9a-0000-4000-8000-000000000002")
OWNER = UUID("3f2c1e9a-0000-4000-8000-00000000000a")
OTHER_OWNER = UUID("3f2c1e9a-0000-4000-8000-00000000000b")
NAMES = SealContext("applicant.names", ROW, 1, OWNER)
VALUE = b"Zqxwiana"
TAG_BYTES = 16


@given(st.binary(max_size=3 * PAD_STEP_BYTES))
def test_what_was_sealed_opens_at_its_place(value: bytes) -> None:
    sealed = seal(KEY, value, context=NAMES, nonce=NONCE)
    assert unseal(KEY, sealed, context=NAMES, nonce=NONCE) == value


@pytest.mark.parametrize(
    ("key", "context", "nonce"),
    [
        pytest.param(OTHER_KEY, NAMES, NONCE, id="another person's key"),
        pytest.param(
            KEY, SealContext("applicant.names", OTHER_ROW, 1, OWNER), NONCE, id="another row"
        ),
        pytest.param(
            KEY, SealContext("applicant.address", ROW, 1, OWNER), NONCE, id="another label"
        ),
        pytest.param(
            KEY, SealContext("applicant.names", ROW, 2, OWNER), NONCE, id="a later version"
        ),
        pytest.param(
            KEY, SealContext("applicant.names", ROW, 1, OTHER_OWNER), NONCE, id="another owner"
        ),
        pytest.param(KEY, NAMES, OTHER_NONCE, id="another nonce"),
    ],
)
def test_a_value_that_was_moved_does_not_open(
    key: bytes, context: SealContext, nonce: bytes
) -> None:
    sealed = seal(KEY, VALUE, context=NAMES, nonce=NONCE)
    with pytest.raises(SealBrokenError) as caught:
        unseal(key, sealed, context=context, nonce=nonce)
    assert str(caught.value) == context.label


@pytest.mark.parametrize("at", [0, 40, -1])
def test_a_changed_byte_does_not_open(at: int) -> None:
    sealed = bytearray(seal(KEY, VALUE, context=NAMES, nonce=NONCE))
    sealed[at] ^= 1
    with pytest.raises(SealBrokenError):
        unseal(KEY, bytes(sealed), context=NAMES, nonce=NONCE)


@pytest.mark.parametrize("cut", [0, 15, 16, 200])
def test_a_cut_value_does_not_open(cut: int) -> None:
    sealed = seal(KEY, VALUE, context=NAMES, nonce=NONCE)
    with pytest.raises(SealBrokenError):
        unseal(KEY, sealed[:cut], context=NAMES, nonce=NONCE)


@pytest.mark.parametrize(
    ("length", "steps"),
    [
        pytest.param(0, 1, id="nothing"),
        pytest.param(3, 1, id="a short name"),
        pytest.param(PAD_STEP_BYTES - 4, 1, id="the longest of one step"),
        pytest.param(PAD_STEP_BYTES - 3, 2, id="one byte more"),
    ],
)
def test_the_length_of_a_value_shows_in_steps_only(length: int, steps: int) -> None:
    sealed = seal(KEY, bytes(length), context=NAMES, nonce=NONCE)
    assert len(sealed) == steps * PAD_STEP_BYTES + TAG_BYTES


def test_a_data_key_opens_under_its_epoch_and_id() -> None:
    wrapped = wrap(KEY, OTHER_KEY, key_id=ROW, epoch="2031-05", nonce=NONCE)
    assert OTHER_KEY not in wrapped
    assert unwrap(KEY, wrapped, key_id=ROW, epoch="2031-05", nonce=NONCE) == OTHER_KEY


@pytest.mark.parametrize(
    ("epoch_key", "key_id", "epoch"),
    [
        pytest.param(OTHER_KEY, ROW, "2031-05", id="another epoch's key"),
        pytest.param(KEY, OTHER_ROW, "2031-05", id="another id"),
        pytest.param(KEY, ROW, "2031-06", id="another epoch's name"),
    ],
)
def test_a_data_key_that_was_moved_does_not_open(
    epoch_key: bytes, key_id: UUID, epoch: str
) -> None:
    wrapped = wrap(KEY, OTHER_KEY, key_id=ROW, epoch="2031-05", nonce=NONCE)
    with pytest.raises(SealBrokenError):
        unwrap(epoch_key, wrapped, key_id=key_id, epoch=epoch, nonce=NONCE)
