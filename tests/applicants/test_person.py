"""A person as plain values, and their sealed form."""

import pytest

from app.applicants import Address, AddressMode, Names
from app.applicants.person import (
    address_from_bytes,
    address_to_bytes,
    names_from_bytes,
    names_to_bytes,
)

NAMES = Names(given="Rosalba", family="Quispe Mamani", romanised="Rosalba Quispe")
ADDRESS = Address(
    mode=AddressMode.CARE_OF, line="12 Mission Road", city="Riverbend", care_of="Casa Azul"
)


def test_names_and_address_come_back_as_they_were_sealed() -> None:
    assert names_from_bytes(names_to_bytes(NAMES)) == NAMES
    assert address_from_bytes(address_to_bytes(ADDRESS)) == ADDRESS


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        pytest.param(NAMES, "Rosalba Quispe Mamani", id="both parts"),
        pytest.param(Names(given="Suharto", family=""), "Suharto", id="given name only"),
        pytest.param(Names(given="", family="Suharto"), "Suharto", id="family name only"),
        pytest.param(Names("Rosalba", "Quispe", on_card="Rosa Q."), "Rosa Q.", id="chosen"),
    ],
)
def test_the_card_shows_the_chosen_name_or_all_parts(names: Names, shown: str) -> None:
    assert names.card_name() == shown


@pytest.mark.parametrize("mode", [AddressMode.PRINTED, AddressMode.CARE_OF, AddressMode.PROTECTED])
def test_an_organization_is_never_printed_with_an_address(mode: AddressMode) -> None:
    address = Address(mode=mode, line="12 Mission Road", city="Riverbend", care_of="Casa Azul")
    assert address.printed_lines() == ("12 Mission Road", "Riverbend")
