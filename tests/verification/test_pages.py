"""Checking a card in a browser: the text comes in the body, the answer leaves nothing behind."""

from uuid import UUID

import pytest
from sqlalchemy import MetaData, select

from app.applicants import Person
from app.cards import CardRepository
from app.core.credential import SignedCredential
from app.core.permissions import Role
from app.vault import Label
from tests import walks
from tests.town import Town

NAME = "Rosalba Quispe Mamani"


def code_of(town: Town, card_id: UUID) -> str:
    """Return the text of a card's code, as a scanner types it."""
    with town.app.state.new_session() as session:
        cose = town.vault.read(session, card_id, Label.CREDENTIAL)
    assert cose is not None
    return SignedCredential(cose).text("https://id.riverbend.example")


def number_of(town: Town, card_id: UUID) -> str:
    with town.app.state.new_session() as session:
        return CardRepository(session).get(card_id, site="").number


def check(town: Town, text: str, role: Role = Role.CLERK) -> str:
    town.app.state.snapshots.refresh()
    answer = town.browser(role).post("/desk/check", {"text": text})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    return answer.text


def test_a_good_card_shows_name_number_and_last_day(town: Town) -> None:
    card_id = walks.handed_over(town)
    page = check(town, f"{code_of(town, card_id)}\n")
    assert "This card is in use." in page
    assert "result--good" in page
    assert NAME in page
    assert number_of(town, card_id) in page
    assert "November 23, 2031" in page


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        pytest.param(walks.MINOR, "October 31, 2031", id="a month's end for a minor"),
        pytest.param(walks.ELDER, "", id="no end date"),
    ],
)
def test_what_the_code_leaves_out_is_not_shown(
    sqlite_town: Town, person: Person, sentence: str
) -> None:
    card_id = walks.issued(sqlite_town, person)
    page = check(sqlite_town, code_of(sqlite_town, card_id))
    assert "This card is in use." in page
    assert (person.names.card_name() in page) is (person is walks.ELDER)
    assert ("Good until" in page) is bool(sentence)
    assert sentence in page


def test_a_card_out_of_use_shows_nothing_of_its_holder(town: Town) -> None:
    card_id = walks.handed_over(town)
    text = code_of(town, card_id)
    town.browser(Role.SUPERVISOR).post(f"/cards/{card_id}/suspension", {"reason": "reported_lost"})
    page = check(town, text, Role.SUPERVISOR)
    assert "This card is not in use now." in page
    assert "Give the card back." in page
    assert NAME not in page
    assert number_of(town, card_id) not in page


def test_a_card_that_has_ended_needs_renewing(sqlite_town: Town) -> None:
    text = code_of(sqlite_town, walks.issued(sqlite_town))
    sqlite_town.clock.move(days=5 * 366)
    page = check(sqlite_town, text)
    assert "This card needs renewing." in page
    assert NAME not in page


@pytest.mark.parametrize("text", ["", "Zqxwiana", "x" * 10_000])
def test_what_is_no_code_is_not_repeated(sqlite_town: Town, text: str) -> None:
    page = check(sqlite_town, text)
    assert "The code could not be read." in page
    assert "Zqxwiana" not in page
    assert "x" * 100 not in page


def test_the_answer_comes_as_a_fragment_where_a_script_asks(sqlite_town: Town) -> None:
    clerk = sqlite_town.browser(Role.CLERK)
    answer = clerk.post("/desk/check", {"text": "none"}, headers={"hx-request": "true"})
    assert 'id="result"' in answer.text
    assert "<html" not in answer.text


def test_a_check_is_counted_and_stored_nowhere_else(town: Town) -> None:
    text = code_of(town, walks.issued(town))
    town.app.state.snapshots.refresh()  # signs the lists
    before = rows_of(town)
    check(town, text)
    town.app.state.check_counts.flush()
    after = rows_of(town)
    changed = {table for table, rows in after.items() if rows != before[table]}
    assert changed == {
        "verification_counts",
        "staff_sessions",
        "audit_log",
        "audit_head",
        "tallies",
    }
    assert [row[1:] for row in after["verification_counts"]] == [("desk", "valid", 1)]


def rows_of(town: Town) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    metadata = MetaData()
    engine = town.app.state.deployment.engine
    metadata.reflect(engine)
    with engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table))]
            for name, table in metadata.tables.items()
        }


def test_the_empty_page_shows_no_answer(sqlite_town: Town) -> None:
    page = sqlite_town.browser(Role.CLERK).get("/desk/check").text
    assert 'id="result"' not in page


@pytest.mark.parametrize("role", [Role.PRINTER, Role.ADMINISTRATOR])
def test_others_do_not_check_cards_here(sqlite_town: Town, role: Role) -> None:
    browser = sqlite_town.browser(role)
    assert browser.get("/desk/check").status_code == 403
    assert browser.post("/desk/check", {"text": "none"}).status_code == 403
