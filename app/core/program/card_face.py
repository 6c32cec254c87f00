"""What a program prints on its card."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.core.documents.provenance import SourcedRule, Text
from app.core.program.library import LibraryCard


class CardField(StrEnum):
    """A field of the card."""

    NAME = "name"
    PHOTO = "photo"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    CARD_NUMBER = "card_number"
    ISSUED_ON = "issued_on"
    EXPIRES_ON = "expires_on"
    GENDER = "gender"


class Panel(StrEnum):
    """An optional panel: consented one by one, on the plastic only, never in the code."""

    EMERGENCY_CONTACT = "emergency_contact"
    SIGNATURE = "signature"
    HEIGHT = "height"
    EYES = "eyes"
    MEDICAL = "medical"
    VETERAN = "veteran"
    DONOR = "donor"


class Gender(StrEnum):
    """Whether people may have a gender printed; it is never asked for as a duty."""

    NEVER = "never"
    OPTIONAL = "optional"


class CardFace(SourcedRule):
    """The design, its fields and the program's own lines."""

    design: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
    fields: Annotated[frozenset[CardField], Field(min_length=1)]
    panels: frozenset[Panel] = frozenset()
    gender: Gender = Gender.NEVER
    library: LibraryCard | None = None
    """Left out, cards carry no library number."""
    legal_lines: tuple[Annotated[Text, Field(max_length=120)], ...] = ()
