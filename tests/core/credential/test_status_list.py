"""Packing of status values, next to the published examples of the draft."""

import zlib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.credential.status_list import ALLOWED_BITS, StatusList, StatusListError
from tests.core.credential import draft_lists as draft

BITS = st.sampled_from(ALLOWED_BITS)


@pytest.mark.parametrize(
    ("bits", "values", "packed", "compressed"),
    [
        pytest.param(
            1,
            (1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1),
            "b9a3",
            "78dadbb918000217015d",
            id="1 bit",
        ),
        pytest.param(
            2,
            (1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3),
            "c944f9",
            "78da3be9f2130003df0207",
            id="2 bits",
        ),
    ],
)
def test_the_drafts_short_examples_are_identical(
    bits: int, values: tuple[int, ...], packed: str, compressed: str
) -> None:
    """Draft 20, section 4.1."""
    made = StatusList.of(dict(enumerate(values)), entries=len(values), bits=bits)
    assert made.packed == bytes.fromhex(packed)
    assert made.compressed() == bytes.fromhex(compressed)
    assert tuple(made.value(index) for index in range(len(values))) == values


@pytest.mark.parametrize(
    ("bits", "values", "published"),
    [
        pytest.param(1, draft.VALUES_1, draft.LIST_1, id="1 bit"),
        pytest.param(2, draft.VALUES_2, draft.LIST_2, id="2 bits"),
        pytest.param(4, draft.VALUES_4, draft.LIST_4, id="4 bits"),
        pytest.param(8, draft.VALUES_8, draft.LIST_8, id="8 bits"),
    ],
)
def test_the_drafts_long_examples_are_identical(
    bits: int, values: Mapping[int, int], published: bytes
) -> None:
    made = StatusList.of(values, entries=draft.ENTRIES, bits=bits)
    assert made.compressed() == published
    read = StatusList.inflate(published, entries=draft.ENTRIES, bits=bits)
    assert read == made
    assert {index: read.value(index) for index in values} == values
    assert read.value(draft.ENTRIES - 1) == 0
    assert read.value(draft.ENTRIES) is None


@given(data=st.data(), bits=BITS)
def test_every_value_comes_back(data: st.DataObject, bits: int) -> None:
    value = st.integers(0, (1 << bits) - 1)
    entries = 8 * data.draw(st.integers(1, 30))
    values = data.draw(st.dictionaries(st.integers(0, entries - 1), value))
    default = data.draw(value)
    made = StatusList.of(values, entries=entries, bits=bits, default=default)
    read = StatusList.inflate(made.compressed(), entries=entries, bits=bits)
    expected = [values.get(index, default) for index in range(entries)]
    assert [read.value(index) for index in range(entries)] == expected
    assert read.value(-1) is None
    assert read.value(entries) is None


def test_a_change_touches_its_own_entry_only() -> None:
    before = StatusList.of({}, entries=16, default=3)
    after = before.changed({5: 0})
    assert [after.value(index) for index in range(16)] == [3] * 5 + [0] + [3] * 10
    assert before.value(5) == 3


@pytest.mark.parametrize(
    ("values", "options"),
    [
        pytest.param({16: 1}, {}, id="index beyond"),
        pytest.param({-1: 1}, {}, id="index below"),
        pytest.param({0: 4}, {}, id="value too large"),
        pytest.param({0: -1}, {}, id="value below 0"),
        pytest.param({}, {"default": 4}, id="default too large"),
        pytest.param({}, {"default": -1}, id="default below 0"),
        pytest.param({}, {"bits": 3}, id="3 bits"),
        pytest.param({}, {"bits": 16}, id="16 bits"),
    ],
)
def test_impossible_lists_are_refused(values: dict[int, int], options: dict[str, int]) -> None:
    with pytest.raises(StatusListError):
        StatusList.of(values, entries=16, **options)


GOOD = StatusList.of({7: 1}, entries=64).compressed()


@pytest.mark.parametrize(
    "compressed",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(GOOD[:-1], id="cut short"),
        pytest.param(GOOD + b"\0", id="something follows"),
        pytest.param(GOOD[:-1] + bytes((GOOD[-1] ^ 1,)), id="wrong checksum"),
        pytest.param(bytes(16), id="not zlib"),
        pytest.param(zlib.compress(bytes(15)), id="a byte too few"),
        pytest.param(zlib.compress(bytes(17)), id="a byte too many"),
        pytest.param(zlib.compress(bytes(100_000_000)), id="far too many"),
    ],
)
def test_other_bytes_are_refused(compressed: bytes) -> None:
    with pytest.raises(StatusListError):
        StatusList.inflate(compressed, entries=64)
