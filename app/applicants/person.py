"""What a program may know about a person, as plain values, and their sealed form (JSON)."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from app.core.birth_date import BirthDate


class AddressMode(StrEnum):
    """How the person's address is treated. Sealed with the person; never a column or a filter."""

    PRINTED = "printed"
    CARE_OF = "care_of"  # mail reaches the person at an organisation that is not printed
    PROTECTED = "protected"  # the substitute address of a confidentiality program, as it is
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Names:
    """One person's names; either part may be empty, never both."""

    given: str
    family: str
    preferred: str = ""
    on_card: str = ""
    romanised: str = ""

    def card_name(self) -> str:
        """Return the name the card and the code carry."""
        return self.on_card or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the person lives or gets mail."""

    mode: AddressMode = AddressMode.NONE
    line: str = ""
    line_2: str = ""
    city: str = ""
    postal_code: str = ""
    care_of: str = ""

    def printed_lines(self) -> tuple[str, ...]:
        """Return the lines that go on the card; none for a person without a printed address."""
        if self.mode is AddressMode.NONE:
            return ()
        place = " ".join(part for part in (self.city, self.postal_code) if part)
        return tuple(part for part in (self.line, self.line_2, place) if part)


@dataclass(frozen=True, slots=True)
class Person:
    """Everything about a person that is not a picture."""

    names: Names
    birth_date: BirthDate
    address: Address


def names_to_bytes(names: Names) -> bytes:
    """Return the form that is sealed under the label of names."""
    return json.dumps(asdict(names)).encode()


def names_from_bytes(data: bytes) -> Names:
    """Return the names."""
    return Names(**json.loads(data))


def address_to_bytes(address: Address) -> bytes:
    """Return the form that is sealed under the label of the address."""
    return json.dumps(asdict(address)).encode()


def address_from_bytes(data: bytes) -> Address:
    """Return the address."""
    values = json.loads(data)
    return Address(**(values | {"mode": AddressMode(values["mode"])}))
