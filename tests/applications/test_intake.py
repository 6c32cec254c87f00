"""What can be written down at the desk, and what is refused there, with a field and a reason."""

from dataclasses import replace
from datetime import date

import pytest

from app.applicants import Address, AddressMode, Names, Person
from app.applications.intake import (
    Intake,
    checked_intake,
    evidence_from_bytes,
    evidence_to_bytes,
)
from app.core.birth_date import BirthDate
from app.core.documents import PresentedDocument
from app.kit.errors import RefusedError
from tests.applications.programs import riverbend
from tests.walks import PERSON

INTAKE = Intake(person=PERSON, documents=())
LONG_LINE = "Great Northern and Southern Boulevard of the Founding Families, Building 12"


def named(**names: str) -> Intake:
    values = {"given": "", "family": ""} | names
    return replace(INTAKE, person=replace(PERSON, names=Names(**values)))


def living(**address: str) -> Intake:
    values = {"mode": "printed", "line": "1420 Willow Street"} | address
    mode = AddressMode(values.pop("mode"))
    return replace(INTAKE, person=replace(PERSON, address=Address(mode=mode, **values)))


def born(year: int, month: int | None = None, day: int | None = None) -> Intake:
    return replace(INTAKE, person=replace(PERSON, birth_date=BirthDate(year, month, day)))


def faults_of(intake: Intake) -> tuple[tuple[str, str], ...]:
    with pytest.raises(RefusedError, match="intake_not_acceptable") as caught:
        checked_intake(intake, program=riverbend())
    return caught.value.fields


@pytest.mark.parametrize(
    ("intake", "fault"),
    [
        pytest.param(named(), ("given_name", "needed"), id="no name at all"),
        pytest.param(named(given=" "), ("given_name", "needed"), id="blanks for a name"),
        pytest.param(named(given="R0salba"), ("given_name", "not_a_letter"), id="a digit"),
        pytest.param(
            named(given="Ros\u202ealba"), ("given_name", "invisible_character"), id="a hidden turn"
        ),
        pytest.param(
            named(given="Amal", family="=1+1"), ("family_name", "not_a_letter"), id="a formula"
        ),
        pytest.param(
            named(given="Amal", preferred="<b>"), ("preferred_name", "not_a_letter"), id="markup"
        ),
        pytest.param(
            named(given="Amal", on_card="\x00"), ("on_card_name", "control_character"), id="NUL"
        ),
        pytest.param(
            named(given="Amal", romanised="أمل"), ("romanised_name", "not_latin"), id="not Latin"
        ),
        pytest.param(
            named(given="أمل", family="حداد"), ("romanised_name", "needed"), id="romanise it"
        ),
        pytest.param(born(2026, 12), ("birth_date", "in_the_future"), id="born next month"),
        pytest.param(living(line=""), ("address_line", "needed"), id="printed without a line"),
        pytest.param(
            living(mode="care_of", line=""), ("address_line", "needed"), id="care of nowhere"
        ),
        pytest.param(living(city="x" * 81), ("address_city", "unusable"), id="too long a city"),
        pytest.param(
            living(care_of="Casa\u202eAzul"), ("address_care_of", "unusable"), id="a turned line"
        ),
        pytest.param(
            replace(INTAKE, language="tlh"), ("language", "unknown_choice"), id="not offered"
        ),
        pytest.param(
            replace(INTAKE, fee_waiver="friend"), ("fee_waiver", "unknown_choice"), id="no waiver"
        ),
        pytest.param(
            replace(INTAKE, documents=(PresentedDocument(kind="a_letter_from_juan"),)),
            ("documents", "document_kind_unknown"),
            id="words instead of a kind of paper",
        ),
    ],
)
def test_a_fault_is_named_with_its_field(intake: Intake, fault: tuple[str, str]) -> None:
    assert faults_of(intake) == (fault,)


def test_every_fault_is_named_at_once() -> None:
    intake = replace(living(line=""), language="tlh", fee_waiver="friend")
    assert {field for field, _ in faults_of(intake)} == {"address_line", "language", "fee_waiver"}


