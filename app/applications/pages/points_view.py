"""Which papers count, what is missing and the cheapest ways to finish, as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.birth_date import AgeBounds, BirthDate
from app.core.documents import (
    REMARK_MESSAGES,
    Decision,
    DocumentPolicy,
    PresentedDocument,
    Way,
    explain,
)

# Before a birth date is typed, the papers are weighed as those of most people who come.
SOME_ADULT = AgeBounds.exactly(30)


@dataclass(frozen=True, slots=True)
class PointsRow:
    """One category: how much there is and how much is needed."""

    category: str
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One thing that is missing: a sentence for translation and the number in it."""

    message: str
    num: int


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """What is to be said about one paper."""

    label: str
    message: str


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """So many out of these kinds."""

    count: int
    labels: list[str]


@dataclass(frozen=True, slots=True)
class PointsView:
    """The panel of points; the fragment `desk/_documents.html`."""

    rows: list[PointsRow]
    is_met: bool
    missing: list[MissingLine]
    remarks: list[RemarkLine]
    ways: list[list[ChoiceLine]]


def points_view(
    policy: DocumentPolicy,
    papers: Sequence[PresentedDocument],
    *,
    birth_date: BirthDate | None,
    today: date,
) -> PointsView:
    """Weigh papers for a person of this birth date, as far as it is known."""
    explanation = explain(policy, papers, ages=ages_on(birth_date, today), today=today)
    decision = explanation.decision
    return PointsView(
        rows=_rows(decision),
        is_met=decision.satisfied,
        missing=[MissingLine(one.message, one.num) for one in explanation.missing],
        remarks=_remarks(decision, policy),
        ways=[_way(way) for way in explanation.ways],
    )


def ages_on(birth_date: BirthDate | None, today: date) -> AgeBounds:
    """Return the possible ages; those of some adult while the date is unknown or still to come."""
    if birth_date is None or birth_date.earliest > today:
        return SOME_ADULT
    return birth_date.ages_on(today)


def _rows(decision: Decision) -> list[PointsRow]:
    return [
        PointsRow(category.value, decision.points.get(category, 0), need)
        for category, need in decision.needed.items()
        if need
    ]


def _remarks(decision: Decision, policy: DocumentPolicy) -> list[RemarkLine]:
    return [
        RemarkLine(policy.known_kinds[finding.kind].label, REMARK_MESSAGES[finding.remark])
        for finding in decision.papers
        if finding.remark is not None and finding.kind in policy.known_kinds
    ]


def _way(way: Way) -> list[ChoiceLine]:
    return [
        ChoiceLine(choice.count, [paper.label for paper in choice.any_of]) for choice in way.choices
    ]
