"""A typed number: the check code first, one register row, the word alone; every refusal alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy import text as sql

from app.cards import StatusRepository
from app.core.card_number import SYMBOLS, check_code
from app.core.lifecycle import PLEASE_VISIT
from app.core.permissions import Role
from app.kit.repository import RegisterVersionRepository
from app.vault import SystemKey
from app.verification import Check, TypedNumber, check_number
from tests import walks
from tests.keys.orders import compromise, keys
from tests.printed import typed
from tests.town import Town
from tests.verification.checks import online, refresh, text_of

UNKNOWN_NUMBER = "7K3M-9QXT-2BK"


def key_of(town: Town) -> bytes:
    return town.vault.keyring.system_key(SystemKey.CHECK_CODE)


def check(town: Town, number: str, code: str) -> Check:
    snapshot = town.app.state.snapshots.refresh()
    with town.app.state.new_session() as session:
        return check_number(
            session,
            TypedNumber(number, code),
            key=key_of(town),
            snapshot=snapshot,
            now=town.clock(),
        )


def word(town: Town, card_id: UUID) -> str:
    return check(town, *typed(town, card_id).values()).verdict.word


def wrong(code: str) -> str:
    """Return a check code with another last symbol."""
    return code[:-1] + SYMBOLS[(SYMBOLS.index(code[-1]) + 1) % len(SYMBOLS)]


def test_a_card_in_use_is_valid_and_fresh(town: Town) -> None:
    answer = check(town, *typed(town, walks.handed_over(town)).values())
    assert answer.verdict.word == "valid"
    assert answer.freshness == "fresh"
    assert answer.status_as_of == town.clock()
    assert answer.verdict.claims is None


def test_it_is_read_as_people_type_it(sqlite_town: Town) -> None:
    printed = typed(sqlite_town, walks.handed_over(sqlite_town))
    number = printed["number"].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert check(sqlite_town, number, printed["check_code"].lower()).verdict.word == "valid"


@pytest.mark.parametrize(
    ("act", "reason", "expected"),
    [
        pytest.param("suspension", "to_be_clarified", "suspended", id="paused"),
        pytest.param("revocation", "damaged", "revoked", id="ended"),
    ],
)
def test_a_card_out_of_use_is_said_to_be(town: Town, act: str, reason: str, expected: str) -> None:
    card_id = walks.handed_over(town)
    town.script(Role.SUPERVISOR).post(f"/api/cards/{card_id}/{act}", json={"reason": reason})
    assert word(town, card_id) == expected


def test_a_card_has_ended_when_its_month_is_over(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    # It ends in November 2031, six hours behind UTC.
    sqlite_town.clock.now = datetime(2031, 12, 1, 5, 59, tzinfo=UTC)
    assert word(sqlite_town, card_id) == "valid"
    sqlite_town.clock.now = datetime(2031, 12, 1, 6, 0, tzinfo=UTC)
    assert word(sqlite_town, card_id) == "expired"


def test_ended_and_revoked_reads_expired_as_for_the_code(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    supervisor = sqlite_town.script(Role.SUPERVISOR)
    supervisor.post(f"/api/cards/{card_id}/revocation", json={"reason": "damaged"})
    sqlite_town.clock.now = datetime(2032, 1, 1, tzinfo=UTC)
    assert word(sqlite_town, card_id) == "expired"


def test_good_and_please_visit(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    printed = typed(sqlite_town, card_id)
    with sqlite_town.transaction() as session:
        place = session.execute(sql("SELECT status_list, status_index FROM cards")).one()
        StatusRepository(session).set_value(place[0], place[1], PLEASE_VISIT)
        RegisterVersionRepository(session).bump()
    verdict = check(sqlite_town, *printed.values()).verdict
    assert (verdict.word, verdict.please_visit) == ("valid", True)


def test_a_list_that_no_process_knows_yet_leaves_the_age_open(sqlite_town: Town) -> None:
    snapshot = sqlite_town.app.state.snapshots.refresh()
    printed = typed(sqlite_town, walks.handed_over(sqlite_town))
    with sqlite_town.app.state.new_session() as session:
        answer = check_number(
            session,
            TypedNumber(**printed),
            key=key_of(sqlite_town),
            snapshot=snapshot,
            now=sqlite_town.clock(),
        )
    assert (answer.verdict.word, answer.freshness) == ("valid", "unknown")


def test_a_wrong_code_and_an_unknown_number_read_alike(town: Town) -> None:
    printed = typed(town, walks.handed_over(town))
    unknown_code = check_code(key_of(town), number=UNKNOWN_NUMBER)
    answers = [
        check(town, printed["number"], wrong(printed["check_code"])),
        check(town, UNKNOWN_NUMBER, unknown_code),
        check(town, UNKNOWN_NUMBER, wrong(unknown_code)),
    ]
    assert answers[0].verdict.word == "not_authentic"
    assert answers == [answers[0]] * 3


def test_every_other_check_code_is_refused_alike(sqlite_town: Town) -> None:
    printed = typed(sqlite_town, walks.handed_over(sqlite_town))
    code = printed["check_code"]
    others = {
        code[:at] + symbol + code[at + 1 :]
        for at in range(len(code))
        for symbol in SYMBOLS
        if symbol != code[at]
    }
    words = {check(sqlite_town, printed["number"], other).verdict.word for other in others}
    assert words == {"not_authentic"}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("7K3M-9QXT-2BC", "000000", id="a wrong check character"),
        pytest.param(UNKNOWN_NUMBER, "00000", id="a code too short"),
        pytest.param(UNKNOWN_NUMBER, "00000Ü", id="a symbol we do not print"),
        pytest.param("x" * 4000, "000000", id="far too long"),
        pytest.param("\x00" * 11, "000000", id="control characters"),
        pytest.param("\ud800" * 11, "\ud800" * 6, id="half characters"),
    ],
)
def test_what_is_no_number_is_unreadable(sqlite_town: Town, number: str, code: str) -> None:
    assert check(sqlite_town, number, code).verdict.word == "unreadable"


def test_a_row_that_something_else_changed_is_not_in_use(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    printed = typed(sqlite_town, card_id)
    with sqlite_town.transaction() as session:
        session.execute(sql("UPDATE cards SET expires_month = '2099-12'"))
    assert check(sqlite_town, *printed.values()).verdict.word == "suspended"
    code = wrong(printed["check_code"])
    assert check(sqlite_town, printed["number"], code).verdict.word == "not_authentic"


def test_a_number_is_refused_for_what_its_code_is_refused(town: Town) -> None:
    early = walks.handed_over(town)
    moment = town.clock.move(minutes=10)
    town.clock.move(minutes=10)
    late = walks.handed_over(town)
    assert (word(town, early), word(town, late)) == ("valid", "valid")
    compromise(town, keys(town)[0], at=moment)
    new = walks.handed_over(town)
    refresh(town)
    by_code = [online(town, text_of(town, card_id)) for card_id in (early, late, new)]
    assert [word(town, card_id) for card_id in (early, late, new)] == by_code
    assert by_code == ["valid", "not_authentic", "valid"]


def test_a_number_whose_key_is_not_believed_is_as_unknown_as_its_code(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    with sqlite_town.transaction() as session:
        session.execute(sql("UPDATE issuer_keys SET version = 7 WHERE role = 'card'"))
        RegisterVersionRepository(session).bump()
    assert word(sqlite_town, card_id) == "unknown_key"
    assert online(sqlite_town, text_of(sqlite_town, card_id)) == "unknown_key"


@contextmanager
def statements_of(town: Town) -> Iterator[list[str]]:
    """Collect what is asked of the town's database."""
    asked: list[str] = []

    def note(*arguments: object) -> None:
        statement = str(arguments[2])
        if statement != "BEGIN":
            asked.append(statement)

    engine = town.app.state.deployment.engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("is_compromised", [False, True])
def test_every_answer_costs_the_same_one_query(town: Town, is_compromised: bool) -> None:
    printed = typed(town, walks.handed_over(town))
    if is_compromised:
        compromise(town, keys(town)[0])
    snapshot = town.app.state.snapshots.refresh()
    key = key_of(town)
    unknown_code = check_code(key, number=UNKNOWN_NUMBER)
    asked: dict[str, list[str]] = {}
    for name, number, code in (
        ("good", printed["number"], printed["check_code"]),
        ("wrong code", printed["number"], wrong(printed["check_code"])),
        ("unknown number", UNKNOWN_NUMBER, unknown_code),
        ("unknown number and code", UNKNOWN_NUMBER, wrong(unknown_code)),
    ):
        with statements_of(town) as statements, town.app.state.new_session() as session:
            check_number(
                session, TypedNumber(number, code), key=key, snapshot=snapshot, now=town.clock()
            )
        asked[name] = statements
    good = asked["good"]
    assert len(good) == 1
    assert "FROM cards" in good[0]
    assert all(statements == good for statements in asked.values())
