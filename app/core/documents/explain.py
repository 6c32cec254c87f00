"""What is still missing, and the cheapest ways to finish: fewest papers first, then common ones.

Kinds that would change a decision in the same way are offered together ("any one of these"), which
also keeps the search small. Every way is tried before it is offered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations_with_replacement

from app.core.birth_date import AgeBounds
from app.core.documents.catalogue import DocumentKind, Expiry
from app.core.documents.decision import POINT_MESSAGES, REASON_MESSAGES, Decision, Reason
from app.core.documents.evaluate import evaluate, suffices
from app.core.documents.policy import DocumentPolicy
from app.core.documents.presented import PresentedDocument
from app.core.documents.provenance import ProfilePart
from app.core.documents.rules import PointsRule, WeightedPointsRule
from app.core.documents.standing import Standing, by_kind, weigh

MOST_PAPERS = 6  # nobody is asked for more at once
WAYS_SHOWN = 3

# Stands for whatever organization will have signed the letter; it is never shown.
_SOME_ORGANIZATION = "organization"


class Missing(ProfilePart):
    """One thing that is missing, with its sentence for translation and the number in it."""

    reason: Reason
    num: int
    message: str


class PaperName(ProfilePart):
    """A kind of paper and its label for translation."""

    kind: str
    label: str


class Choice(ProfilePart):
    """So many papers of different kinds, out of these."""

    count: int
    any_of: tuple[PaperName, ...]


class Way(ProfilePart):
    """One way to finish: every choice of it."""

    choices: tuple[Choice, ...]


class Explanation(ProfilePart):
    """The decision with what is missing and how to finish; no ways when nothing is missing."""

    decision: Decision
    missing: tuple[Missing, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, eq=False)  # compared often, and each group exists once
class _Alike:
    """Kinds, the most common first, that would all change the decision in the same way."""

    kinds: tuple[DocumentKind, ...]
    standing: Standing


def explain(
    policy: DocumentPolicy,
    documents: Sequence[PresentedDocument],
    *,
    ages: AgeBounds,
    today: date,
) -> Explanation:
    """Say what is missing and up to three ways to finish; `today` as for `evaluate`."""
    decision = evaluate(policy, documents, ages=ages, today=today)
    ways: tuple[Way, ...] = ()
    if not decision.satisfied:
        present = by_kind(
            weigh(paper, policy=policy, ages=ages, today=today) for paper in documents
        )
        alike = _alike(policy, present, ages, today)
        found = _search(policy, present, alike, ages)
        ways = tuple(_way(papers) for papers in found)
    return Explanation(decision=decision, missing=_sentences(policy, decision), ways=ways)


def good_paper(kind: DocumentKind, *, today: date) -> PresentedDocument:
    """Return a paper of this kind as good as one can be on `today`."""
    return PresentedDocument(
        kind=kind.id,
        expires_on=None if kind.expires is Expiry.NEVER else date.max,
        issued_on=today if kind.is_dated else None,
        organization=_SOME_ORGANIZATION if kind.names_organization else None,
    )


def _sentences(policy: DocumentPolicy, decision: Decision) -> tuple[Missing, ...]:
    messages = dict(REASON_MESSAGES)
    if isinstance(policy.rule, PointsRule | WeightedPointsRule):
        messages.update(POINT_MESSAGES)
    return tuple(
        Missing(reason=reason, num=number, message=messages[reason])
        for reason, number in decision.missing.items()
    )


def _alike(
    policy: DocumentPolicy, present: Mapping[str, Standing], ages: AgeBounds, today: date
) -> list[_Alike]:
    """Group the kinds that would still add something by what they would add to."""
    groups: dict[tuple[Standing | None, Standing], list[DocumentKind]] = {}
    for kind in policy.accepted_kinds():
        best = weigh(good_paper(kind, today=today), policy=policy, ages=ages, today=today).standing
        if best is None:
            continue
        now = present.get(kind.id)
        then = best if now is None else now.joined(best)
        if then != now:
            groups.setdefault((now, then), []).append(kind)
    return [_Alike(tuple(kinds), then) for (_, then), kinds in groups.items()]


def _search(
    policy: DocumentPolicy,
    present: Mapping[str, Standing],
    alike: Sequence[_Alike],
    ages: AgeBounds,
) -> list[tuple[_Alike, ...]]:
    """Return the smallest sets that suffice, then those of one paper more, to the number shown."""
    found: list[tuple[_Alike, ...]] = []
    for size in range(1, MOST_PAPERS + 1):
        is_one_larger_tried = bool(found) and len(found[0]) < size - 1
        if is_one_larger_tried or len(found) >= WAYS_SHOWN:
            break
        found += sorted(
            (
                papers
                for papers in _sets(alike, size)
                if not any(_contains(papers, smaller) for smaller in found)
                and suffices(policy, standings={**present, **_standings(papers)}, ages=ages)
            ),
            key=_cost,
        )
    return found[:WAYS_SHOWN]


def _sets(alike: Sequence[_Alike], size: int) -> Iterator[tuple[_Alike, ...]]:
    for papers in combinations_with_replacement(alike, size):
        if all(papers.count(group) <= len(group.kinds) for group in papers):
            yield papers


def _contains(papers: tuple[_Alike, ...], smaller: tuple[_Alike, ...]) -> bool:
    return all(papers.count(group) >= smaller.count(group) for group in smaller)


def _chosen(papers: tuple[_Alike, ...]) -> Iterator[tuple[DocumentKind, Standing]]:
    """Choose the most common kinds of each group."""
    for group in dict.fromkeys(papers):
        for kind in group.kinds[: papers.count(group)]:
            yield kind, group.standing


def _standings(papers: tuple[_Alike, ...]) -> dict[str, Standing]:
    return {kind.id: standing for kind, standing in _chosen(papers)}


def _cost(papers: tuple[_Alike, ...]) -> tuple[int, list[str]]:
    kinds = [kind for kind, _ in _chosen(papers)]
    return sum(kind.rarity for kind in kinds), [kind.id for kind in kinds]


def _way(papers: tuple[_Alike, ...]) -> Way:
    return Way(
        choices=tuple(
            Choice(
                count=papers.count(group),
                any_of=tuple(PaperName(kind=kind.id, label=kind.label) for kind in group.kinds),
            )
            for group in dict.fromkeys(papers)
        )
    )
