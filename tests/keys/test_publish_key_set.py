"""Key sets: what is served is what the root signed and what the keys are; it never goes back."""

from dataclasses import replace
from typing import Any

import pytest

from app.core.credential import (
    Algorithm,
    KeySet,
    PublishedState,
    decode_key_set,
    encode_key_set,
    open_key_set,
    sign_key_set,
)
from app.keys import (
    draft_key_set,
    pin_root,
    pinned_root,
    publish_key_set,
    published_key_set,
)
from app.kit.actor import SERVICE
from app.kit.db import RegisterBrokenError, sql_text
from app.kit.errors import ConflictError, RefusedError
from tests.ceremony import ROOT, ROOT_SIGNER, publish_keys
from tests.core.credential.lists import ROOT_SIGNERS
from tests.keys.orders import ISSUER, compromise, keys, retire, rotate
from tests.town import Town


def draft(town: Town, **changes: Any) -> KeySet:  # noqa: ANN401 - any field
    with town.app.state.new_session() as session:
        made = draft_key_set(session, issuer=ISSUER, now=town.clock())
    return replace(made, **changes)


def publish(town: Town, data: bytes) -> KeySet:
    with town.transaction() as session:
        return publish_key_set(session, data, issuer=ISSUER, by=SERVICE, now=town.clock())


def published(town: Town) -> KeySet:
    with town.app.state.new_session() as session:
        found = published_key_set(session)
    assert found is not None
    return found


def test_what_the_root_signed_is_served(town: Town) -> None:
    made = rotate(town)
    key_set = publish(town, sign_key_set(draft(town), ROOT_SIGNER))
    assert published(town) == key_set
    assert key_set.version == 2
    assert made.kid in {key.kid for key in key_set.keys}


def test_a_draft_is_what_a_root_elsewhere_reads(sqlite_town: Town) -> None:
    rotate(sqlite_town)
    assert decode_key_set(encode_key_set(draft(sqlite_town))) == draft(sqlite_town)


def test_standing_and_windows_are_in_the_set(sqlite_town: Town) -> None:
    town = sqlite_town
    (first,) = keys(town)
    rotate(town)
    town.clock.move(days=90)
    third = keys(town)[1]
    retire(town, first)
    rotate(town)
    compromise(town, third)
    states = {key.kid: key.state for key in publish_keys(town.app.state.deployment).keys}
    assert states[first.kid] is PublishedState.RETIRED
    assert states[third.kid] is PublishedState.COMPROMISED


def test_a_key_whose_time_is_over_is_left_out(sqlite_town: Town) -> None:
    town = sqlite_town
    (first,) = keys(town)
    town.clock.now = first.verify_until
    assert draft(town).keys == ()


def test_another_roots_signature_is_refused(sqlite_town: Town) -> None:
    rotate(sqlite_town)
    other = ROOT_SIGNERS[Algorithm.ES256]
    with pytest.raises(RefusedError, match="key_set_not_signed_by_root"):
        publish(sqlite_town, sign_key_set(draft(sqlite_town), other))
    with pytest.raises(RefusedError, match="key_set_not_signed_by_root"):
        publish(sqlite_town, encode_key_set(draft(sqlite_town)))


def test_a_version_never_goes_back(sqlite_town: Town) -> None:
    rotate(sqlite_town)
    signed = sign_key_set(draft(sqlite_town), ROOT_SIGNER)
    publish(sqlite_town, signed)
    with pytest.raises(ConflictError, match="key_set_version_too_low"):
        publish(sqlite_town, signed)


def test_a_set_written_before_the_keys_changed_is_refused(sqlite_town: Town) -> None:
    before = sign_key_set(draft(sqlite_town), ROOT_SIGNER)
    compromise(sqlite_town, keys(sqlite_town)[0])
    with pytest.raises(ConflictError, match="key_set_is_outdated"):
        publish(sqlite_town, before)


def test_a_set_whose_keys_sign_nothing_now_is_refused(sqlite_town: Town) -> None:
    sqlite_town.clock.move(days=366)
    with pytest.raises(RefusedError, match="no_card_key_signs"):
        publish(sqlite_town, sign_key_set(draft(sqlite_town), ROOT_SIGNER))


def test_a_root_is_pinned_once(town: Town) -> None:
    with town.app.state.new_session() as session:
        assert pinned_root(session) == ROOT
    with pytest.raises(ConflictError, match="root_is_pinned"), town.transaction() as session:
        pin_root(session, ROOT.public_key, by=SERVICE, now=town.clock())


def test_nothing_is_published_without_a_root(sqlite_town: Town) -> None:
    signed = sign_key_set(draft(sqlite_town), ROOT_SIGNER)
    with sqlite_town.transaction() as session:
        session.execute(sql_text("DELETE FROM pinned_root"))
    with pytest.raises(ConflictError, match="no_root_is_pinned"):
        publish(sqlite_town, signed)


def test_a_root_that_something_else_put_in_counts_for_nothing(town: Town) -> None:
    with town.transaction() as session:
        session.execute(sql_text("UPDATE pinned_root SET public_key = mac"))
    with town.app.state.new_session() as session, pytest.raises(RegisterBrokenError):
        pinned_root(session)


def test_a_key_whose_window_was_widened_behind_the_service_stops_a_draft(town: Town) -> None:
    with town.transaction() as session:
        session.execute(sql_text("UPDATE issuer_keys SET sign_until = verify_until"))
    with pytest.raises(RegisterBrokenError):
        draft(town)


def test_the_served_set_is_good_for_a_verifier(sqlite_town: Town) -> None:
    answer = sqlite_town.new_client(sqlite_town.app).get("/.well-known/cose-keys")
    now = int(sqlite_town.clock().timestamp())
    assert open_key_set(answer.content, root=ROOT, issuer=ISSUER, now=now) == published(sqlite_town)
