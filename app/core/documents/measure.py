"""How far a set of papers reaches under each form of rule: what it has, and what is needed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from app.core.documents.decision import Category
from app.core.documents.matching import met_requirements
from app.core.documents.policy import DocumentPolicy, Grant
from app.core.documents.rules import (
    ChecklistRule,
    CombinationsRule,
    PointsRule,
    WeightedPointsRule,
)
from app.core.documents.standing import Standing

Standings = Mapping[str, Standing]
Counts = Mapping[Category, int]
COUNTED = (Category.IDENTITY, Category.RESIDENCY, Category.OTHER)


@dataclass(frozen=True, slots=True)
class Measure:
    """What the papers have and what the rule needs, by category."""

    have: Counts
    needed: Counts

    def missing(self) -> Counts:
        """What is still missing; for the total only what no other category asks for already."""
        gaps = {
            category: max(0, needed - self.have[category])
            for category, needed in self.needed.items()
        }
        counted = sum(gaps[category] for category in COUNTED)
        return {**gaps, Category.TOTAL: max(0, gaps[Category.TOTAL] - counted)}


def measure(policy: DocumentPolicy, *, standings: Standings, granted: Grant) -> Measure:
    """Measure papers, joined by kind, against the policy's rule."""
    rule = policy.rule
    if isinstance(rule, CombinationsRule):
        return _combinations(rule, standings, granted)
    if isinstance(rule, ChecklistRule):
        return _checklist(rule, standings, granted)
    return _points(rule, standings.values(), granted)


def _points(
    rule: PointsRule | WeightedPointsRule, standings: Iterable[Standing], granted: Grant
) -> Measure:
    identity, residency = granted.identity, granted.residency
    for standing in standings:
        identity += standing.identity
        residency += standing.residency
    minima = rule.minima
    return Measure(
        _counts(identity, residency, 0, identity + residency),
        _counts(minima.identity, minima.residency, 0, minima.total),
    )


def _checklist(rule: ChecklistRule, standings: Standings, granted: Grant) -> Measure:
    met = _met([item.list for item in rule.items], standings, share=not rule.separate)
    ticked = zip(rule.items, met, strict=True)
    done = [item.category for item, is_met in ticked if is_met]
    return _requirements(done, [item.category for item in rule.items], granted)


def _combinations(rule: CombinationsRule, standings: Standings, granted: Grant) -> Measure:
    """Measure every pair of ways and keep the one with the least still missing."""
    pairs = product(map(_slots, rule.identity), map(_slots, rule.residency))
    measures = [
        _pair(identity, residency, standings, granted, share=rule.share)
        for identity, residency in pairs
    ]
    return min(measures, key=lambda found: sum(found.missing().values()))


def _pair(
    identity: list[str], residency: list[str], standings: Standings, granted: Grant, *, share: bool
) -> Measure:
    if share:
        met = _met(identity, standings, share=False) + _met(residency, standings, share=False)
    else:
        met = _met(identity + residency, standings, share=False)
    wanted = [Category.IDENTITY] * len(identity) + [Category.RESIDENCY] * len(residency)
    done = [category for category, is_met in zip(wanted, met, strict=True) if is_met]
    return _requirements(done, wanted, granted)


def _slots(way: Mapping[str, int]) -> list[str]:
    return [name for name, count in way.items() for _ in range(count)]


def _met(lists: Sequence[str], standings: Standings, *, share: bool) -> list[bool]:
    wanted = [
        frozenset(kind for kind, standing in standings.items() if name in standing.lists)
        for name in lists
    ]
    return [bool(papers) for papers in wanted] if share else met_requirements(wanted)


def _requirements(done: list[Category], wanted: list[Category], granted: Grant) -> Measure:
    needed = {category: wanted.count(category) for category in COUNTED}
    have = {
        Category.IDENTITY: done.count(Category.IDENTITY) + granted.identity,
        Category.RESIDENCY: done.count(Category.RESIDENCY) + granted.residency,
        Category.OTHER: done.count(Category.OTHER) + granted.other,
    }
    have = {category: min(have[category], needed[category]) for category in COUNTED}
    return Measure(
        {**have, Category.TOTAL: sum(have.values())},
        {**needed, Category.TOTAL: sum(needed.values())},
    )


def _counts(identity: int, residency: int, other: int, total: int) -> Counts:
    return {
        Category.IDENTITY: identity,
        Category.RESIDENCY: residency,
        Category.OTHER: other,
        Category.TOTAL: total,
    }
