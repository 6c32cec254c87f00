import json
from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from app.core.documents import PresentedDocument

# A paper's number, picture, file or country must have no place to be written.
MAY_BE_WRITTEN = {"kind", "expires_on", "issued_on", "organization"}


def test_a_paper_has_these_fields_and_no_other() -> None:
    assert set(PresentedDocument.model_fields) == MAY_BE_WRITTEN
    assert set(PresentedDocument.model_json_schema()["properties"]) == MAY_BE_WRITTEN


@pytest.mark.parametrize(
    "field",
    ["number", "document_number", "image", "scan", "file", "country", "issuing_country", "issuer"],
)
def test_refuses_what_must_not_be_kept(field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        PresentedDocument.model_validate({"kind": "passport", field: "X1234567"})
    assert caught.value.errors()[0]["type"] == "extra_forbidden"


@pytest.mark.parametrize(
    "organization",
    [
        pytest.param("", id="nothing"),
        pytest.param("1200", id="no name"),
        pytest.param("House\nX", id="two lines"),
        pytest.param("X1234567", id="the number of a paper"),
        pytest.param("House 123-45-6789", id="a number with a name"),
        pytest.param("x" * 81, id="too long"),
    ],
)
def test_an_organization_is_a_name_and_no_number(organization: str) -> None:
    with pytest.raises(ValidationError):
        PresentedDocument(kind="care_of_letter", organization=organization)


@pytest.mark.parametrize(
    "day", [0, 1764000000, "1764000000", "2026-11-24T00:00:00", datetime(2026, 11, 24, tzinfo=UTC)]
)
def test_a_day_is_no_number_and_no_instant(day: object) -> None:
    with pytest.raises(ValidationError, match="like 2026-11-24"):
        PresentedDocument.model_validate({"kind": "passport", "expires_on": day})


def test_comes_back_from_json_as_it_was() -> None:
    paper = PresentedDocument(
        kind="care_of_letter",
        issued_on=date(2026, 11, 20),
        organization="River House, 1200 Main St",
    )
    assert PresentedDocument.model_validate_json(paper.model_dump_json()) == paper
    assert set(json.loads(paper.model_dump_json())) == MAY_BE_WRITTEN


def test_refuses_a_paper_that_ends_before_it_was_issued() -> None:
    with pytest.raises(ValidationError, match="before it was issued"):
        PresentedDocument(
            kind="passport", issued_on=date(2026, 11, 2), expires_on=date(2026, 11, 1)
        )
