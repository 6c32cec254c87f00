"""A person and the papers that were seen, as the desk and the review show them."""

from dataclasses import dataclass
from datetime import date

from app.applications.view_application import OpenApplication
from app.core.birth_date import BirthDate


@dataclass(frozen=True, slots=True)
class PersonView:
    """What is known of an applicant; `age` only where the birth date leaves no doubt."""

    given_names: str
    family_names: str
    preferred_name: str
    romanised_name: str
    name_on_card: str
    birth_date: BirthDate
    age: int | None
    address_lines: list[str]
    address_mode: str
    language: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper that was seen and what it is worth."""

    label: str
    expires_on: date | None
    issued_on: date | None
    identity_points: int
    residency_points: int


def person_view(opened: OpenApplication) -> PersonView:
    """Return the person of an application."""
    person, today = opened.person, opened.program.today
    ages = person.birth_date.ages_on(today)
    return PersonView(
        given_names=person.names.given,
        family_names=person.names.family,
        preferred_name=person.names.preferred,
        romanised_name=person.names.romanised,
        name_on_card=person.names.card_name(),
        birth_date=person.birth_date,
        age=ages.youngest if ages.youngest == ages.oldest else None,
        address_lines=[
            *([person.address.care_of] if person.address.care_of else []),
            *person.address.printed_lines(),
        ],
        address_mode=person.address.mode.value,
        language=opened.language,
    )


def paper_views(opened: OpenApplication) -> list[PaperView]:
    """Return the papers of an application that is still open; none once it has been decided."""
    if opened.papers is None or opened.decision is None:
        return []
    kinds = opened.program.profile.documents.known_kinds
    return [
        PaperView(
            label=kinds[paper.kind].label if paper.kind in kinds else paper.kind,
            expires_on=paper.expires_on,
            issued_on=paper.issued_on,
            identity_points=finding.identity,
            residency_points=finding.residency,
        )
        for paper, finding in zip(opened.papers, opened.decision.papers, strict=True)
    ]
