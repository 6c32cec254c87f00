"""Do these papers suffice today? Pure, and nothing about it depends on their order.

What is not certain does not ease a rule: with a birth date of which only the year is known, a
demand holds if it may hold, and a relief only if it holds for every possible age.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from app.core.birth_date import AgeBounds
from app.core.documents.catalogue import Proof
from app.core.documents.decision import Category, Decision, PaperFinding, Reason, Remark
from app.core.documents.measure import Counts, Measure, measure
from app.core.documents.policy import CONDITION_REASONS, DocumentPolicy, Grant, Route
from app.core.documents.presented import PresentedDocument
from app.core.documents.standing import Standing, Weighed, by_kind, weigh

_GAP_REASONS = {
    Category.IDENTITY: Reason.IDENTITY_NOT_SHOWN,
    Category.RESIDENCY: Reason.RESIDENCY_NOT_SHOWN,
    Category.OTHER: Reason.ITEM_MISSING,
    Category.TOTAL: Reason.TOTAL_TOO_LOW,
}


def evaluate(
    policy: DocumentPolicy,
    documents: Sequence[PresentedDocument],
    *,
    ages: AgeBounds,
    today: date,
) -> Decision:
    """Decide about a set of papers; `today` is the day in the program's time zone."""
    weighed = [weigh(paper, policy=policy, ages=ages, today=today) for paper in documents]
    standings = by_kind(weighed)
    routes = open_routes(policy, standings=standings, ages=ages)
    reached = measure(policy, standings=standings, granted=_granted(routes))
    missing = _missing(policy, standings, routes, reached.missing(), ages)
    return Decision(
        satisfied=not missing,
        points=reached.have,
        needed=reached.needed,
        missing=missing,
        routes=tuple(route.id for route in routes),
        papers=_findings(weighed),
    )


def suffices(policy: DocumentPolicy, *, standings: Mapping[str, Standing], ages: AgeBounds) -> bool:
    """Answer as `evaluate` does, for papers already weighed and joined by kind."""
    routes = open_routes(policy, standings=standings, ages=ages)
    reached: Measure = measure(policy, standings=standings, granted=_granted(routes))
    return not _missing(policy, standings, routes, reached.missing(), ages)


def open_routes(
    policy: DocumentPolicy, *, standings: Mapping[str, Standing], ages: AgeBounds
) -> tuple[Route, ...]:
    """Return the routes that these papers open for a person of this age."""
    shown = _shown(standings)
    return tuple(
        route
        for route in policy.routes
        if route.ages.surely_includes(ages) and route.opened_by <= shown
    )


def _shown(standings: Mapping[str, Standing]) -> frozenset[Proof]:
    return frozenset().union(*(standing.proves for standing in standings.values()))


def _granted(routes: Sequence[Route]) -> Grant:
    return Grant(
        identity=max((route.grants.identity for route in routes), default=0),
        residency=max((route.grants.residency for route in routes), default=0),
        other=max((route.grants.other for route in routes), default=0),
    )


def _missing(
    policy: DocumentPolicy,
    standings: Mapping[str, Standing],
    routes: Sequence[Route],
    gaps: Counts,
    ages: AgeBounds,
) -> dict[Reason, int]:
    missing = {reason: gaps[category] for category, reason in _GAP_REASONS.items()}
    shown = _shown(standings).union(*(route.waives for route in routes))
    for condition in policy.conditions:
        if condition.ages.may_include(ages) and condition.needs not in shown:
            missing[CONDITION_REASONS[condition.needs]] = 1
    return {reason: number for reason, number in missing.items() if number}


def _findings(weighed: Sequence[Weighed]) -> tuple[PaperFinding, ...]:
    counted = [paper.kind for paper in weighed if paper.standing is not None]
    return tuple(_finding(paper, shown=counted.count(paper.kind)) for paper in weighed)


def _finding(paper: Weighed, *, shown: int) -> PaperFinding:
    if paper.standing is None:
        return PaperFinding(kind=paper.kind, counts=False, remark=paper.remark)
    is_one_of_several = paper.remark is None and shown > 1
    return PaperFinding(
        kind=paper.kind,
        counts=True,
        identity=paper.standing.identity,
        residency=paper.standing.residency,
        remark=Remark.KIND_COUNTS_ONCE if is_one_of_several else paper.remark,
    )
