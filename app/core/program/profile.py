"""One program, declared: everything a city decides about its card, in one versioned file."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from app.core.birth_date import AgeBounds, BirthDate
from app.core.documents.policy import DocumentPolicy
from app.core.documents.provenance import (
    Identifier,
    ProfilePart,
    SourcedRule,
    Switch,
    Text,
)
from app.core.program.card_face import CardFace, CardField, Gender
from app.core.program.eligibility import Eligibility
from app.core.program.fees import ApplicationKind, FeeTable
from app.core.program.issuer import Issuer, LegalBasis, Site
from app.core.program.jurisdiction import Claim, JurisdictionEntry, claims_to_make
from app.core.program.legal_lines import lines_to_print
from app.core.program.print_room import PrintRoom
from app.core.program.retention import Days, Retention
from app.core.program.validity import CardDates, ValidityRules, card_dates

Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Languages(SourcedRule):
    """The languages the program serves people in; the first is the default."""

    offered: Annotated[tuple[Language, ...], Field(min_length=1)]


class SecondLookTime(StrEnum):
    """When a second person looks at a decision."""

    BEFORE_PRINTING = "before_printing"
    WITHIN_DAYS = "within_days"  # for offices of one person


class SecondLook(SourcedRule):
    """When the second look is due. Approving one's own intake stays forbidden either way."""

    when: SecondLookTime
    days: Days | None = None

    @model_validator(mode="after")
    def _days_where_they_count(self) -> Self:
        if (self.when is SecondLookTime.WITHIN_DAYS) != (self.days is not None):
            raise ValueError("`days` belongs to `within_days`, and only there")
        return self


class PrintRelease(SourcedRule):
    """Whether a batch of cards waits for a second person before the first one is printed."""

    by_second_person: Switch


class ProgramProfile(ProfilePart):
    """A parsed program profile. `parse_profile` makes one from the bytes of a file."""

    id: Identifier
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$")]
    name: Text
    time_zone: str
    issuer: Issuer
    legal_basis: LegalBasis
    jurisdiction: tuple[JurisdictionEntry, ...] = ()
    claims: tuple[Claim, ...] = ()
    sites: Annotated[tuple[Site, ...], Field(min_length=1)]
    eligibility: Eligibility
    fees: FeeTable
    validity: ValidityRules
    documents: DocumentPolicy
    card: CardFace
    languages: Languages
    retention: Retention
    second_look: SecondLook
    print_room: PrintRoom = PrintRoom()
    print_release: PrintRelease | None = None

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:  # unknown, not a name, "America"
            raise ValueError("not the name of a time zone") from error
        return name

    @field_validator("sites")
    @classmethod
    def _named_once(cls, sites: tuple[Site, ...]) -> tuple[Site, ...]:
        if len({site.id for site in sites}) < len(sites):
            raise ValueError("a site is named twice")
        return sites

    @model_validator(mode="after")
    def _gender_fits_the_card(self) -> Self:
        if CardField.GENDER in self.card.fields and self.card.gender is Gender.NEVER:
            raise ValueError("the card has a gender field, but gender is `never`")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the program's days begin and end."""
        return ZoneInfo(self.time_zone)

    @property
    def second_person_releases(self) -> bool:
        """Whether a batch is released by somebody else than who made it."""
        return self.print_release is not None and self.print_release.by_second_person

    def site(self, site_id: str) -> Site | None:
        """Return a site by its id."""
        return next((site for site in self.sites if site.id == site_id), None)

    def card_dates(self, *, birth_date: BirthDate, issued_on: date) -> CardDates:
        """Work out the dates of a card issued on a day of the program's time zone.

        Raises:
            BirthDateError: the birth date lies after the day of issue.
        """
        return card_dates(
            self.validity,
            birth_date=birth_date,
            issued_on=issued_on,
            nameless_below=self.eligibility.nameless_below,
            zone=self.zone,
        )

    def fee_cents(
        self, kind: ApplicationKind, *, ages: AgeBounds, waiver: str | None = None
    ) -> int:
        """Return what somebody pays, in cents.

        Raises:
            FeeError: no price is stated, or the waiver does not exist for this kind.
        """
        return self.fees.cents(kind, ages=ages, waiver=waiver)

    def claims_to_make(self, *, on: date) -> tuple[Claim, ...]:
        """Return what the program may tell people its card is good for on this day."""
        return claims_to_make(self.claims, jurisdiction=self.jurisdiction, on=on)

    def legal_lines(self, *, on: date) -> tuple[str, ...]:
        """Return the legal lines a card issued on this day carries, in order."""
        return lines_to_print(self.card.legal_lines, jurisdiction=self.jurisdiction, on=on)
