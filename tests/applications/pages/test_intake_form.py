from datetime import date

import pytest

from app.applicants import AddressMode
from app.applications.pages.intake_form import form_faults, read_form, typed_again
from app.core.birth_date import BirthDate
from app.core.documents import DocumentPolicy
from app.core.program import parse_profile
from app.programs import read_profile
from tests.applications.pages.forms import ROSALBA, form


@pytest.fixture(scope="module")
def policy() -> DocumentPolicy:
    return parse_profile(read_profile("riverbend")).documents


def faults_of(policy: DocumentPolicy, **changes: str) -> list[tuple[str, str]]:
    return read_form(form(**changes), policy=policy).faults


def test_a_whole_form_becomes_an_intake(policy: DocumentPolicy) -> None:
    read = read_form(ROSALBA, policy=policy)
    assert read.faults == []
    assert read.intake is not None
    assert read.intake.person.names.card_name() == "Rosalba Quispe Mamani"
    assert read.intake.person.birth_date == BirthDate(1990, 2, 14)
    assert read.intake.person.address.printed_lines() == ("1420 Willow Street", "Riverbend 55021")
    assert {paper.kind: paper.expires_on for paper in read.intake.documents} == {
        "passport": date(2030, 1, 31),
        "utility_bill": None,
    }
    assert read.intake.language == "es"


def test_a_stored_intake_fills_the_form_again(policy: DocumentPolicy) -> None:
    read = read_form(ROSALBA, policy=policy)
    assert read.intake is not None
    again = typed_again(read.intake)
    assert {name: again[name] for name in ROSALBA} == ROSALBA
    assert read_form(again, policy=policy) == read


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param(("1990", "", ""), BirthDate(1990), id="only the year"),
        pytest.param(("1990", "2", ""), BirthDate(1990, 2), id="year and month"),
        pytest.param((" 1990 ", "02", "14 "), BirthDate(1990, 2, 14), id="with blanks"),
        pytest.param(("١٩٩٠", "٢", "١٤"), BirthDate(1990, 2, 14), id="Arabic digits"),
    ],
)
def test_a_birth_date_may_be_partial(
    policy: DocumentPolicy, typed: tuple[str, str, str], expected: BirthDate
) -> None:
    year, month, day = typed
    changes = {"birth_year": year, "birth_month": month, "birth_day": day}
    assert read_form(form(**changes), policy=policy).birth_date == expected


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        pytest.param(("", "", ""), "birth_date_unreadable", id="nothing"),
        pytest.param(("", "2", "14"), "birth_date_unreadable", id="no year"),
        pytest.param(("nineteen", "2", "14"), "birth_date_unreadable", id="words"),
        pytest.param(("19900", "2", "14"), "birth_date_unreadable", id="five digits"),
        pytest.param(("1990", "-2", "14"), "birth_date_unreadable", id="a sign"),
        pytest.param(("²⁰⁰⁰", "", ""), "birth_date_unreadable", id="raised digits"),
        pytest.param(("1990", "", "14"), "birth_date_not_in_calendar", id="a day without a month"),
        pytest.param(("1990", "2", "30"), "birth_date_not_in_calendar", id="30 February"),
        pytest.param(("1790", "2", "14"), "birth_date_too_early", id="long ago"),
    ],
)
def test_what_is_no_birth_date_is_a_fault_of_the_birth_date(
    policy: DocumentPolicy, typed: tuple[str, str, str], reason: str
) -> None:
    year, month, day = typed
    changes = {"birth_year": year, "birth_month": month, "birth_day": day}
    assert faults_of(policy, **changes) == [("birth_date", reason)]


def test_an_address_mode_that_is_none_is_a_fault(policy: DocumentPolicy) -> None:
    assert faults_of(policy, address_mode="castle") == [("address_mode", "unknown_choice")]


def test_without_a_mode_there_is_no_address(policy: DocumentPolicy) -> None:
    typed = {name: value for name, value in ROSALBA.items() if name != "address_mode"}
    read = read_form(typed, policy=policy)
    assert read.intake is not None
    assert read.intake.person.address.mode is AddressMode.NONE


def test_faults_of_use_cases_get_the_ids_of_the_form() -> None:
    found = [
        ("given_name", "needed"),
        ("on_card_name", "too_long"),
        ("address_city", "unusable"),
        ("card_second-name", "too_long"),
        ("language", "unknown_choice"),
        ("document_passport_expires_on", "document_date_unreadable"),
        ("card_legal-lines", "too_long"),
    ]
    assert [name for name, _ in form_faults(found)] == [
        "given_names",
        "name_on_card",
        "city",
        "romanised_name",
        "language",
        "document_passport_expires_on",
        "",
    ]
