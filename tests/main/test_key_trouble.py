"""What doctor says about keys: windows that end, sets that lag behind, lists that nobody signs."""

import pytest
from sqlalchemy import text

from app.keys import KeyRole
from app.main.trouble import find_trouble
from tests.ceremony import publish_keys
from tests.keys.orders import compromise, keys, rotate
from tests.town import Town
from tests.verification.checks import refresh
from tests.walks import issued


def trouble(town: Town) -> list[str]:
    return find_trouble(town.app.state.deployment)


def test_the_next_keys_are_asked_for_ninety_days_before(sqlite_town: Town) -> None:
    town = sqlite_town
    town.clock.move(days=275)
    assert trouble(town) == []
    town.clock.move(days=1)
    card, status = trouble(town)
    assert card == (
        "the card key signs until 2027-11-24 and has no successor: `tessera keys rotate`"
    )
    assert status.startswith("the status key signs until 2027-11-24")


def test_a_key_set_that_lags_behind_is_named_until_it_is_published(town: Town) -> None:
    rotate(town)
    (line,) = trouble(town)
    assert line.startswith("the published key set is not that of the keys")
    publish_keys(town.app.state.deployment)
    assert trouble(town) == []
    compromise(town, keys(town)[0])
    assert trouble(town) == [line]


@pytest.mark.parametrize(
    ("table", "line"),
    [
        pytest.param("key_sets", "no key set is published", id="no key set"),
        pytest.param("pinned_root", "no root is pinned", id="no root"),
    ],
)
def test_what_offline_checks_need_is_missed(sqlite_town: Town, table: str, line: str) -> None:
    with sqlite_town.transaction() as session:
        session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - one of two names
    (found,) = trouble(sqlite_town)
    assert found.startswith(line)


def test_a_root_that_something_else_put_in_is_named(sqlite_town: Town) -> None:
    with sqlite_town.transaction() as session:
        session.execute(text("UPDATE pinned_root SET public_key = mac"))
    assert trouble(sqlite_town) == ["the pinned root's row was changed behind the service's back"]


def test_no_key_that_signs_is_said_for_each_role(sqlite_town: Town) -> None:
    sqlite_town.clock.move(days=365)
    assert trouble(sqlite_town)[:2] == ["no card key signs now", "no status key signs now"]


def test_a_key_whose_time_is_over_needs_no_new_key_set(sqlite_town: Town) -> None:
    town = sqlite_town
    town.clock.move(days=300)
    for key in (rotate(town), rotate(town, KeyRole.STATUS)):
        assert key.sign_from > town.clock()
    publish_keys(town.app.state.deployment)
    town.clock.move(days=80)  # the first status key's lists have all ended
    assert trouble(town) == []


def test_a_list_that_nobody_signs_is_named(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    refresh(town)
    town.clock.move(hours=2)
    assert trouble(town) == []
    town.clock.move(minutes=1)
    assert trouble(town) == [
        "status list 1 was last signed at 2026-11-24T18:00+00:00: is a worker running?"
    ]
