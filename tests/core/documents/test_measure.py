"""Lists and checklists; points are measured in test_evaluate.py."""

import pytest

from app.core.birth_date import AgeBounds
from app.core.documents import Category, Decision, Reason, evaluate
from tests.core.documents.policies import TODAY, Table, bill, paper, passport, policy

ADULT = AgeBounds.exactly(40)
STRONG_OR_TWO: Table = {
    "form": "combinations",
    "identity": [{"strong": 1}, {"weaker": 2}],
    "residency": [{"home": 1}],
}
ACCEPTED: list[Table] = [
    {
        "kinds": ["passport"],
        "lists": ["strong"],
        "expired": [{"up_to": "5 years", "lists": ["weaker"]}],
    },
    {"kinds": ["birth_certificate", "social_security_card"], "lists": ["weaker"]},
    {"kinds": ["utility_bill"], "lists": ["home"], "max_age": "30 days"},
    {"kinds": ["benefit_card"], "lists": ["weaker", "home"]},
]


def decide(rule: Table, *kinds: str, **rest: list[Table]) -> Decision:
    papers = {
        "passport": passport(),
        "utility_bill": bill(),
        "expired": passport(expired_days_ago=9),
    }
    return evaluate(
        policy(rule, ACCEPTED, **rest),
        [papers.get(kind, paper(kind)) for kind in kinds],
        ages=ADULT,
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [
        pytest.param((), {"identity_not_shown": 1, "residency_not_shown": 1}, id="nothing"),
        pytest.param(("passport", "utility_bill"), {}, id="one strong"),
        pytest.param(
            ("birth_certificate", "social_security_card", "utility_bill"), {}, id="two weaker"
        ),
        pytest.param(("expired", "birth_certificate", "utility_bill"), {}, id="strong turned weak"),
        pytest.param(("expired", "utility_bill"), {"identity_not_shown": 1}, id="one weaker"),
        pytest.param(("passport",), {"residency_not_shown": 1}, id="no home"),
        pytest.param(
            ("birth_certificate", "benefit_card"),
            {"identity_not_shown": 1},
            id="one paper does not serve both",
        ),
        pytest.param(("passport", "benefit_card"), {}, id="the paper serves where it is needed"),
    ],
)
def test_one_strong_paper_or_two_weaker_ones(
    kinds: tuple[str, ...], missing: dict[str, int]
) -> None:
    decision = decide(STRONG_OR_TWO, *kinds)
    assert decision.missing == missing
    assert decision.satisfied is (not missing)


def test_a_paper_may_serve_both_where_the_rule_shares() -> None:
    decision = decide({**STRONG_OR_TWO, "share": True}, "birth_certificate", "benefit_card")
    assert decision.satisfied
    assert decision.points == {
        Category.IDENTITY: 2,
        Category.RESIDENCY: 1,
        Category.OTHER: 0,
        Category.TOTAL: 3,
    }


def test_a_route_may_stand_in_for_a_list() -> None:
    decision = decide(
        STRONG_OR_TWO,
        "passport",
        routes=[{"id": "any", "opened_by": ["photo"], "grants": {"residency": 1}}],
    )
    assert decision.satisfied
    assert decision.routes == ("any",)


@pytest.mark.parametrize(
    ("separate", "satisfied"),
    [pytest.param(True, False, id="a paper each"), pytest.param(False, True, id="one for both")],
)
def test_a_checklist_asks_for_papers_apart_or_not(*, separate: bool, satisfied: bool) -> None:
    items = [
        {"list": "weaker", "label": "Who you are", "category": "identity"},
        {"list": "home", "label": "Where you live", "category": "residency"},
        {"list": "strong", "label": "Something else"},
    ]
    decision = decide(
        {"form": "checklist", "items": items, "separate": separate}, "benefit_card", "passport"
    )
    assert decision.satisfied is satisfied
    assert decision.reasons == (() if satisfied else (Reason.RESIDENCY_NOT_SHOWN,))


def test_a_checklist_names_other_things_missing() -> None:
    rule = {
        "form": "checklist",
        "items": [{"list": name, "label": name} for name in ("strong", "weaker", "home")],
    }
    assert decide(rule, "passport").missing == {Reason.ITEM_MISSING: 2}
