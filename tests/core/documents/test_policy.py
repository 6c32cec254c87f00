from datetime import date

import pytest
from pydantic import ValidationError

from app.core.documents import CATALOGUE, Proof
from tests.core.documents.policies import Table, paper, points, policy

LISTS: Table = {"form": "combinations", "identity": [{"strong": 1}], "residency": [{"home": 1}]}
POINTS = points(3, 1, 4)
LOCAL = {"id": "parish_card", "label": "Parish card", "proves": ["identity"]}


def test_offers_the_most_common_papers_first() -> None:
    made = policy(POINTS, [{"kinds": ["military_id", "utility_bill", "passport"]}])
    assert [kind.id for kind in made.accepted_kinds()] == [
        "utility_bill",
        "passport",
        "military_id",
    ]


def test_knows_kinds_of_its_own() -> None:
    made = policy(POINTS, [{"kinds": ["parish_card"], "identity": 1}], kinds=[LOCAL])
    assert made.known_kinds["parish_card"].proves == {Proof.IDENTITY}
    assert "parish_card" not in CATALOGUE


ASKING = policy(
    POINTS,
    [
        {"kinds": ["passport", "taxpayer_letter"], "identity": 1},
        {"kinds": ["utility_bill"], "residency": 1, "max_age": "60 days"},
        {"kinds": ["care_of_letter"], "max_age": "15 days"},
    ],
)


@pytest.mark.parametrize(
    ("kind", "attributes"),
    [
        pytest.param("passport", ("expires_on",), id="its end"),
        pytest.param("taxpayer_letter", (), id="a date nobody looks at"),
        pytest.param("utility_bill", ("issued_on",), id="its age"),
        pytest.param("care_of_letter", ("issued_on", "organization"), id="who wrote it"),
        pytest.param("lease", (), id="not accepted"),
        pytest.param("no_such_kind", (), id="unknown"),
    ],
)
def test_only_what_is_looked_at_is_asked_and_written(
    kind: str, attributes: tuple[str, ...]
) -> None:
    day = date(2026, 11, 20)
    full = paper(kind, expires_on=day, issued_on=day, organization="Somewhere")
    assert ASKING.attributes(kind) == attributes
    assert ASKING.what_matters(full).model_dump(exclude_none=True) == {
        "kind": kind,
        **{name: getattr(full, name) for name in attributes},
    }


@pytest.mark.parametrize(
    ("rule", "accepted", "rest", "fault"),
    [
        pytest.param(POINTS, [{"kinds": ["pasport"]}], {}, "not known", id="unknown kind"),
        pytest.param(
            POINTS, [{"kinds": ["passport", "passport"]}], {}, "accepted twice", id="kind twice"
        ),
        pytest.param(
            POINTS,
            [{"kinds": ["passport"]}],
            {"kinds": [LOCAL | {"id": "passport"}]},
            "repeats one of the catalogue",
            id="own kind in the catalogue",
        ),
        pytest.param(
            POINTS,
            [{"kinds": ["passport"]}],
            {"kinds": [LOCAL, LOCAL]},
            "named twice",
            id="own kind twice",
        ),
        pytest.param(
            POINTS,
            [{"kinds": ["passport"]}],
            {"routes": [{"id": "a", "opened_by": ["care_of"]}] * 2},
            "route is named twice",
            id="route twice",
        ),
        pytest.param(
            POINTS,
            [{"kinds": ["utility_bill"], "identity": 1}],
            {},
            "does not prove identity",
            id="identity from a bill",
        ),
        pytest.param(
            POINTS,
            [{"kinds": ["passport"], "residency": 1}],
            {},
            "does not prove residency",
            id="residency from a passport",
        ),
        pytest.param(
            POINTS,
            [{"kinds": ["passport"], "max_age": "60 days"}],
            {},
            "no date of issue",
            id="freshness without a date",
        ),
        pytest.param(
            POINTS, [{"kinds": ["passport"], "lists": ["strong"]}], {}, "counts points", id="lists"
        ),
        pytest.param(
            LISTS, [{"kinds": ["passport"], "identity": 1}], {}, "counts lists", id="points"
        ),
        pytest.param(
            LISTS, [{"kinds": ["passport"], "lists": ["strnog"]}], {}, "does not use", id="no list"
        ),
        pytest.param(
            POINTS,
            [{"kinds": ["passport"]}],
            {"conditions": [{"needs": "residency"}]},
            "can be asked for",
            id="condition without a reason",
        ),
    ],
)
def test_refuses_a_policy_that_contradicts_itself(
    rule: Table, accepted: list[Table], rest: dict[str, list[Table]], fault: str
) -> None:
    with pytest.raises(ValidationError, match=fault):
        policy(rule, accepted, **rest)


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        pytest.param([{"up_to": "3 years", "identity": 4}], "never worth more", id="more identity"),
        pytest.param(
            [{"up_to": "3 years", "residency": 1}], "never worth more", id="more residency"
        ),
        pytest.param(
            [{"up_to": "1 year", "identity": 1}, {"up_to": "2 years", "identity": 2}],
            "never worth more",
            id="more with time",
        ),
        pytest.param(
            [{"up_to": "3 years"}, {"up_to": "3 years"}], "reach further", id="no further"
        ),
        pytest.param([{}, {"up_to": "3 years"}], "reach further", id="after the open step"),
    ],
)
def test_a_paper_is_never_worth_more_after_its_end(steps: list[Table], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        policy(POINTS, [{"kinds": ["passport"], "identity": 3, "expired": steps}])


def test_the_last_step_may_be_open() -> None:
    steps = [{"up_to": "3 years", "identity": 2}, {"identity": 1}]
    made = policy(POINTS, [{"kinds": ["passport"], "identity": 3, "expired": steps}])
    assert len(made.terms["passport"].expired) == 2


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param(
            [{"up_to": "5 years", "percent": 100}, {"up_to": "5 years", "percent": 50}],
            id="no further",
        ),
        pytest.param(
            [{"up_to": "5 years", "percent": 50}, {"up_to": "10 years", "percent": 60}], id="rises"
        ),
    ],
)
def test_weights_only_fall(steps: list[Table]) -> None:
    with pytest.raises(ValidationError, match="worth no more"):
        policy(
            {"form": "weighted_points", "minima": {}, "after_expiry": steps},
            [{"kinds": ["passport"]}],
        )


def test_the_form_of_a_rule_is_one_of_four() -> None:
    with pytest.raises(ValidationError, match="union_tag_invalid"):
        policy({"form": "lottery"}, [{"kinds": ["passport"]}])
