"""The closed registry of what a design may print: each field with its label and a sample value.

A design names fields; it never reaches into a person's record. Samples are invented, so that
previews and golden files need nobody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.rendering.content import CardContent


class Field(StrEnum):
    """Names a design may use."""

    PROGRAM_NAME = "program_name"
    CARD_TITLE = "card_title"
    VERIFY_ADDRESS = "verify_address"
    LEGAL_LINES = "legal_lines"
    RETURN_ADDRESS = "return_address"
    NAME = "name"
    SECOND_NAME = "second_name"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    ISSUED_ON = "issued_on"
    EXPIRES_ON = "expires_on"
    CARD_NUMBER = "card_number"
    CHECK_CODE = "check_code"
    LIBRARY_NUMBER = "library_number"
    PHOTO = "photo"
    QR = "qr"


class Presence(StrEnum):
    """When a field has a value."""

    PROGRAM = "program"  # the same on every card of a program
    ALWAYS = "always"  # on every card; printing stops without it
    OPTIONAL = "optional"  # on some cards; without it its element and labels are left out


@dataclass(frozen=True, kw_only=True)
class FieldInfo:
    """One entry of the registry."""

    label: str
    """What a designer sees in a list."""
    presence: Presence
    sample: tuple[str, ...]
    """Paragraphs of an invented value; empty for pictures."""
    value: Callable[[CardContent], tuple[str, ...]] | None
    """Reads the field from a card's content; None for pictures."""
    required: bool = True
    """Every design has to show it."""


def _line(text: str | None) -> tuple[str, ...]:
    return () if not text else (text,)


FIELDS: Mapping[Field, FieldInfo] = {
    Field.PROGRAM_NAME: FieldInfo(
        label="Issuer",
        presence=Presence.PROGRAM,
        sample=("City of Riverbend",),
        value=lambda content: _line(content.program.program_name),
    ),
    Field.CARD_TITLE: FieldInfo(
        label="Name of the card",
        presence=Presence.PROGRAM,
        sample=("Resident ID",),
        value=lambda content: _line(content.program.card_title),
    ),
    Field.VERIFY_ADDRESS: FieldInfo(
        label="Address where a card is checked",
        presence=Presence.PROGRAM,
        sample=("id.riverbend.example/v",),
        value=lambda content: _line(content.program.verify_address),
    ),
    Field.LEGAL_LINES: FieldInfo(
        label="Legal lines of the program",
        presence=Presence.PROGRAM,
        sample=(
            "Issued under Riverbend Municipal Code chapter 2.90.",
            "Not for voting. Not a driver’s license. Not a federal ID.",  # noqa: RUF001 - typography
        ),
        value=lambda content: content.program.legal_lines,
    ),
    Field.RETURN_ADDRESS: FieldInfo(
        label="Issuer and where a found card goes",
        presence=Presence.PROGRAM,
        sample=("City of Riverbend", "200 Water Street, Riverbend 00417"),
        value=lambda content: (content.program.program_name, *content.program.return_address),
        required=False,
    ),
    Field.NAME: FieldInfo(
        label="Name",
        presence=Presence.ALWAYS,
        sample=("Marisol Okafor-Lindqvist",),
        value=lambda content: _line(content.name),
    ),
    Field.SECOND_NAME: FieldInfo(
        label="Name in a second script",
        presence=Presence.OPTIONAL,
        sample=(),
        value=lambda content: _line(content.second_name),
    ),
    Field.BIRTH_DATE: FieldInfo(
        label="Date of birth",
        presence=Presence.ALWAYS,
        sample=("May 17, 1988",),
        value=lambda content: _line(content.birth_date),
    ),
    Field.ADDRESS: FieldInfo(
        label="Address",
        presence=Presence.OPTIONAL,
        sample=("418 Old Mill Road, Apt 3B", "Riverbend 00417"),
        value=lambda content: content.address_lines,
        required=False,
    ),
    Field.ISSUED_ON: FieldInfo(
        label="Issue date",
        presence=Presence.OPTIONAL,
        sample=("Nov 24, 2026",),
        value=lambda content: _line(content.issued_on),
        required=False,
    ),
    Field.EXPIRES_ON: FieldInfo(
        label="Expiration date",
        presence=Presence.ALWAYS,
        sample=("Nov 23, 2031",),
        value=lambda content: _line(content.expires_on),
    ),
    Field.CARD_NUMBER: FieldInfo(
        label="Card number",
        presence=Presence.ALWAYS,
        sample=("7K3M-92QD-XWT",),
        value=lambda content: _line(content.card_number),
    ),
    Field.CHECK_CODE: FieldInfo(
        label="Check code",
        presence=Presence.ALWAYS,
        sample=("H4RW2P",),
        value=lambda content: _line(content.check_code),
    ),
    Field.LIBRARY_NUMBER: FieldInfo(
        label="Library number",
        presence=Presence.OPTIONAL,
        sample=("29999000500013",),
        value=lambda content: _line(content.library_number),
        required=False,
    ),
    Field.PHOTO: FieldInfo(label="Photo", presence=Presence.ALWAYS, sample=(), value=None),
    Field.QR: FieldInfo(label="Signed code", presence=Presence.ALWAYS, sample=(), value=None),
}


def paragraphs_of(field: Field, *, content: CardContent) -> tuple[str, ...]:
    """Return a text field's paragraphs; none when the card does not have the field."""
    value = FIELDS[field].value
    if value is None:
        raise ValueError(f"{field.value} is a picture")
    return value(content)
