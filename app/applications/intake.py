"""What a clerk writes down at the desk, checked before anything is stored.

Everything that could stop the card later is found here: a name that cannot be printed or does not
fit its place on the card, a birth date in the future, an address mode without its lines.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date

from app.applicants import Address, AddressMode, Names, Person
from app.core.birth_date import BirthDate
from app.core.documents.policy import DocumentPolicy
from app.core.documents.presented import PresentedDocument
from app.core.names import (
    NameRefusedError,
    check_name,
    check_romanised_name,
    name_on_card,
    needs_romanised_name,
)
from app.core.rendering.content import CardContent
from app.core.rendering.measure import measure
from app.kit.errors import RefusedError
from app.programs import ActiveProgram, load_card_design, program_text

MAX_ADDRESS_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Intake:
    """One applicant at the desk: the person, the papers shown, the language, a fee waiver."""

    person: Person
    documents: tuple[PresentedDocument, ...]
    language: str = "en"
    fee_waiver: str = ""


def checked_intake(intake: Intake, *, program: ActiveProgram) -> Intake:
    """Return the intake in the form that is stored.

    Raises:
        RefusedError: `intake_not_acceptable`, with a field and a reason for each fault.
    """
    faults: list[tuple[str, str]] = []
    names = _checked_names(intake.person.names, faults)
    _check_birth_date(intake.person.birth_date, program.today, faults)
    address = _checked_address(intake.person.address, faults)
    if intake.fee_waiver and intake.fee_waiver not in {
        waiver.id for waiver in program.profile.fees.waivers
    }:
        faults.append(("fee_waiver", "unknown_choice"))
    if intake.language not in program.profile.languages.offered:
        faults.append(("language", "unknown_choice"))
    papers = _checked_papers(intake.documents, program.profile.documents, faults)
    person = Person(names=names, birth_date=intake.person.birth_date, address=address)
    if not faults:
        _check_fit(person, program, faults)
    if faults:
        raise RefusedError("intake_not_acceptable", fields=tuple(faults))
    return replace(intake, person=person, documents=papers)


def evidence_to_bytes(documents: tuple[PresentedDocument, ...]) -> bytes:
    """Return the form that is sealed as evidence: kinds and dates, nothing else exists."""
    return json.dumps(
        [document.model_dump(mode="json", exclude_none=True) for document in documents]
    ).encode()


def evidence_from_bytes(data: bytes) -> tuple[PresentedDocument, ...]:
    """Return the papers that were shown."""
    return tuple(PresentedDocument.model_validate_json(json.dumps(row)) for row in json.loads(data))


def _checked_papers(
    papers: tuple[PresentedDocument, ...], policy: DocumentPolicy, faults: list[tuple[str, str]]
) -> tuple[PresentedDocument, ...]:
    if any(paper.kind not in policy.known_kinds for paper in papers):
        # Whatever words were sent as a kind, they are written nowhere.
        faults.append(("documents", "document_kind_unknown"))
    return tuple(policy.what_matters(paper) for paper in papers)


def _checked_names(names: Names, faults: list[tuple[str, str]]) -> Names:
    values = asdict(names)
    checks = dict.fromkeys(("given", "family", "preferred", "on_card"), check_name)
    for field, check in (checks | {"romanised": check_romanised_name}).items():
        if values[field].strip():
            try:
                values[field] = check(values[field])
            except NameRefusedError as error:
                faults.append((f"{field}_name", error.reason.value))
        else:
            values[field] = ""
    checked = Names(**values)
    if not checked.given and not checked.family:
        faults.append(("given_name", "needed"))
        return checked
    try:
        name_on_card([checked.card_name()])
    except NameRefusedError as error:
        faults.append(("on_card_name", error.reason.value))
    if needs_romanised_name(checked.card_name()) and not checked.romanised:
        faults.append(("romanised_name", "needed"))
    return checked


def _check_birth_date(birth_date: BirthDate, today: date, faults: list[tuple[str, str]]) -> None:
    if birth_date.earliest > today:
        faults.append(("birth_date", "in_the_future"))


def _checked_address(address: Address, faults: list[tuple[str, str]]) -> Address:
    if address.mode is AddressMode.NONE:
        return Address()
    values = {
        field: " ".join(value.split())
        for field, value in asdict(address).items()
        if field != "mode"
    }
    for field, value in values.items():
        if len(value) > MAX_ADDRESS_CHARACTERS or not value.isprintable():
            faults.append((f"address_{field}", "unusable"))
    if not values["line"]:
        faults.append(("address_line", "needed"))
    return Address(mode=address.mode, **values)


def _check_fit(person: Person, program: ActiveProgram, faults: list[tuple[str, str]]) -> None:
    content = CardContent(
        program=program_text(program.profile, on=program.today),
        name=person.names.card_name(),
        second_name=person.names.romanised or None,
        address_lines=person.address.printed_lines(),
    )
    refusals = measure(load_card_design(program.profile.card.design), content)
    faults.extend((f"card_{refusal.element}", refusal.reason.value) for refusal in refusals)
