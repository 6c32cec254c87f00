"""The values an administrator tries on a design, and the invented card they make."""

from collections.abc import Mapping
from dataclasses import replace

from app.core.rendering.content import CardContent
from app.core.rendering.fields import FIELDS, Field
from app.core.rendering.sample import HARD_NAMES, sample_content, sample_program
from app.core.rendering.template import CardTemplate

MAX_CHARACTERS = 200
"""Of one value: more than any card holds, and little to shape."""
_ONE_LINE = (
    Field.NAME,
    Field.SECOND_NAME,
    Field.BIRTH_DATE,
    Field.ISSUED_ON,
    Field.EXPIRES_ON,
    Field.CARD_NUMBER,
    Field.CHECK_CODE,
    Field.LIBRARY_NUMBER,
)
_ADDRESS = ("proof_address", "proof_address_2", "proof_address_3")
FIELD_NAMES = (*(f"proof_{field.value}" for field in _ONE_LINE), *_ADDRESS)
"""What the form sends, beside the button of a hard name."""
CHOSEN_NAME = "hard_name"


def sample_values() -> dict[str, str]:
    """Return what the form shows first: the registry's samples."""
    values = {f"proof_{field.value}": "".join(FIELDS[field].sample[:1]) for field in _ONE_LINE}
    lines = (*FIELDS[Field.ADDRESS].sample, "", "")
    return values | dict(zip(_ADDRESS, lines, strict=False))


def sent_values(form: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed; a chosen hard name takes the place of the name."""
    values = {name: form.get(name, "").strip() for name in FIELD_NAMES}
    chosen = form.get(CHOSEN_NAME, "")
    return values | {"proof_name": chosen} if chosen in HARD_NAMES else values


def too_long_values(values: Mapping[str, str]) -> list[str]:
    """Return the names of values that are not worth setting."""
    return [name for name, value in values.items() if len(value) > MAX_CHARACTERS]


def field_name(template: CardTemplate, element: str) -> str:
    """Return the form's field that an element of the design shows; empty for fixed words."""
    shown = {item.id: getattr(item, "field", None) for item in template.elements}
    name = f"proof_{shown[element]}"
    return name if name in FIELD_NAMES else ""


def content_of(values: Mapping[str, str], *, template: CardTemplate) -> CardContent:
    """Return nobody's card with these values; an empty one is a value the card does not have."""
    texts = {field.value: values[f"proof_{field.value}"] or None for field in _ONE_LINE}
    name = texts.pop("name") or ""
    lines = tuple(line for field in _ADDRESS if (line := values[field]))
    sample = sample_content(program=sample_program(template), has_face=template.face_in_code)
    return replace(sample, name=name, address_lines=lines, **texts)  # type: ignore[arg-type]  # names from the registry
