"""What must hold for every policy that can be written, not only for the shipped ones."""

from hypothesis import assume, given
from hypothesis import strategies as st

from app.core.birth_date import AgeBounds
from app.core.documents import (
    Category,
    DocumentPolicy,
    Explanation,
    PresentedDocument,
    evaluate,
    explain,
)
from app.core.documents.explain import MOST_PAPERS, good_paper
from app.core.documents.rules import PointsRule, WeightedPointsRule
from tests.core.documents.policies import TODAY
from tests.core.documents.random_policies import ages, papers, policies

SETS = st.lists(papers(), max_size=6)


@given(policies(), SETS, papers(), ages())
def test_another_paper_never_makes_it_worse(
    policy: DocumentPolicy,
    documents: list[PresentedDocument],
    another: PresentedDocument,
    person: AgeBounds,
) -> None:
    before = evaluate(policy, documents, ages=person, today=TODAY)
    after = evaluate(policy, [*documents, another], ages=person, today=TODAY)
    assert after.satisfied or not before.satisfied
    assert sum(after.missing.values()) <= sum(before.missing.values())
    assert set(after.routes) >= set(before.routes)


@given(policies(), SETS.flatmap(lambda one: st.tuples(st.just(one), st.permutations(one))), ages())
def test_the_order_of_papers_never_matters(
    policy: DocumentPolicy,
    orders: tuple[list[PresentedDocument], list[PresentedDocument]],
    person: AgeBounds,
) -> None:
    one, other = (evaluate(policy, order, ages=person, today=TODAY) for order in orders)
    assert one.model_copy(update={"papers": ()}) == other.model_copy(update={"papers": ()})
    assert sorted(map(repr, one.papers)) == sorted(map(repr, other.papers))


@given(policies(), SETS, ages())
def test_nothing_is_satisfied_below_a_threshold(
    policy: DocumentPolicy, documents: list[PresentedDocument], person: AgeBounds
) -> None:
    decision = evaluate(policy, documents, ages=person, today=TODAY)
    assert decision.satisfied is (not decision.missing)
    if decision.satisfied:
        for category in Category:
            assert decision.points[category] >= decision.needed[category]


@given(policies(), SETS, ages())
def test_points_come_from_papers_and_routes_alone(
    policy: DocumentPolicy, documents: list[PresentedDocument], person: AgeBounds
) -> None:
    decision = evaluate(policy, documents, ages=person, today=TODAY)
    if isinstance(policy.rule, PointsRule | WeightedPointsRule):
        routes = [route.grants for route in policy.routes if route.id in decision.routes]
        most = sum(found.identity for found in decision.papers) + sum(
            grant.identity for grant in routes
        )
        assert decision.points[Category.IDENTITY] <= most


def _good(policy: DocumentPolicy, kinds: list[str]) -> list[PresentedDocument]:
    return [good_paper(policy.known_kinds[kind], today=TODAY) for kind in kinds]


def _first_and_last_picks(explanation: Explanation) -> list[list[str]]:
    """Pick, for each way, the first papers of every choice and the last ones."""
    return [
        [name.kind for choice in way.choices for name in choice.any_of[part(choice.count)]]
        for way in explanation.ways
        for part in (lambda count: slice(0, count), lambda count: slice(-count, None))
    ]


@given(policies(), SETS, ages())
def test_every_way_that_is_offered_suffices(
    policy: DocumentPolicy, documents: list[PresentedDocument], person: AgeBounds
) -> None:
    explanation = explain(policy, documents, ages=person, today=TODAY)
    for kinds in _first_and_last_picks(explanation):
        more = [*documents, *_good(policy, kinds)]
        assert evaluate(policy, more, ages=person, today=TODAY).satisfied


@given(policies(), SETS, ages())
def test_no_way_asks_for_a_paper_too_many(
    policy: DocumentPolicy, documents: list[PresentedDocument], person: AgeBounds
) -> None:
    explanation = explain(policy, documents, ages=person, today=TODAY)
    for kinds in _first_and_last_picks(explanation):
        for left_out in kinds:
            fewer = [*documents, *_good(policy, [kind for kind in kinds if kind != left_out])]
            assert not evaluate(policy, fewer, ages=person, today=TODAY).satisfied


@given(policies(), SETS, ages())
def test_a_way_is_found_whenever_bringing_everything_would_do(
    policy: DocumentPolicy, documents: list[PresentedDocument], person: AgeBounds
) -> None:
    assume(len(policy.terms) <= MOST_PAPERS)  # beyond that, a way may be too long to offer
    everything = _good(policy, sorted(policy.terms))
    decision = evaluate(policy, [*documents, *everything], ages=person, today=TODAY)
    explanation = explain(policy, documents, ages=person, today=TODAY)
    assert bool(explanation.ways) is (decision.satisfied and not explanation.decision.satisfied)
