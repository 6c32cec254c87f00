"""What each paper counts for today, and what all papers of one kind count for together.

Several papers of one kind count as one: for each category the best of them. That keeps the result
free of the order in which papers were laid down.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.core.birth_date import AgeBounds
from app.core.documents.catalogue import DocumentKind, Expiry, Proof
from app.core.documents.decision import Remark
from app.core.documents.policy import AcceptedPapers, DocumentPolicy, ExpiryStep
from app.core.documents.presented import PresentedDocument
from app.core.documents.rules import WeightedPointsRule
from app.core.documents.span import Span


@dataclass(frozen=True, slots=True)
class Standing:
    """What one paper, or all papers of a kind, count for."""

    identity: int = 0
    residency: int = 0
    lists: frozenset[str] = frozenset()
    proves: frozenset[Proof] = frozenset()

    def joined(self, other: "Standing") -> "Standing":
        """Return the better of both in every respect."""
        return Standing(
            max(self.identity, other.identity),
            max(self.residency, other.residency),
            self.lists | other.lists,
            self.proves | other.proves,
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """One paper with its standing, or none with the remark that says why."""

    kind: str
    standing: Standing | None
    remark: Remark | None = None


def weigh(
    paper: PresentedDocument, *, policy: DocumentPolicy, ages: AgeBounds, today: date
) -> Weighed:
    """Say what `paper` counts for on `today`; what is not certain does not count."""
    # (1) Is this kind of paper taken, from somebody of this age?
    terms = policy.terms.get(paper.kind)
    if terms is None:
        return Weighed(paper.kind, None, Remark.NOT_ACCEPTED)
    if not terms.ages.surely_includes(ages):
        return Weighed(paper.kind, None, Remark.NOT_FOR_THIS_AGE)
    kind = policy.known_kinds[paper.kind]
    # (2) Does it say everything its kind must say, and is it fresh enough?
    remark = _incomplete(paper, kind) or _not_fresh(paper, terms.max_age, today)
    if remark is not None:
        return Weighed(paper.kind, None, remark)
    # (3) A paper is good to the end of its last day; later it counts for what the terms leave it.
    proves = kind.proves & policy.asked_proofs
    full = Standing(terms.identity, terms.residency, terms.lists, proves)
    if paper.expires_on is None or today <= paper.expires_on:
        return Weighed(paper.kind, full)
    left = _after_end(full, terms, policy, paper.expires_on, today)
    return Weighed(paper.kind, left, Remark.EXPIRED if left is None else Remark.EXPIRED_BUT_COUNTS)


def by_kind(weighed: Iterable[Weighed]) -> Mapping[str, Standing]:
    """Join the papers that count, kind by kind."""
    together: dict[str, Standing] = {}
    for paper in weighed:
        if paper.standing is not None:
            known = together.get(paper.kind, paper.standing)
            together[paper.kind] = known.joined(paper.standing)
    return together


def _incomplete(paper: PresentedDocument, kind: DocumentKind) -> Remark | None:
    if kind.names_organization and paper.organization is None:
        return Remark.ORGANIZATION_MISSING
    if kind.expires is Expiry.ALWAYS and paper.expires_on is None:
        return Remark.EXPIRY_DATE_MISSING
    return None


def _not_fresh(paper: PresentedDocument, max_age: Span | None, today: date) -> Remark | None:
    if paper.issued_on is not None and paper.issued_on > today:
        return Remark.ISSUED_IN_FUTURE
    if max_age is None:
        return None
    if paper.issued_on is None:
        return Remark.ISSUE_DATE_MISSING
    return Remark.TOO_OLD if paper.issued_on < max_age.before(today) else None


def _after_end(
    full: Standing, terms: AcceptedPapers, policy: DocumentPolicy, ended_on: date, today: date
) -> Standing | None:
    for step in terms.expired:
        if _reaches(step.up_to, ended_on, today):
            return _reduced(full, step)
    if not terms.expired and isinstance(policy.rule, WeightedPointsRule):
        for share in policy.rule.after_expiry:
            if _reaches(share.up_to, ended_on, today):
                return Standing(
                    full.identity * share.percent // 100,
                    full.residency * share.percent // 100,
                    full.lists,
                    full.proves,
                )
    return None


def _reaches(up_to: Span | None, ended_on: date, today: date) -> bool:
    return up_to is None or today <= up_to.after(ended_on)


def _reduced(full: Standing, step: ExpiryStep) -> Standing:
    return Standing(
        full.identity if step.identity is None else step.identity,
        full.residency if step.residency is None else step.residency,
        full.lists if step.lists is None else step.lists,
        full.proves,
    )
