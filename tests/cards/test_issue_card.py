"""Issuing: what is on record afterwards, what is refused by name, and for whom a card differs."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.applicants import Applicant, Names, Person
from app.applicants.person import names_to_bytes
from app.cards import hand_over_card
from app.cards.models import StatusList
from app.core.birth_date import BirthDate
from app.core.credential.cose import open_envelope
from app.core.permissions import Role
from app.kit.errors import AppError, ConflictError, NotFoundError, RefusedError, UnavailableError
from app.printing import confirm_print, queue_print
from app.vault import Label
from tests.applications.rows import row_of
from tests.cards.towns import (
    card_of,
    cards_and_places,
    claims_of,
    issue,
    token_of,
    town_with,
    word_of,
)
from tests.databases import Database
from tests.http import NewClient
from tests.town import SITE, Town
from tests.walks import MINOR, PERSON, approved, drawn, issued, submitted


def execute(town: Town, statement: str) -> None:
    with town.transaction() as session:
        session.execute(text(statement))


def test_a_card_is_on_record_with_its_place_its_key_and_its_digest(town: Town) -> None:
    number = approved(town)
    card_id = issue(town, number)
    card, claims = card_of(town, card_id), claims_of(town, card_id)
    assert (card.state, card.site, card.version) == ("issued", SITE, 2)
    assert card.expires_month == "2031-11"
    assert card.design.startswith("riverbend/")
    assert claims.card_number == card.number
    assert (claims.status_list, claims.status_index) == (card.status_list, card.status_index)
    assert claims.name == "Rosalba Quispe Mamani"
    assert not claims.no_end
    payload = open_envelope(token_of(town, card_id).cose).payload
    assert card.digest == sha256(payload).digest()
    assert row_of(town, number).state == "issued"
    assert word_of(town, card_id) == "valid"
    with town.app.state.new_session() as session:
        (group,) = session.scalars(select(StatusList.expiry_group))
        (epoch,) = session.scalars(select(Applicant.epoch))
    assert (group, epoch) == ("2031Q4", "2032-05")


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        pytest.param(
            "UPDATE card_applications SET state = 'submitted'",
            "application_is_submitted",
            id="not approved",
        ),
        pytest.param(
            "DELETE FROM sealed_values WHERE label = 'applicant.photo'",
            "photo_missing",
            id="without a photo",
        ),
        pytest.param(
            "DELETE FROM sealed_values WHERE label = 'application.decision'",
            "approval_not_sealed",
            id="an approval that lost its seal",
        ),
    ],
)
def test_no_card_without_approval_and_photo(sqlite_town: Town, statement: str, reason: str) -> None:
    number = approved(sqlite_town)
    execute(sqlite_town, statement)
    with pytest.raises(AppError, match=reason):
        issue(sqlite_town, number)
    assert cards_and_places(sqlite_town) == (0, 0)


def test_an_approval_by_direct_sql_issues_nothing(town: Town) -> None:
    number = submitted(town)
    supervisor = town.actor(Role.SUPERVISOR).person_id
    execute(
        town,
        f"UPDATE card_applications SET state = 'approved', decider_id = '{supervisor}'",  # noqa: S608 - ours
    )
    with pytest.raises(UnavailableError, match="approval_not_sealed"):
        issue(town, number)
    assert cards_and_places(town) == (0, 0)


def test_nobody_holds_two_live_cards(town: Town) -> None:
    number = approved(town)
    issue(town, number)
    execute(town, "UPDATE card_applications SET state = 'approved'")
    with pytest.raises(ConflictError, match="person_holds_a_card"):
        issue(town, number)
    assert cards_and_places(town) == (1, 1)


def test_a_name_that_outgrew_the_code_is_refused_by_name(sqlite_town: Town) -> None:
    town = sqlite_town
    number = approved(town)
    owner = row_of(town, number).applicant_id
    with town.transaction() as session:
        key_id = town.vault.key_of(session, owner, Label.NAMES)
        assert key_id is not None
        names = names_to_bytes(Names(given="W" * 300, family=""))
        town.vault.write(session, owner, Label.NAMES, names, key_id=key_id)
    with pytest.raises(RefusedError, match="name"):
        issue(town, number)
    assert cards_and_places(town) == (0, 0)


def test_an_unknown_application_and_another_desk_get_the_same_answer(sqlite_town: Town) -> None:
    with pytest.raises(NotFoundError, match="no_such_application"):
        issue(sqlite_town, "A-0000-0000")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(('rung = "R4"', 'rung = "R2"'), "rung_not_enforced", id="rung R2"),
        pytest.param(
            ('when = "before_printing"', 'when = "within_days"\ndays = 3'),
            "second_look_not_enforced",
            id="a second look later",
        ),
    ],
)
def test_no_card_under_rules_that_nothing_enforces_yet(
    tmp_path: Path,
    sqlite_database: Database,
    new_client: NewClient,
    change: tuple[str, str],
    reason: str,
) -> None:
    town = town_with(tmp_path, sqlite_database, new_client, change)
    number = approved(town)
    with pytest.raises(RefusedError, match=reason):
        issue(town, number)
    assert row_of(town, number).state == "approved"
    town.close()


def test_a_key_whose_year_is_over_or_whose_file_is_gone_signs_nothing(sqlite_town: Town) -> None:
    number = approved(sqlite_town)
    (file,) = sqlite_town.settings.keyring_dir.glob("issuer-card-*.pem")
    file.rename(file.with_suffix(".away"))
    with pytest.raises(UnavailableError, match="key_file_missing"):
        issue(sqlite_town, number)
    file.with_suffix(".away").rename(file)
    sqlite_town.clock.move(days=365)
    with pytest.raises(UnavailableError, match="no_signing_key"):
        issue(sqlite_town, number)
    assert cards_and_places(sqlite_town) == (0, 0)


def test_the_code_of_a_minor_names_nobody_and_ends_with_a_month(sqlite_town: Town) -> None:
    card_id = issued(sqlite_town, MINOR)
    claims, card = claims_of(sqlite_town, card_id), card_of(sqlite_town, card_id)
    assert claims.name is None
    assert datetime.fromtimestamp(claims.expires_at, UTC) == datetime(2031, 11, 1, 5, tzinfo=UTC)
    assert card.expires_month == "2031-10"
    assert word_of(sqlite_town, card_id) == "valid"
    assert drawn(sqlite_town, card_id).startswith(b"%PDF")


def test_somebody_over_65_gets_a_card_without_an_end_date(sqlite_town: Town) -> None:
    card_id = issued(sqlite_town, replace(PERSON, birth_date=BirthDate(1950, 6, 1)))
    claims, card = claims_of(sqlite_town, card_id), card_of(sqlite_town, card_id)
    assert claims.no_end
    assert card.expires_month == "2046-11"
    with sqlite_town.app.state.new_session() as session:
        assert session.scalars(select(StatusList.expiry_group)).all() == ["open"]
    sqlite_town.clock.move(days=19 * 365)
    assert word_of(sqlite_town, card_id) == "valid"


@pytest.mark.parametrize(
    ("born", "no_end", "month"),
    [
        pytest.param(BirthDate(1950), True, "2046-11", id="surely over 65"),
        pytest.param(BirthDate(1961), False, "2031-11", id="64 or 65: what ends first"),
        pytest.param(BirthDate(1988, 5), False, "2031-11", id="year and month"),
    ],
)
def test_a_partial_birth_date_promises_nothing_on_a_guess(
    sqlite_town: Town, born: BirthDate, no_end: bool, month: str
) -> None:
    card_id = issued(sqlite_town, replace(PERSON, birth_date=born))
    assert claims_of(sqlite_town, card_id).no_end is no_end
    assert card_of(sqlite_town, card_id).expires_month == month
    assert drawn(sqlite_town, card_id).startswith(b"%PDF")


def test_a_name_in_arabic_is_in_the_code_as_it_is_written(sqlite_town: Town) -> None:
    names = Names(given="أمل", family="حداد", romanised="Amal Haddad")
    card_id = issued(sqlite_town, Person(names, PERSON.birth_date, PERSON.address), language="ar")
    assert claims_of(sqlite_town, card_id).name == "أمل حداد"
    assert drawn(sqlite_town, card_id).startswith(b"%PDF")


def test_where_cards_count_from_pickup_a_card_is_suspended_until_then(
    tmp_path: Path, sqlite_database: Database, new_client: NewClient
) -> None:
    change = ('valid_from = "issue"', 'valid_from = "pickup"')
    town = town_with(tmp_path, sqlite_database, new_client, change)
    with pytest.warns(UserWarning, match="development key"):
        card_id = issued(town)
    town.app.state.snapshots.refresh()
    assert word_of(town, card_id) == "suspended"
    drawn(town, card_id)
    printer, clerk = town.actor(Role.PRINTER), town.actor(Role.CLERK)
    with town.transaction() as session:
        job_id = queue_print(session, card_id, actor=printer, now=town.clock())
        confirm_print(session, job_id, actor=printer, now=town.clock())
        hand_over_card(session, card_id, actor=clerk, now=town.clock())
    town.app.state.snapshots.refresh()
    assert word_of(town, card_id) == "valid"
    town.close()
