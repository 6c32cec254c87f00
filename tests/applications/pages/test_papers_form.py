import pytest

from app.applications.pages.papers_form import Fault, Form, papers_again, read_papers
from app.core.documents import DocumentPolicy, PresentedDocument
from app.core.program import parse_profile
from app.programs import read_profile


@pytest.fixture(scope="module")
def policy() -> DocumentPolicy:
    return parse_profile(read_profile("riverbend")).documents


def read(policy: DocumentPolicy, typed: Form) -> tuple[tuple[PresentedDocument, ...], list[Fault]]:
    faults: list[Fault] = []
    return read_papers(typed, policy=policy, faults=faults), faults


def test_only_ticked_papers_count(policy: DocumentPolicy) -> None:
    typed = {"document_passport_expires_on": "2030-01-31", "document_lease": "on"}
    papers, faults = read(policy, typed)
    assert [paper.kind for paper in papers] == ["lease"]
    assert faults == []


def test_a_paper_carries_only_what_the_program_asks_about(policy: DocumentPolicy) -> None:
    typed = {
        "document_passport": "on",
        "document_passport_expires_on": "2030-01-31",
        "document_passport_issued_on": "2020-02-01",
        "document_passport_organization": "Ministry",
    }
    papers, faults = read(policy, typed)
    assert dict(papers_again(papers)) == {
        "document_passport": "on",
        "document_passport_expires_on": "2030-01-31",
    }
    assert faults == []


def test_a_care_of_letter_names_its_organization(policy: DocumentPolicy) -> None:
    typed = {
        "document_care_of_letter": "on",
        "document_care_of_letter_issued_on": "2026-11-20",
        "document_care_of_letter_organization": "Riverbend Food Bank",
    }
    papers, faults = read(policy, typed)
    assert dict(papers_again(papers)) == typed
    assert faults == []


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        pytest.param(
            {"document_passport": "on", "document_passport_expires_on": "31 January 2030"},
            ("document_passport_expires_on", "document_date_unreadable"),
            id="a day in words",
        ),
        pytest.param(
            {"document_passport": "on", "document_passport_expires_on": "20300131"},
            ("document_passport_expires_on", "document_date_unreadable"),
            id="a day without hyphens",
        ),
        pytest.param(
            {"document_utility_bill": "on", "document_utility_bill_issued_on": "2026-02-30"},
            ("document_utility_bill_issued_on", "document_date_unreadable"),
            id="30 February",
        ),
        pytest.param(
            {
                "document_care_of_letter": "on",
                "document_care_of_letter_issued_on": "2026-11-20",
                "document_care_of_letter_organization": "x" * 81,
            },
            ("document_care_of_letter_organization", "unusable"),
            id="a long organization",
        ),
        pytest.param(
            {
                "document_care_of_letter": "on",
                "document_care_of_letter_issued_on": "2026-11-20",
                "document_care_of_letter_organization": "A12 345 678",
            },
            ("document_care_of_letter_organization", "unusable"),
            id="the number of a paper",
        ),
        pytest.param(
            {"document_zqxwiana": "on"},
            ("documents", "document_kind_unknown"),
            id="a kind that is not on the list",
        ),
    ],
)
def test_a_fault_names_its_field_and_repeats_nothing(
    policy: DocumentPolicy, typed: dict[str, str], fault: Fault
) -> None:
    _, faults = read(policy, typed)
    assert faults == [fault]


def test_a_paper_cannot_end_before_its_date(policy: DocumentPolicy) -> None:
    kind = policy.known_kinds["passport"].model_copy(
        update={"id": "membership_card", "is_dated": True}
    )
    terms = policy.terms["utility_bill"].model_copy(
        update={"kinds": ("membership_card",), "residency": 0}
    )
    own = DocumentPolicy(rule=policy.rule, accepted=(terms,), kinds=(kind,))
    typed = {
        "document_membership_card": "on",
        "document_membership_card_expires_on": "2026-01-01",
        "document_membership_card_issued_on": "2026-02-01",
    }
    papers, faults = read(own, typed)
    assert papers == ()
    assert faults == [("document_membership_card_expires_on", "document_dates_out_of_order")]
