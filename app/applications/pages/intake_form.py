"""The intake form: what was typed becomes an intake, and faults get the ids of its fields.

Nothing here repeats what was typed; a fault is the id of a field and a coded reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.applicants import Address, AddressMode, Names, Person
from app.applications.intake import Intake
from app.applications.pages.papers_form import PREFIX, Fault, Form, papers_again, read_papers
from app.core.birth_date import BirthDate, BirthDateError, BirthDateProblem
from app.core.documents import DocumentPolicy, PresentedDocument

_NUMBER = re.compile(r"\d{0,4}")  # digits of any script: int() reads them all

FIELDS = frozenset(
    {"given_names", "family_names", "preferred_name", "name_on_card", "romanised_name"}
    | {"birth_date", "address_mode", "address_line", "address_line_2", "city", "postal_code"}
    | {"care_of", "language", "fee_waiver", "documents"}
)
# What the use cases call a field, and its id in the form, where the two differ. A text that does
# not fit its place on the card is mended where that text was typed.
_FIELD_OF = {
    "given_name": "given_names",
    "family_name": "family_names",
    "on_card_name": "name_on_card",
    "address_city": "city",
    "address_postal_code": "postal_code",
    "address_care_of": "care_of",
    "card_name": "name_on_card",
    "card_second-name": "romanised_name",
    "card_address": "address_line",
}


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What was typed, as far as it can be understood, and what cannot."""

    birth_date: BirthDate | None
    papers: tuple[PresentedDocument, ...]
    faults: list[Fault]
    intake: Intake | None = field(repr=False)


def read_form(form: Form, *, policy: DocumentPolicy) -> ReadForm:
    """Read the whole form; the intake is there when everything could be read."""
    faults: list[Fault] = []
    birth_date = _birth_date(form, faults)
    mode = _mode(form, faults)
    papers = read_papers(form, policy=policy, faults=faults)
    intake = None
    if birth_date is not None and not faults:
        intake = Intake(
            person=Person(names=_names(form), birth_date=birth_date, address=_address(form, mode)),
            documents=papers,
            language=form.get("language", ""),
            fee_waiver=form.get("fee_waiver", ""),
        )
    return ReadForm(birth_date=birth_date, papers=papers, faults=faults, intake=intake)


def form_faults(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults under the ids of the form's fields; without a field where there is none."""
    return [(_form_field(name), reason) for name, reason in faults]


def typed_again(intake: Intake) -> dict[str, str]:
    """Return a stored intake as the values of the form, to be changed there."""
    names, born = intake.person.names, intake.person.birth_date
    address = intake.person.address
    return {
        "given_names": names.given,
        "family_names": names.family,
        "preferred_name": names.preferred,
        "name_on_card": names.on_card,
        "romanised_name": names.romanised,
        "birth_year": str(born.year),
        "birth_month": "" if born.month is None else str(born.month),
        "birth_day": "" if born.day is None else str(born.day),
        "address_mode": address.mode.value,
        "address_line": address.line,
        "address_line_2": address.line_2,
        "city": address.city,
        "postal_code": address.postal_code,
        "care_of": address.care_of,
        "language": intake.language,
        "fee_waiver": intake.fee_waiver,
        **dict(papers_again(intake.documents)),
    }


def _form_field(name: str) -> str:
    name = _FIELD_OF.get(name, name)
    return name if name in FIELDS or name.startswith(PREFIX) else ""


def _birth_date(form: Form, faults: list[Fault]) -> BirthDate | None:
    year, month, day = (form.get(f"birth_{part}", "").strip() for part in ("year", "month", "day"))
    try:
        return BirthDate(_number(year) or 0, _number(month), _number(day))
    except BirthDateError as error:
        reason = error.reason if year else BirthDateProblem.UNREADABLE
        faults.append(("birth_date", reason.value))
        return None


def _number(text: str) -> int | None:
    if not _NUMBER.fullmatch(text):
        raise BirthDateError(BirthDateProblem.UNREADABLE)
    return int(text) if text else None


def _mode(form: Form, faults: list[Fault]) -> AddressMode:
    try:
        return AddressMode(form.get("address_mode", AddressMode.NONE.value))
    except ValueError:
        faults.append(("address_mode", "unknown_choice"))
        return AddressMode.NONE


def _names(form: Form) -> Names:
    return Names(
        given=form.get("given_names", ""),
        family=form.get("family_names", ""),
        preferred=form.get("preferred_name", ""),
        on_card=form.get("name_on_card", ""),
        romanised=form.get("romanised_name", ""),
    )


def _address(form: Form, mode: AddressMode) -> Address:
    return Address(
        mode=mode,
        line=form.get("address_line", ""),
        line_2=form.get("address_line_2", ""),
        city=form.get("city", ""),
        postal_code=form.get("postal_code", ""),
        care_of=form.get("care_of", ""),
    )
