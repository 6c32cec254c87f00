import pytest

from app.core.birth_date import AgeBounds
from app.core.documents import CATALOGUE, DocumentPolicy, Explanation, PresentedDocument, explain
from tests.core.documents.policies import (
    TODAY,
    Table,
    bill,
    paper,
    passport,
    points,
    policy,
)

ADULT = AgeBounds.exactly(40)
ACCEPTED: list[Table] = [
    {"kinds": ["passport", "state_id"], "identity": 3, "expired": [{"identity": 2}]},
    {"kinds": ["license_with_address"], "identity": 3, "residency": 1},
    {"kinds": ["birth_certificate", "social_security_card"], "identity": 1},
    {"kinds": ["utility_bill", "lease"], "residency": 1, "max_age": "60 days"},
]
POLICY = policy(points(3, 1, 4), ACCEPTED)


def ask(*papers: PresentedDocument, by: DocumentPolicy = POLICY) -> Explanation:
    return explain(by, papers, ages=ADULT, today=TODAY)


def ways(explanation: Explanation) -> list[list[tuple[int, tuple[str, ...]]]]:
    return [
        [(choice.count, tuple(name.kind for name in choice.any_of)) for choice in way.choices]
        for way in explanation.ways
    ]


def test_nothing_is_missing_when_the_papers_suffice() -> None:
    explanation = ask(passport(), bill())
    assert explanation.decision.satisfied
    assert (explanation.missing, explanation.ways) == ((), ())


def test_fewest_papers_come_first_then_one_more() -> None:
    assert ways(ask()) == [
        [(1, ("license_with_address",))],
        [(1, ("utility_bill", "lease")), (1, ("passport", "state_id"))],
    ]


def test_says_how_much_is_missing_in_a_sentence() -> None:
    assert [(one.reason, one.num) for one in ask(passport(expired_days_ago=9)).missing] == [
        ("identity_not_shown", 1),
        ("residency_not_shown", 1),
    ]
    assert ask().missing[0].message == "Points for who you are, still needed: %(num)d"


def test_counts_papers_where_the_rule_counts_papers() -> None:
    checklist = policy(
        {"form": "checklist", "items": [{"list": "a", "label": "A", "category": "identity"}]},
        [{"kinds": ["passport"], "lists": ["a"]}],
    )
    assert ask(by=checklist).missing[0].message == (
        "Papers that show who you are, still needed: %(num)d"
    )


def test_several_papers_out_of_one_group() -> None:
    two_weak = policy(points(2, 0, 2), ACCEPTED[2:3])
    assert ways(ask(by=two_weak)) == [[(2, ("birth_certificate", "social_security_card"))]]


def test_a_newer_paper_of_the_same_kind_is_a_way_too() -> None:
    assert ways(ask(passport(), bill(days_old=90))) == [
        [(1, ("utility_bill", "lease"))],
        [(1, ("license_with_address",))],
    ]
    renewed = ways(ask(passport(expired_days_ago=9), bill()))
    assert [(1, ("passport",))] in renewed


def test_a_paper_that_adds_nothing_is_not_asked_for() -> None:
    offered = {
        kind for way in ways(ask(paper("birth_certificate"))) for _, kinds in way for kind in kinds
    }
    assert "birth_certificate" not in offered


def test_labels_come_along_for_translation() -> None:
    name = ask().ways[0].choices[0].any_of[0]
    assert name.label == CATALOGUE[name.kind].label


@pytest.mark.parametrize(
    ("minima", "shown"),
    [
        pytest.param(points(9, 0, 9), 0, id="out of reach"),
        pytest.param(points(0, 0, 0), 0, id="free"),
    ],
)
def test_offers_no_way_where_there_is_none(minima: Table, shown: int) -> None:
    assert len(ask(by=policy(minima, ACCEPTED[2:])).ways) == shown


def test_at_most_three_ways_are_shown() -> None:
    many = policy(
        points(1, 0, 1),
        [
            {"kinds": [kind], "identity": number}
            for number, kind in enumerate(
                ["passport", "state_id", "birth_certificate", "health_card", "bank_card"], start=1
            )
        ],
    )
    shown = ways(ask(by=many))
    assert len(shown) == 3
    assert shown[0] == [(1, ("bank_card",))]


def test_is_plain_data() -> None:
    shown = ask().model_dump(mode="json")
    assert shown["ways"][0] == {
        "choices": [
            {
                "count": 1,
                "any_of": [
                    {
                        "kind": "license_with_address",
                        "label": "Driver's license or state ID with your address here",
                    }
                ],
            }
        ]
    }
