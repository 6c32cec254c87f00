from datetime import timedelta

import pytest

from app.core.birth_date import AgeBounds
from app.core.documents import Category, Decision, PresentedDocument, Reason, Remark, evaluate
from tests.core.documents.policies import (
    NEXT_YEAR,
    TODAY,
    bill,
    paper,
    passport,
    points,
    policy,
)

ADULT = AgeBounds.exactly(40)
CHILD = AgeBounds.exactly(10)
POLICY = policy(
    points(3, 1, 5),
    [
        {"kinds": ["passport"], "identity": 3},
        {"kinds": ["license_with_address"], "identity": 3, "residency": 1},
        {"kinds": ["birth_certificate", "social_security_card", "health_card"], "identity": 1},
        {"kinds": ["utility_bill", "bank_statement"], "residency": 1, "max_age": "60 days"},
        {"kinds": ["care_of_letter", "shelter_letter"], "max_age": "15 days"},
        {"kinds": ["caretaker_photo_id", "guardianship_paper"]},
    ],
    conditions=[
        {"needs": "photo", "ages": {"at_least": 14}},
        {"needs": "birth_date"},
        {"needs": "caretaker", "ages": {"under": 14}},
        {"needs": "relationship", "ages": {"under": 14}},
    ],
    routes=[
        {"id": "care_of", "opened_by": ["care_of"], "grants": {"residency": 1}},
        {
            "id": "caretaker",
            "opened_by": ["caretaker", "relationship"],
            "ages": {"under": 22},
            "waives": ["photo"],
            "grants": {"identity": 2, "residency": 1},
        },
    ],
)
LETTER = paper("care_of_letter", issued_on=TODAY, organization="River House")
LICENSE = paper("license_with_address", expires_on=NEXT_YEAR)
ADULT_BESIDE = paper("caretaker_photo_id", expires_on=NEXT_YEAR)


def decide(*papers: PresentedDocument, ages: AgeBounds = ADULT) -> Decision:
    return evaluate(POLICY, papers, ages=ages, today=TODAY)


def test_without_papers_every_need_is_named() -> None:
    decision = decide()
    assert not decision.satisfied
    assert decision.missing == {
        Reason.IDENTITY_NOT_SHOWN: 3,
        Reason.RESIDENCY_NOT_SHOWN: 1,
        Reason.TOTAL_TOO_LOW: 1,  # beyond what the other two ask for
        Reason.PHOTO_MISSING: 1,
        Reason.BIRTH_DATE_MISSING: 1,
    }


@pytest.mark.parametrize(
    ("papers", "reasons"),
    [
        pytest.param([passport(), bill(), paper("health_card")], (), id="five points"),
        pytest.param([passport(), bill()], (Reason.TOTAL_TOO_LOW,), id="four of five"),
        pytest.param(
            [passport(), paper("health_card"), paper("birth_certificate")],
            (Reason.RESIDENCY_NOT_SHOWN,),
            id="points of one category do not pay for the other",
        ),
        pytest.param([LICENSE, paper("health_card")], (), id="one paper for both"),
        pytest.param(
            [passport(), LETTER, paper("health_card")], (), id="mail goes to an organization"
        ),
        pytest.param(
            [
                paper("birth_certificate"),
                paper("social_security_card"),
                paper("health_card"),
                bill(),
                paper("bank_statement", issued_on=TODAY),
            ],
            (Reason.PHOTO_MISSING,),
            id="points without a photo",
        ),
    ],
)
def test_decides_by_points(papers: list[PresentedDocument], reasons: tuple[Reason, ...]) -> None:
    decision = decide(*papers)
    assert decision.reasons == reasons
    assert decision.satisfied is (not reasons)


def test_a_child_needs_the_adult_and_no_photo() -> None:
    assert decide(paper("birth_certificate"), ages=CHILD).reasons == (
        Reason.IDENTITY_NOT_SHOWN,
        Reason.RESIDENCY_NOT_SHOWN,
        Reason.TOTAL_TOO_LOW,
        Reason.CARETAKER_MISSING,
    )
    decision = decide(paper("birth_certificate"), ADULT_BESIDE, bill(), ages=CHILD)
    assert decision.satisfied
    assert decision.routes == ("caretaker",)


def test_routes_do_not_add_up() -> None:
    decision = decide(paper("birth_certificate"), ADULT_BESIDE, LETTER, ages=CHILD)
    assert decision.routes == ("care_of", "caretaker")
    assert decision.points[Category.RESIDENCY] == 1


def test_the_adult_beside_helps_nobody_who_is_grown_up() -> None:
    decision = decide(paper("birth_certificate"), ADULT_BESIDE, bill())
    assert decision.routes == ()
    assert Reason.PHOTO_MISSING in decision.reasons


@pytest.mark.parametrize(
    ("ages", "reason"),
    [
        pytest.param(AgeBounds(13, 14), Reason.PHOTO_MISSING, id="perhaps old enough for a photo"),
        pytest.param(AgeBounds(13, 14), Reason.CARETAKER_MISSING, id="perhaps still a child"),
    ],
)
def test_a_demand_holds_where_it_may_hold(ages: AgeBounds, reason: Reason) -> None:
    assert reason in decide(ages=ages).reasons


def test_a_relief_holds_only_where_it_is_certain() -> None:
    papers = (paper("birth_certificate"), ADULT_BESIDE, bill())
    assert decide(*papers, ages=AgeBounds(20, 21)).routes == ("caretaker",)
    assert decide(*papers, ages=AgeBounds(21, 22)).routes == ()


def test_says_something_about_each_paper_in_the_order_shown() -> None:
    decision = decide(
        bill(days_old=99), passport(), LICENSE, bill(), bill(days_old=1), paper("library_card")
    )
    assert [(found.kind, found.identity, found.residency) for found in decision.papers] == [
        ("utility_bill", 0, 0),
        ("passport", 3, 0),
        ("license_with_address", 3, 1),
        ("utility_bill", 0, 1),
        ("utility_bill", 0, 1),
        ("library_card", 0, 0),
    ]
    assert [found.remark for found in decision.papers] == [
        Remark.TOO_OLD,
        None,
        None,
        Remark.KIND_COUNTS_ONCE,
        Remark.KIND_COUNTS_ONCE,
        Remark.NOT_ACCEPTED,
    ]
    assert [found.counts for found in decision.papers] == [False, True, True, True, True, False]
    assert decision.points[Category.RESIDENCY] == 2


def test_an_expired_paper_keeps_its_own_remark() -> None:
    tolerant = policy(
        points(3, 0, 3), [{"kinds": ["passport"], "identity": 3, "expired": [{"identity": 2}]}]
    )
    decision = evaluate(
        tolerant,
        [passport(), passport(expired_days_ago=5)],
        ages=ADULT,
        today=TODAY + timedelta(days=1),
    )
    assert [found.remark for found in decision.papers] == [
        Remark.KIND_COUNTS_ONCE,
        Remark.EXPIRED_BUT_COUNTS,
    ]


def test_is_plain_data_with_stable_words() -> None:
    shown = decide(passport()).model_dump(mode="json")
    assert shown["points"] == {"identity": 3, "residency": 0, "other": 0, "total": 3}
    assert shown["needed"] == {"identity": 3, "residency": 1, "other": 0, "total": 5}
    assert shown["missing"] == {"residency_not_shown": 1, "total_too_low": 1}
    assert shown["papers"] == [
        {"kind": "passport", "counts": True, "identity": 3, "residency": 0, "remark": None}
    ]
