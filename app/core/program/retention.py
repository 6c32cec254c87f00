"""The rungs R0 to R4: what is kept once a print is confirmed, and what that means for people.

The rungs are not a scale from bad to good; each answers the four questions below in its own way.
R5, copies of documents, does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from app.core.documents.day import Day
from app.core.documents.provenance import SourcedRule, Text
from app.core.documents.span import SpanText

Days = Annotated[int, Field(strict=True, ge=1, le=3660)]


class Rung(StrEnum):
    """How much a program keeps after the print is confirmed."""

    R0 = "R0"  # nothing
    R1 = "R1"  # name and card number
    R2 = "R2"  # a record that prevents duplicates
    R3 = "R3"  # the application without its address
    R4 = "R4"  # application and photo


class RecordClass(StrEnum):
    """Records of one kind, which share a clock."""

    REGISTER_ROW = "register_row"  # number, state, expiry month, slot, digest, versions
    NAME_AND_CREDENTIAL = "name_and_credential"
    SEARCH_TOKENS = "search_tokens"
    APPLICATION = "application"  # names, birth date, points, decision, staff ids and times
    ADDRESS_AND_CONTACT = "address_and_contact"
    PHOTO = "photo"
    DRAFT = "draft"
    REFUSED_APPLICATION = "refused_application"  # withdrawn ones too; appeal included
    AUDIT_LOG = "audit_log"


_C = RecordClass

KEPT: Mapping[Rung, frozenset[RecordClass]] = {
    Rung.R0: frozenset({_C.REGISTER_ROW}),
    Rung.R1: frozenset({_C.REGISTER_ROW, _C.NAME_AND_CREDENTIAL}),
    Rung.R2: frozenset({_C.REGISTER_ROW, _C.SEARCH_TOKENS}),
    Rung.R3: frozenset({_C.REGISTER_ROW, _C.NAME_AND_CREDENTIAL, _C.SEARCH_TOKENS, _C.APPLICATION}),
    Rung.R4: frozenset(
        {
            _C.REGISTER_ROW,
            _C.NAME_AND_CREDENTIAL,
            _C.SEARCH_TOKENS,
            _C.APPLICATION,
            _C.ADDRESS_AND_CONTACT,
            _C.PHOTO,
        }
    ),
}

# Exist at every rung for a while, with clocks of their own.
PASSING_CLASSES = frozenset({_C.DRAFT, _C.REFUSED_APPLICATION, _C.AUDIT_LOG})

# Until the purge by rung is built, issuing under another rung is refused: nothing may be promised
# that is not done.
ENFORCED_RUNGS = frozenset({Rung.R4})


class Known(StrEnum):
    """Whether a program could answer a question about a person with all its keys in hand."""

    NO = "no"
    BY_NAME = "by_name"  # from the name alone
    YES = "yes"


@dataclass(frozen=True, slots=True)
class RungAnswers:
    """What a program at a rung could be made to say."""

    who_holds_cards: Known  # could it hand over a list of holders?
    whether_somebody_holds_one: Known  # a named person with a known birth date
    where_they_live: Known
    what_they_look_like: Known


ANSWERS: Mapping[Rung, RungAnswers] = {
    Rung.R0: RungAnswers(Known.NO, Known.NO, Known.NO, Known.NO),
    Rung.R1: RungAnswers(Known.YES, Known.BY_NAME, Known.NO, Known.NO),
    Rung.R2: RungAnswers(Known.NO, Known.YES, Known.NO, Known.NO),
    Rung.R3: RungAnswers(Known.YES, Known.YES, Known.NO, Known.NO),
    Rung.R4: RungAnswers(Known.YES, Known.YES, Known.YES, Known.YES),
}


class RecordSchedule(SourcedRule):
    """How long records of one class are kept, and who allows that.

    `authority` is the law or schedule that allows their destruction; a profile may be read without
    one, but production refuses it.
    """

    record: RecordClass
    authority: Text | None = None
    shortest: SpanText
    longest: SpanText
    approved_by: Text | None = None
    approved_on: Day | None = None

    @model_validator(mode="after")
    def _shortest_comes_first(self) -> Self:
        if self.shortest.is_longer_than(self.longest):
            raise ValueError("`shortest` is longer than `longest`")
        return self


class Retention(SourcedRule):
    """The rung and the clocks of a program."""

    rung: Rung
    draft_days: Days
    refused_days: Days
    classes: tuple[RecordSchedule, ...] = ()

    @field_validator("rung", mode="before")
    @classmethod
    def _exists(cls, rung: object) -> object:
        if rung == "R5":
            raise ValueError("R5 does not exist: copies of documents are never kept")
        return rung

    @model_validator(mode="after")
    def _names_each_class_once(self) -> Self:
        if len({schedule.record for schedule in self.classes}) < len(self.classes):
            raise ValueError("a record class is named twice")
        return self

    @property
    def is_enforced(self) -> bool:
        """Does this version of the software do what the rung promises?"""
        return self.rung in ENFORCED_RUNGS

    @property
    def records(self) -> frozenset[RecordClass]:
        """Every class of record this rung makes, passing ones included."""
        return KEPT[self.rung] | PASSING_CLASSES

    def keeps(self, record: RecordClass) -> bool:
        """Is this class still there once the print is confirmed?"""
        return record in KEPT[self.rung]

    def schedule(self, record: RecordClass) -> RecordSchedule | None:
        """Return the schedule of one class, where the profile has one."""
        return next((entry for entry in self.classes if entry.record is record), None)