def test_a_name_too_long_for_the_card_is_refused_before_anything_is_stored() -> None:
    long_name = {"given": "Gwwmm " * 8, "family": "Mmwwm " * 8}
    assert {field for field, _ in faults_of(named(**long_name))} == {"card_name"}
    shorter = named(**long_name, on_card="Gwwmm Mmwwm")
    accepted = checked_intake(shorter, program=riverbend())
    assert accepted.person.names.card_name() == "Gwwmm Mmwwm"


def test_a_name_too_long_for_the_code_is_refused_before_anything_is_stored() -> None:
    together = named(given="Bartholomew " * 7, family="Featherstonehaugh " * 5)
    assert [field for field, _ in faults_of(together)] == ["on_card_name"]


def test_an_address_too_long_for_the_card_is_refused_before_anything_is_stored() -> None:
    fields = {field for field, _ in faults_of(living(line=LONG_LINE, line_2=LONG_LINE))}
    assert fields == {"card_address"}


def test_names_are_stored_composed_and_with_single_spaces() -> None:
    intake = named(given=" Jose\u0301  Maria ", family="Nun\u0303ez")
    names = checked_intake(intake, program=riverbend()).person.names
    assert (names.given, names.family) == ("José Maria", "Nuñez")


@pytest.mark.parametrize("only", ["given", "family"])
def test_one_name_is_enough(only: str) -> None:
    accepted = checked_intake(named(**{only: "Suharto"}), program=riverbend())
    assert accepted.person.names.card_name() == "Suharto"


def test_an_arabic_name_is_accepted_with_its_romanised_form() -> None:
    intake = named(given="أمل", family="حداد", romanised="Amal Haddad")
    names = checked_intake(intake, program=riverbend()).person.names
    assert names.card_name() == "أمل حداد"
    assert names.romanised == "Amal Haddad"


@pytest.mark.parametrize(
    ("intake", "printed"),
    [
        pytest.param(
            living(line_2=" Apt  3 ", city="Riverbend", postal_code="55021"),
            ("1420 Willow Street", "Apt 3", "Riverbend 55021"),
            id="printed, with single spaces",
        ),
        pytest.param(
            living(mode="care_of", line="12 Mission Road", care_of="Casa Azul"),
            ("12 Mission Road",),
            id="care of: the organization is not printed",
        ),
        pytest.param(
            living(mode="protected", line="PO Box 17", city="Statehouse"),
            ("PO Box 17", "Statehouse"),
            id="protected: the substitute address as it is",
        ),
        pytest.param(living(mode="none", line="left over"), (), id="none"),
    ],
)
def test_each_address_mode_prints_its_lines(intake: Intake, printed: tuple[str, ...]) -> None:
    accepted = checked_intake(intake, program=riverbend())
    assert accepted.person.address.printed_lines() == printed


def test_a_person_without_an_address_has_none_written_down() -> None:
    accepted = checked_intake(living(mode="none", line="left over"), program=riverbend())
    assert accepted.person.address == Address()


@pytest.mark.parametrize(
    "intake", [born(1950), born(1988, 5), born(2026, 11, 24)], ids=["year", "month", "today"]
)
def test_a_birth_date_may_be_partial_and_may_be_today(intake: Intake) -> None:
    accepted = checked_intake(intake, program=riverbend())
    assert accepted.person.birth_date == intake.person.birth_date


def test_a_waiver_of_the_program_is_accepted() -> None:
    intake = replace(INTAKE, fee_waiver="hardship", language="ar")
    assert checked_intake(intake, program=riverbend()) == intake


def test_evidence_is_kept_as_kinds_and_dates() -> None:
    papers = (
        PresentedDocument(kind="passport", expires_on=date(2030, 1, 31)),
        PresentedDocument(kind="care_of_letter", organization="Casa Azul"),
    )
    sealed = evidence_to_bytes(papers)
    assert evidence_from_bytes(sealed) == papers
    assert b"null" not in sealed


def test_names_choose_what_the_card_shows() -> None:
    person = Person(
        names=Names(given="Rosalba", family="Quispe", on_card="Rosa Quispe"),
        birth_date=BirthDate(1990),
        address=Address(),
    )
    assert person.names.card_name() == "Rosa Quispe"
