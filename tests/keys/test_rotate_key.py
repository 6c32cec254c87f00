"""The next key: published ahead, signing without a gap, verifying past its longest card."""

from datetime import timedelta

import pytest

from app.core.credential import LIST_LIFETIME_SECONDS
from app.keys import KeyRole
from app.kit.errors import ConflictError
from tests.keys.orders import LONGEST, keys, retire, rotate, signing
from tests.town import Town

DAY = timedelta(days=1)
YEAR = timedelta(days=365)


@pytest.mark.parametrize("role", list(KeyRole))
def test_the_next_key_signs_in_ninety_days(town: Town, role: KeyRole) -> None:
    present = signing(town, role)
    made = rotate(town, role)
    assert made.sign_from == town.clock() + 90 * DAY
    assert made.sign_until == made.sign_from + YEAR
    assert signing(town, role) == present
    town.clock.move(days=90)
    assert signing(town, role) == made.kid


@pytest.mark.parametrize(
    ("role", "longest"),
    [
        pytest.param(KeyRole.CARD, LONGEST, id="cards"),
        pytest.param(KeyRole.STATUS, timedelta(seconds=LIST_LIFETIME_SECONDS), id="lists"),
    ],
)
def test_a_key_verifies_until_the_last_thing_it_signed_ends(
    sqlite_town: Town, role: KeyRole, longest: timedelta
) -> None:
    made = rotate(sqlite_town, role)
    assert made.verify_until == made.sign_until + longest


def test_there_is_no_gap_when_the_next_key_is_made_late(sqlite_town: Town) -> None:
    town = sqlite_town
    town.clock.move(days=350)
    made = rotate(town)
    (present, _) = keys(town)
    assert made.sign_from == present.sign_until
    town.clock.move(days=15)
    assert signing(town) == made.kid


def test_a_key_signs_at_once_where_none_does(sqlite_town: Town) -> None:
    sqlite_town.clock.move(days=400)
    assert signing(sqlite_town) is None
    assert rotate(sqlite_town).sign_from == sqlite_town.clock()


def test_there_is_one_next_key_at_a_time(sqlite_town: Town) -> None:
    rotate(sqlite_town)
    with pytest.raises(ConflictError, match="next_key_exists"):
        rotate(sqlite_town)


def test_the_private_half_lies_in_a_file_for_its_owner_alone(sqlite_town: Town) -> None:
    made = rotate(sqlite_town)
    path = sqlite_town.settings.keyring_dir / f"issuer-card-{made.kid.hex()}.pem"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_retired_key_signs_no_more(town: Town) -> None:
    (first,) = keys(town)
    made = rotate(town)
    town.clock.move(days=90)
    assert retire(town, first).standing == "retired"
    assert signing(town) == made.kid
    with pytest.raises(ConflictError, match="key_is_retired"):
        retire(town, first)


def test_the_only_key_that_signs_is_not_retired(sqlite_town: Town) -> None:
    (only,) = keys(sqlite_town)
    rotate(sqlite_town)
    with pytest.raises(ConflictError, match="no_other_key_signs"):
        retire(sqlite_town, only)
    assert signing(sqlite_town) == only.kid
