from datetime import date, timedelta

import pytest

from app.core.birth_date import AgeBounds
from app.core.documents import PresentedDocument, Remark
from app.core.documents.standing import Standing, by_kind, weigh
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
TOMORROW = TODAY + timedelta(days=1)
POLICY = policy(
    points(3, 1, 4),
    [
        {
            "kinds": ["passport"],
            "identity": 3,
            "expired": [{"up_to": "3 years", "identity": 2}, {"up_to": "5 years", "identity": 1}],
        },
        {"kinds": ["drivers_license"], "identity": 3, "expired": [{}]},
        {"kinds": ["national_id", "consular_id"], "identity": 2},
        {"kinds": ["school_photo_id"], "identity": 2, "ages": {"under": 22}},
        {"kinds": ["utility_bill"], "residency": 1, "max_age": "60 days"},
        {"kinds": ["lease"], "residency": 1},
        {"kinds": ["care_of_letter"], "max_age": "15 days"},
    ],
)


@pytest.mark.parametrize(
    ("presented", "identity", "residency", "remark"),
    [
        pytest.param(passport(), 3, 0, None, id="current"),
        pytest.param(passport(expired_days_ago=0), 3, 0, None, id="on its last day"),
        pytest.param(
            passport(expired_days_ago=1), 2, 0, Remark.EXPIRED_BUT_COUNTS, id="the day after"
        ),
        pytest.param(
            paper("passport", expires_on=date(2023, 11, 24)),
            2,
            0,
            Remark.EXPIRED_BUT_COUNTS,
            id="three years to the day",
        ),
        pytest.param(
            paper("passport", expires_on=date(2023, 11, 23)),
            1,
            0,
            Remark.EXPIRED_BUT_COUNTS,
            id="a day more",
        ),
        pytest.param(
            paper("drivers_license", expires_on=date(1999, 1, 1)),
            3,
            0,
            Remark.EXPIRED_BUT_COUNTS,
            id="without limit",
        ),
        pytest.param(paper("national_id"), 2, 0, None, id="may have no end"),
        pytest.param(bill(days_old=60), 0, 1, None, id="sixty days old"),
        pytest.param(paper("lease"), 0, 1, None, id="no freshness asked"),
        pytest.param(
            paper("care_of_letter", issued_on=TODAY, organization="River House"),
            0,
            0,
            None,
            id="counts without points",
        ),
    ],
)
def test_a_paper_counts(
    presented: PresentedDocument, identity: int, residency: int, remark: Remark | None
) -> None:
    weighed = weigh(presented, policy=POLICY, ages=ADULT, today=TODAY)
    assert weighed.standing is not None
    assert (weighed.standing.identity, weighed.standing.residency) == (identity, residency)
    assert weighed.remark is remark


@pytest.mark.parametrize(
    ("presented", "remark"),
    [
        pytest.param(paper("library_card"), Remark.NOT_ACCEPTED, id="not on the list"),
        pytest.param(paper("no_such_kind"), Remark.NOT_ACCEPTED, id="unknown"),
        pytest.param(paper("school_photo_id"), Remark.NOT_FOR_THIS_AGE, id="for another age"),
        pytest.param(
            paper("care_of_letter", issued_on=TODAY),
            Remark.ORGANIZATION_MISSING,
            id="letter of nobody",
        ),
        pytest.param(paper("utility_bill"), Remark.ISSUE_DATE_MISSING, id="undated"),
        pytest.param(bill(days_old=61), Remark.TOO_OLD, id="too old"),
        pytest.param(bill(days_old=-1), Remark.ISSUED_IN_FUTURE, id="from tomorrow"),
        pytest.param(
            paper("lease", issued_on=TOMORROW), Remark.ISSUED_IN_FUTURE, id="lease from tomorrow"
        ),
        pytest.param(paper("passport"), Remark.EXPIRY_DATE_MISSING, id="end not entered"),
        pytest.param(
            paper("consular_id", expires_on=date(2026, 11, 23)), Remark.EXPIRED, id="ended"
        ),
        pytest.param(
            paper("passport", expires_on=date(2021, 11, 23)), Remark.EXPIRED, id="past every step"
        ),
    ],
)
def test_a_paper_does_not_count(presented: PresentedDocument, remark: Remark) -> None:
    weighed = weigh(presented, policy=POLICY, ages=ADULT, today=TODAY)
    assert (weighed.standing, weighed.remark) == (None, remark)


def test_an_age_that_is_not_certain_does_not_count() -> None:
    weighed = weigh(paper("school_photo_id"), policy=POLICY, ages=AgeBounds(21, 22), today=TODAY)
    assert weighed.remark is Remark.NOT_FOR_THIS_AGE


def test_papers_of_one_kind_count_as_the_best_of_them() -> None:
    papers = [passport(expired_days_ago=30), passport(), passport(expired_days_ago=60)]
    weighed = [weigh(one, policy=POLICY, ages=ADULT, today=TODAY) for one in papers]
    assert by_kind(weighed)["passport"].identity == 3


def test_joining_takes_the_better_in_every_respect() -> None:
    joined = Standing(3, 0, frozenset({"a"})).joined(Standing(1, 1, frozenset({"b"})))
    assert joined == Standing(3, 1, frozenset({"a", "b"}))


@pytest.mark.parametrize(
    ("expires_on", "identity"),
    [
        pytest.param(NEXT_YEAR, 200, id="current"),
        pytest.param(date(2021, 11, 24), 200, id="five years after"),
        pytest.param(date(2021, 11, 23), 100, id="more than five"),
        pytest.param(date(2016, 11, 24), 100, id="ten years after"),
        pytest.param(date(2016, 11, 23), None, id="more than ten"),
    ],
)
def test_weighted_points_fall_with_the_years(expires_on: date, identity: int | None) -> None:
    weighted = policy(
        {
            "form": "weighted_points",
            "minima": {"total": 300},
            "after_expiry": [
                {"up_to": "5 years", "percent": 100},
                {"up_to": "10 years", "percent": 50},
            ],
        },
        [{"kinds": ["passport"], "identity": 200}],
    )
    weighed = weigh(
        paper("passport", expires_on=expires_on), policy=weighted, ages=ADULT, today=TODAY
    )
    assert (weighed.standing and weighed.standing.identity) == identity


def test_steps_of_a_kind_come_before_those_of_the_rule() -> None:
    weighted = policy(
        {
            "form": "weighted_points",
            "minima": {},
            "after_expiry": [{"up_to": "5 years", "percent": 100}],
        },
        [{"kinds": ["passport"], "identity": 200, "expired": [{"up_to": "1 month"}]}],
    )
    old = passport(expired_days_ago=90)
    assert weigh(old, policy=weighted, ages=ADULT, today=TODAY).remark is Remark.EXPIRED
