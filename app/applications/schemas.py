"""The JSON shapes of the applications API.

None of them has a field for a paper's number or image, for immigration or a country of birth.
"""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.applicants import Address, AddressMode, Names, Person
from app.applications.intake import Intake
from app.applications.reasons import DecisionOutcome
from app.core.birth_date import BirthDate, BirthDateError
from app.core.documents.presented import PresentedDocument
from app.kit.errors import RefusedError

Short = Annotated[str, Field(max_length=200)]
MAX_DOCUMENTS = 20


class Closed(BaseModel):
    """A body in which unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class NamesIn(Closed):
    """Names in any script; one of given and family may be empty."""

    given: Short = ""
    family: Short = ""
    preferred: Short = ""
    on_card: Short = ""
    romanised: Short = ""


class AddressIn(Closed):
    """An address and how it is treated."""

    mode: AddressMode = AddressMode.NONE
    line: Short = ""
    line_2: Short = ""
    city: Short = ""
    postal_code: Short = ""
    care_of: Short = ""


class IntakeIn(Closed):
    """What a clerk writes down at the desk; papers by kind and dates only."""

    names: NamesIn
    birth_date: Annotated[str, Field(max_length=10)]
    address: AddressIn = AddressIn()
    documents: Annotated[list[PresentedDocument], Field(max_length=MAX_DOCUMENTS)] = []
    language: Annotated[str, Field(max_length=20)] = "en"
    fee_waiver: Annotated[str, Field(max_length=40)] = ""

    def to_intake(self) -> Intake:
        """Return the values the use cases take.

        Raises:
            RefusedError: the birth date is not one.
        """
        try:
            birth_date = BirthDate.parse(self.birth_date)
        except BirthDateError as error:
            faults = (("birth_date", error.reason.value),)
            raise RefusedError("intake_not_acceptable", fields=faults) from error
        person = Person(
            names=Names(**self.names.model_dump()),
            birth_date=birth_date,
            address=Address(**self.address.model_dump()),
        )
        return Intake(
            person=person,
            documents=tuple(self.documents),
            language=self.language,
            fee_waiver=self.fee_waiver,
        )


class ApplicationRead(BaseModel):
    """Where an application stands; nothing about the person."""

    number: str
    state: str
    kind: str
    site: str
    reason: str
    opened_at: datetime


class DecisionIn(Closed):
    """A decision with its coded reason."""

    outcome: DecisionOutcome
    reason: Annotated[str, Field(max_length=40)] = ""
