"""What can never be written down: a field that is not there. Every schema and column is walked.

No number, image, file or issuing country of a paper, no immigration status, no country of birth,
no nationality, no sex and no race has a place anywhere.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import BaseModel, ValidationError

import app.main  # noqa: F401 - loads every model and schema
from app.applicants import Address, Names, Person
from app.applications import Intake
from app.applications.schemas import IntakeIn
from app.core.documents import PresentedDocument
from app.kit.db import Model
from app.vault import Label
from tests.town import Town

NEVER = re.compile(
    r"""
      immigra | citizen | alien | visa | nationality | residency_status | legal_status
    | (country|place|state)_?(of_?)?birth | birth_?(country|place) | issuing | issued_by
    | country | foreign | passport | licen[sc]e_?(no|num) | social_security | ssn | tax_?id
    | (document|paper|id)_?(no|num|number|image|scan|file|copy|picture) | scan | upload | attachment
    | \bsex\b | gender | race | ethnic | religion
    """,
    re.VERBOSE | re.IGNORECASE,
)


def columns() -> Iterator[str]:
    for table in Model.metadata.sorted_tables:
        for column in table.columns:
            yield f"{table.name}.{column.name}"


def schema_fields() -> Iterator[str]:
    """Return every field of every body this service reads or sends."""
    for schema in _descendants(BaseModel):
        if schema.__module__.startswith("app.") and not _is_program(schema):
            for name in schema.model_fields:
                yield f"{schema.__name__}.{name}"


def sealed_fields() -> Iterator[str]:
    """Return every field of what is sealed."""
    for kind in (Person, Names, Address, Intake):
        assert is_dataclass(kind)
        for field in fields(kind):
            yield f"{kind.__name__}.{field.name}"
    for name in PresentedDocument.model_fields:
        yield f"PresentedDocument.{name}"


def _descendants(kind: type[Any]) -> Iterator[type[Any]]:
    for child in kind.__subclasses__():
        yield child
        yield from _descendants(child)


def _is_program(schema: type[Any]) -> bool:
    """Say whether a schema is about the rules of a program, not about people."""
    return schema.__module__.startswith(("app.core.program", "app.core.documents", "app.settings"))


def test_no_column_can_hold_it() -> None:
    assert [name for name in columns() if NEVER.search(name.partition(".")[2])] == []
    assert len(list(columns())) > 80


def test_no_body_and_no_sealed_value_can_hold_it() -> None:
    found = [
        name
        for name in (*schema_fields(), *sealed_fields())
        if NEVER.search(name.partition(".")[2])
    ]
    assert found == []
    assert any(name.startswith("IntakeIn.") for name in schema_fields())


def test_a_paper_is_its_kind_its_dates_and_an_organization() -> None:
    assert set(PresentedDocument.model_fields) == {
        "kind",
        "expires_on",
        "issued_on",
        "organization",
    }


@pytest.mark.parametrize(
    "field", ["number", "image", "file", "country", "issued_by", "immigration_status"]
)
def test_a_paper_with_anything_more_is_refused(field: str) -> None:
    with pytest.raises(ValidationError):
        PresentedDocument.model_validate({"kind": "passport", field: "x"})
    with pytest.raises(ValidationError):
        IntakeIn.model_validate({"names": {}, "birth_date": "1990", field: "x"})


def test_what_is_sealed_about_people_is_on_one_list() -> None:
    assert {label.value for label in Label} == {
        "applicant.names",
        "applicant.birth_date",
        "applicant.address",
        "applicant.contact",
        "applicant.photo",
        "application.evidence",
        "application.intake",
        "application.decision",
        "card.credential",
        "card.issuer_tag",
        "card.library_number",
    }


def test_no_route_takes_it(sqlite_town: Town) -> None:
    described: FastAPI = sqlite_town.app
    names = set(_names(described.openapi()))
    assert sorted(name for name in names if NEVER.search(name)) == []
    assert "birth_date" in names


def _names(part: object) -> Iterator[str]:
    """Return the name of every parameter and property of an API description."""
    if isinstance(part, dict):
        yield from part.get("properties", {})
        if "in" in part and "name" in part:
            yield part["name"]
        for value in part.values():
            yield from _names(value)
    elif isinstance(part, list):
        for value in part:
            yield from _names(value)
