from datetime import date

import pytest

from app.core.documents import (
    ArgumentProblem,
    DocumentArgumentError,
    PresentedDocument,
    parse_document_argument,
)
from tests.core.documents.policies import paper, points, policy

LOCAL = {"id": "parish_card", "label": "Parish card", "proves": ["identity"]}
POLICY = policy(points(3, 1, 4), [{"kinds": ["passport"], "identity": 3}], kinds=[LOCAL])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("birth_certificate", paper("birth_certificate")),
        ("parish_card", paper("parish_card")),
        ("passport:expires_on=2030-01-31", paper("passport", expires_on=date(2030, 1, 31))),
        (
            "care_of_letter:issued_on=2026-11-20,organization=House at 7th: East",
            paper(
                "care_of_letter",
                issued_on=date(2026, 11, 20),
                organization="House at 7th: East",
            ),
        ),
    ],
)
def test_reads_a_paper(text: str, expected: PresentedDocument) -> None:
    assert parse_document_argument(text, policy=POLICY) == expected


@pytest.mark.parametrize(
    ("text", "reason", "where"),
    [
        ("pasport", ArgumentProblem.UNKNOWN_KIND, "pasport"),
        ("", ArgumentProblem.UNKNOWN_KIND, ""),
        ("passport:", ArgumentProblem.UNKNOWN_ATTRIBUTE, ""),
        ("passport:number=X1", ArgumentProblem.UNKNOWN_ATTRIBUTE, "number"),
        ("passport:country=XX", ArgumentProblem.UNKNOWN_ATTRIBUTE, "country"),
        ("passport:kind=lease", ArgumentProblem.UNKNOWN_ATTRIBUTE, "kind"),
        ("passport:issued_on=2020-01-01", ArgumentProblem.NOT_OF_THIS_KIND, "issued_on"),
        ("passport:expires_on", ArgumentProblem.VALUE_MISSING, "expires_on"),
        ("passport:expires_on=", ArgumentProblem.VALUE_MISSING, "expires_on"),
        ("passport:expires_on=soon", ArgumentProblem.NOT_A_DATE, "expires_on"),
        (
            "passport:expires_on=2030-01-31,expires_on=2031-01-31",
            ArgumentProblem.GIVEN_TWICE,
            "expires_on",
        ),
        (f"care_of_letter:organization={'x' * 81}", ArgumentProblem.BAD_VALUE, "care_of_letter"),
    ],
)
def test_refuses_by_name(text: str, reason: ArgumentProblem, where: str) -> None:
    with pytest.raises(DocumentArgumentError) as caught:
        parse_document_argument(text, policy=POLICY)
    assert (caught.value.reason, caught.value.where) == (reason, where)
