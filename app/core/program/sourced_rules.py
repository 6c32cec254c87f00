"""Every rule of a profile with the key where it stands, for checks of provenance."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from app.core.documents.provenance import SourcedRule


def sourced_rules(part: BaseModel, *, key: str = "") -> Iterator[tuple[str, SourcedRule]]:
    """Yield the rules in and below `part`, in the order of the profile's fields."""
    if isinstance(part, SourcedRule):
        yield key, part
    for name in type(part).model_fields:
        yield from _below(getattr(part, name), f"{key}.{name}" if key else name)


def _below(value: object, key: str) -> Iterator[tuple[str, SourcedRule]]:
    if isinstance(value, BaseModel):
        yield from sourced_rules(value, key=key)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, part in enumerate(value):
            yield from _below(part, f"{key}[{number}]")
