"""Rows of keys, partners and lists that are put back undo nothing: the audit log knows better."""

from http import HTTPStatus

import pytest
from sqlalchemy import text

from app.cards import close_status_lists
from app.core.credential import ResultWord
from app.keys import IssuerKey, KeyRole, draft_key_set
from app.kit.actor import SERVICE
from app.kit.db import RegisterBrokenError
from app.partners import NewPartner, close_partner, rotate_partner_key
from app.verification import SnapshotKeeper
from tests.agreements import partner, system_of
from tests.cards.towns import ISSUER, card_of
from tests.ceremony import publish_keys
from tests.keys.orders import compromise, keys, retire
from tests.put_back import Row, put_back, row_of
from tests.town import Town
from tests.verification.checks import offline, online, refresh, text_of
from tests.verification.forgery import forged
from tests.walks import handed_over, issued

VALID, UNKNOWN_KEY = ResultWord.VALID, ResultWord.UNKNOWN_KEY


def restart(town: Town) -> None:
    """Let the town's process know nothing, as after a restart."""
    deployment = town.app.state.deployment
    town.app.state.snapshots = SnapshotKeeper(
        new_session=deployment.new_session, clock=deployment.clock
    )


def undone(town: Town, role: KeyRole = KeyRole.CARD) -> tuple[IssuerKey, Row]:
    """Compromise the key of a role, put its row of before back, and return both."""
    (key,) = keys(town, role)
    old = row_of(town, "issuer_keys", f"role = '{role.value}'")
    town.clock.move(hours=1)
    compromise(town, key)
    refresh(town)
    put_back(town, "issuer_keys", old)
    return key, old


@pytest.mark.parametrize("begins_anew", [False, True], ids=["same process", "process after it"])
def test_a_compromise_is_not_undone_by_the_keys_old_row(town: Town, *, begins_anew: bool) -> None:
    card_id = handed_over(town)
    card = card_of(town, card_id)
    other = forged(town, keys(town)[0], place=(card.status_list, card.status_index))
    undone(town)
    if begins_anew:
        restart(town)
    refresh(town)
    assert online(town, other) is UNKNOWN_KEY
    assert online(town, text_of(town, card_id)) is UNKNOWN_KEY
    assert online(town, text_of(town, issued(town))) is not UNKNOWN_KEY


def test_a_key_marked_again_is_good_for_what_it_was(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = handed_over(town)
    card = card_of(town, card_id)
    other = forged(town, keys(town)[0], place=(card.status_list, card.status_index))
    key, old = undone(town)
    compromise(town, key)
    refresh(town)
    assert online(town, other) is ResultWord.NOT_AUTHENTIC
    assert online(town, text_of(town, card_id)) is VALID
    put_back(town, "issuer_keys", old)
    refresh(town)
    assert online(town, other) is UNKNOWN_KEY


@pytest.mark.parametrize("role", list(KeyRole))
def test_no_key_set_is_drafted_from_an_old_row(sqlite_town: Town, role: KeyRole) -> None:
    undone(sqlite_town, role)
    with (
        sqlite_town.app.state.new_session() as session,
        pytest.raises(RegisterBrokenError),
    ):
        draft_key_set(session, issuer=ISSUER, now=sqlite_town.clock())


def test_an_old_row_does_not_become_new_by_another_act(sqlite_town: Town) -> None:
    key, _ = undone(sqlite_town)
    with pytest.raises(RegisterBrokenError):
        retire(sqlite_town, key)


def is_let_in(town: Town, made: NewPartner) -> bool:
    asked = system_of(town, made).post("/api/verifications", json={"credential": "x"})
    return asked.status_code != HTTPStatus.UNAUTHORIZED


def test_a_partner_closed_stays_closed(town: Town) -> None:
    made = partner(town)
    old = row_of(town, "partners")
    with town.transaction() as session:
        close_partner(session, made.id, by=SERVICE, now=town.clock())
    put_back(town, "partners", old)
    refresh(town)
    assert not is_let_in(town, made)
    with pytest.raises(RegisterBrokenError), town.transaction() as session:
        rotate_partner_key(session, made.id, by=SERVICE, now=town.clock())
    with town.transaction() as session:
        close_partner(session, made.id, by=SERVICE, now=town.clock())
    put_back(town, "partners", old)
    refresh(town)
    assert not town.app.state.snapshots.get().partners


def test_a_partners_key_of_before_does_not_come_back(sqlite_town: Town) -> None:
    town = sqlite_town
    made = partner(town)
    old = row_of(town, "partners")
    with town.transaction() as session:
        rotate_partner_key(session, made.id, by=SERVICE, now=town.clock())
    put_back(town, "partners", old)
    refresh(town)
    assert not is_let_in(town, made)


@pytest.mark.parametrize("begins_anew", [False, True], ids=["same process", "process after it"])
def test_closed_lists_are_not_opened_by_their_rows(town: Town, *, begins_anew: bool) -> None:
    card = card_of(town, handed_over(town))
    (key,) = keys(town)
    place = (card.status_list, (card.status_index + 1) % 131_072)
    other = forged(town, key, place=place)
    before = town.new_client(town.app).get("/.well-known/cose-keys").content
    town.clock.move(hours=1)
    compromise(town, key)
    with town.transaction() as session:
        close_status_lists(session, by=SERVICE, now=town.clock())
    publish_keys(town.app.state.deployment)
    refresh(town)
    with town.transaction() as session:
        session.execute(text("UPDATE status_lists SET is_closed_world = :no"), {"no": False})
        session.execute(text("UPDATE register_version SET value = value + 1"))
    if begins_anew:
        restart(town)
    town.clock.move(hours=1)
    snapshot = town.app.state.snapshots.refresh()
    assert snapshot.status(ISSUER, *place) == 1
    town.app.state.deployment.new_publisher().publish(snapshot)
    assert offline(town, other, key_set=before).verdict.word is ResultWord.REVOKED
