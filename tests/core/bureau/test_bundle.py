"""A bundle opens with the bureau's key and as it was made, and in no other way."""

from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.core.bureau import (
    BureauFileError,
    OpenedBundle,
    begin_bundle,
    key_fingerprint,
    manifest_digest,
    open_bundle,
)
from app.core.bureau.bundle import MAGIC
from tests.core.bureau.bundles import BUREAU, FILES, NUMBERS, OTHER_BUREAU, Bureau, manifest

MADE = Bureau()
CONTENT = MADE.bundle()


def opened(content: bytes = CONTENT, *, of: Bureau = MADE, bureau: UUID = BUREAU) -> OpenedBundle:
    program_key = of.program_key.public_key()
    return open_bundle(content, key=of.key, bureau=bureau, program_key=program_key)


def why(content: bytes, *, of: Bureau = MADE, bureau: UUID = BUREAU) -> str:
    with pytest.raises(BureauFileError) as refused:
        opened(content, of=of, bureau=bureau)
    return refused.value.reason


def frames(content: bytes) -> list[int]:
    """Return where each frame begins: the header, then the parts."""
    starts, start = [], len(MAGIC)
    while start < len(content):
        starts.append(start)
        start += 4 + int.from_bytes(content[start : start + 4], "big")
    return starts


def test_the_bureau_reads_what_the_program_sealed() -> None:
    found = opened()
    assert found.files == FILES
    assert [card.number for card in found.manifest.cards] == list(NUMBERS)
    assert found.signed_manifest == MADE.parts()[-1]
    assert len(manifest_digest(found.signed_manifest)) == 64


def test_the_open_part_names_no_card_and_no_file() -> None:
    head = CONTENT[: frames(CONTENT)[1]]
    assert all(number.encode() not in CONTENT for number in NUMBERS)
    assert b"PDF" not in CONTENT
    assert b"riverbend" not in CONTENT
    assert head == begin_bundle(MADE.header())


def test_two_sealings_of_the_same_content_share_no_part() -> None:
    again = MADE.bundle()
    assert again != CONTENT
    assert opened(again) == opened()


def test_another_key_opens_nothing() -> None:
    other = Bureau(program_key=MADE.program_key)
    assert why(CONTENT, of=other) == "bundle_for_another_key"
    # Nor does it when the header is made to name it.
    header = MADE.header(key=key_fingerprint(other.key.public_key()))
    relabelled = begin_bundle(header) + CONTENT[frames(CONTENT)[1] :]
    assert why(relabelled, of=other) == "bundle_changed"


def test_a_bundle_of_another_bureau_is_refused_and_does_not_open_under_its_id() -> None:
    assert why(CONTENT, bureau=OTHER_BUREAU) == "bundle_for_another_bureau"
    replayed = begin_bundle(MADE.header(bureau=OTHER_BUREAU)) + CONTENT[frames(CONTENT)[1] :]
    assert why(replayed, bureau=OTHER_BUREAU) == "bundle_changed"


def test_a_bundle_under_another_bundles_id_does_not_open() -> None:
    replayed = begin_bundle(MADE.header(bundle=OTHER_BUREAU)) + CONTENT[frames(CONTENT)[1] :]
    assert why(replayed) == "bundle_changed"


def test_a_flipped_bit_anywhere_is_noticed() -> None:
    refused = {
        why(CONTENT[:place] + bytes((CONTENT[place] ^ 1,)) + CONTENT[place + 1 :])
        for place in range(len(CONTENT))
    }
    assert refused == {
        "not_a_bundle",
        "bundle_changed",
        "bundle_truncated",
        "bundle_for_another_bureau",
        "bundle_for_another_key",
    }


def test_a_bundle_that_ends_early_is_refused_wherever_it_ends() -> None:
    ends = {why(CONTENT[:end]) for end in range(len(MAGIC), len(CONTENT))}
    assert ends == {"bundle_truncated"}
    assert why(CONTENT[:5]) == "not_a_bundle"


def test_more_at_the_end_is_refused() -> None:
    starts = frames(CONTENT)
    assert why(CONTENT + b"\0") == "bundle_truncated"
    assert why(CONTENT + CONTENT[starts[1] : starts[2]]) == "bundle_changed"


def test_parts_that_changed_places_do_not_open() -> None:
    head, one, two, three = frames(CONTENT)
    swapped = CONTENT[:one] + CONTENT[two:three] + CONTENT[one:two] + CONTENT[three:]
    assert head < one
    assert why(swapped) == "bundle_changed"


def test_whoever_knows_the_bureaus_public_key_cannot_write_for_the_program() -> None:
    forger = Bureau(key=MADE.key, program_key=Ed25519PrivateKey.generate())
    assert why(forger.bundle()) == "bundle_not_of_this_program"


def test_files_that_the_manifest_does_not_list_are_refused() -> None:
    *_, text = MADE.parts()
    assert why(MADE.bundle(parts=[FILES[1], FILES[0], text])) == "bundle_contradicts_itself"
    assert why(MADE.bundle(parts=[FILES[0], text])) == "bundle_contradicts_itself"


def test_a_manifest_of_another_bundle_is_refused() -> None:
    parts = MADE.parts(manifest(bundle=OTHER_BUREAU))
    assert why(MADE.bundle(parts=parts)) == "bundle_contradicts_itself"


def test_a_part_that_no_key_can_have_made_is_refused() -> None:
    starts = frames(CONTENT)
    begin = starts[-1] + 4
    weak = CONTENT[:begin] + bytes(32) + CONTENT[begin + 32 :]
    assert why(weak) == "bundle_changed"
    assert isinstance(MADE.key, X25519PrivateKey)
