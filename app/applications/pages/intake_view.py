"""What the intake form shows: values, the kinds of paper the program takes, points so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.applicants import AddressMode
from app.applications.pages.intake_form import ReadForm
from app.applications.pages.papers_form import PREFIX, Fault
from app.applications.pages.points_view import PointsView, ages_on, points_view
from app.applications.propose_names import propose_names, propose_second_names
from app.core.birth_date import AgeBounds
from app.core.documents import DocumentKind, Proof
from app.core.program import ApplicationKind, FeeError, ProgramProfile
from app.programs import ActiveProgram

NEW = ApplicationKind.NEW


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One kind of paper with its tick and what the form asks about it."""

    kind: str
    label: str
    proves: str
    identity_points: int
    residency_points: int
    is_checked: bool
    asks_expires: bool
    asks_issued: bool
    asks_organization: bool
    expires_on: str
    issued_on: str
    organization: str


@dataclass(frozen=True, slots=True)
class WaiverView:
    """A ground on which somebody pays less, and what is left to pay."""

    id: str
    label: str
    cents: int


@dataclass(frozen=True, slots=True)
class IntakeView:
    """The intake form; `number` is that of an application that is changed."""

    number: str | None
    action: str
    values: Mapping[str, str]
    errors: list[Fault]
    documents: list[DocumentRow]
    points: PointsView
    languages: list[str]
    address_modes: list[str]
    fee_cents: int
    fee_waivers: list[WaiverView]
    proposals: Mapping[str, tuple[str, ...]]
    """For fields of names that do not fit the card: forms that do."""


def intake_view(
    values: Mapping[str, str],
    read: ReadForm,
    *,
    program: ActiveProgram,
    number: str | None = None,
    errors: list[Fault],
) -> IntakeView:
    """Return the form with these values and faults."""
    profile = program.profile
    ages = ages_on(read.birth_date, program.today)
    return IntakeView(
        number=number,
        action=f"/desk/applications/{number}/edit" if number else "/desk/applications",
        values=values,
        errors=errors,
        documents=[_row(kind, profile, values) for kind in profile.documents.accepted_kinds()],
        points=points_view(
            profile.documents, read.papers, birth_date=read.birth_date, today=program.today
        ),
        languages=list(profile.languages.offered),
        address_modes=[mode.value for mode in AddressMode],
        fee_cents=_fee(profile, ages),
        fee_waivers=[
            WaiverView(waiver.id, waiver.label, waiver.cents)
            for waiver in profile.fees.waivers
            if NEW in waiver.kinds
        ],
        proposals=_proposals(read, program=program, errors=errors),
    )


def _proposals(
    read: ReadForm, *, program: ActiveProgram, errors: list[Fault]
) -> dict[str, tuple[str, ...]]:
    wrong = {field for field, _ in errors}
    if read.intake is None:
        return {}
    names = read.intake.person.names
    ways = {"name_on_card": propose_names, "romanised_name": propose_second_names}
    return {field: way(names, program=program) for field, way in ways.items() if field in wrong}


def _row(kind: DocumentKind, profile: ProgramProfile, values: Mapping[str, str]) -> DocumentRow:
    terms, asked = profile.documents.terms[kind.id], profile.documents.attributes(kind.id)
    name = PREFIX + kind.id
    return DocumentRow(
        kind=kind.id,
        label=kind.label,
        proves=_proves(kind),
        identity_points=terms.identity,
        residency_points=terms.residency,
        is_checked=bool(values.get(name)),
        asks_expires="expires_on" in asked,
        asks_issued="issued_on" in asked,
        asks_organization="organization" in asked,
        expires_on=values.get(f"{name}_expires_on", ""),
        issued_on=values.get(f"{name}_issued_on", ""),
        organization=values.get(f"{name}_organization", ""),
    )


def _proves(kind: DocumentKind) -> str:
    shows_person = Proof.IDENTITY in kind.proves
    shows_place = bool(kind.proves & {Proof.RESIDENCY, Proof.CARE_OF})
    if shows_person and shows_place:
        return "both"
    if shows_person:
        return "identity"
    return "residency" if shows_place else "other"


def _fee(profile: ProgramProfile, ages: AgeBounds) -> int:
    try:
        return profile.fee_cents(NEW, ages=ages)
    except FeeError:
        return 0
