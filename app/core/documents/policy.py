"""A program's document policy: which papers it takes, what they are worth, what the set must show.

Data only; `evaluate.py` applies it and `explain.py` says how to finish. Whatever a policy can say,
another paper never makes a set worse: nothing here can subtract.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.core.documents.age_range import EVERY_AGE, AgeRange
from app.core.documents.catalogue import CATALOGUE, DocumentKind, Proof
from app.core.documents.decision import Reason
from app.core.documents.presented import PresentedDocument
from app.core.documents.provenance import Identifier, Number, ProfilePart, SourcedRule
from app.core.documents.rules import ChecklistRule, CombinationsRule, DocumentRule
from app.core.documents.span import SpanText

# What the whole set can be asked to show, and the reason when it does not.
CONDITION_REASONS: Mapping[Proof, Reason] = {
    Proof.PHOTO: Reason.PHOTO_MISSING,
    Proof.BIRTH_DATE: Reason.BIRTH_DATE_MISSING,
    Proof.CARETAKER: Reason.CARETAKER_MISSING,
    Proof.RELATIONSHIP: Reason.RELATIONSHIP_MISSING,
}

Lists = frozenset[Identifier]


class ExpiryStep(ProfilePart):
    """What a paper counts for until `up_to` after its end (without it: however long ago)."""

    up_to: SpanText | None = None
    identity: Number | None = None  # as before the end, unless given
    residency: Number | None = None
    lists: Lists | None = None


class AcceptedPapers(SourcedRule):
    """Kinds of paper the program takes on the same terms."""

    kinds: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    identity: Number = 0
    residency: Number = 0
    lists: Lists = frozenset()
    max_age: SpanText | None = None  # counted from the day of issue
    expired: tuple[ExpiryStep, ...] = ()  # none: a paper past its end does not count
    ages: AgeRange = EVERY_AGE  # of the applicant

    @model_validator(mode="after")
    def _worth_falls(self) -> Self:
        reach = None
        worth = (self.identity, self.residency)
        for number, step in enumerate(self.expired):
            if number and (reach is None or (step.up_to and not step.up_to.is_longer_than(reach))):
                raise ValueError("each step must reach further than the one before")
            now = (
                worth[0] if step.identity is None else step.identity,
                worth[1] if step.residency is None else step.residency,
            )
            if now[0] > worth[0] or now[1] > worth[1]:
                raise ValueError("a paper is never worth more after its end than before")
            reach, worth = step.up_to, now
        return self


class Condition(SourcedRule):
    """Something at least one counted paper must show, for some ages."""

    needs: Proof
    ages: AgeRange = EVERY_AGE

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        if self.needs not in CONDITION_REASONS:
            raise ValueError("the set can be asked for photo, birth_date, caretaker, relationship")
        return self


class Grant(ProfilePart):
    """What a route adds: points, or requirements met where papers are counted by lists."""

    identity: Number = 0
    residency: Number = 0
    other: Number = 0


class Route(SourcedRule):
    """Another way to show something: a caretaker who vouches, an organization that takes mail.

    It opens when counted papers show everything in `opened_by`; grants of several open routes do
    not add up, the highest of each category counts.
    """

    id: Identifier
    opened_by: Annotated[frozenset[Proof], Field(min_length=1)]
    ages: AgeRange = EVERY_AGE
    waives: frozenset[Proof] = frozenset()
    grants: Grant = Grant()


class DocumentPolicy(ProfilePart):
    """The whole policy of one program version."""

    rule: DocumentRule
    accepted: Annotated[tuple[AcceptedPapers, ...], Field(min_length=1)]
    conditions: tuple[Condition, ...] = ()
    routes: tuple[Route, ...] = ()
    kinds: tuple[DocumentKind, ...] = ()  # kinds of paper only this program knows

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        for key, text in self._faults():
            # The key travels along, for `parse_profile` to name the place within the file.
            raise PydanticCustomError("inconsistent", "{text}", {"at": key, "text": text})
        return self

    @cached_property
    def known_kinds(self) -> Mapping[str, DocumentKind]:
        """The catalogue with the program's own kinds."""
        return {**CATALOGUE, **{kind.id: kind for kind in self.kinds}}

    @cached_property
    def terms(self) -> Mapping[str, AcceptedPapers]:
        """The terms on which each accepted kind is taken."""
        return {kind: papers for papers in self.accepted for kind in papers.kinds}

    @cached_property
    def asked_proofs(self) -> frozenset[Proof]:
        """What a condition or a route looks for; nothing else a paper shows matters."""
        needs = (condition.needs for condition in self.conditions)
        return frozenset(needs).union(*(route.opened_by for route in self.routes))

    def attributes(self, kind: str) -> tuple[str, ...]:
        """The fields of a paper of this kind that the policy looks at; no others need asking."""
        known, terms = self.known_kinds.get(kind), self.terms.get(kind)
        if known is None or terms is None:
            return ()
        return tuple(
            name for name in known.attributes if name != "issued_on" or terms.max_age is not None
        )

    def what_matters(self, paper: PresentedDocument) -> PresentedDocument:
        """Return the paper with nothing on it that the policy does not look at.

        Only this may be written into a draft: it keeps, say, the name of a country from being
        entered as the organization of a passport.
        """
        kept = {name: getattr(paper, name) for name in self.attributes(paper.kind)}
        return PresentedDocument(kind=paper.kind, **kept)

    def accepted_kinds(self) -> tuple[DocumentKind, ...]:
        """The kinds this program takes, the most common first."""
        kinds = (self.known_kinds[name] for name in self.terms)
        return tuple(sorted(kinds, key=lambda kind: (kind.rarity, kind.id)))

    def _faults(self) -> Iterator[tuple[str, str]]:
        if any(kind.id in CATALOGUE for kind in self.kinds):
            yield "kinds", "a kind of the program's own repeats one of the catalogue"
        if len({kind.id for kind in self.kinds}) < len(self.kinds):
            yield "kinds", "a kind of the program's own is named twice"
        if len({route.id for route in self.routes}) < len(self.routes):
            yield "routes", "a route is named twice"
        if len(self.terms) < sum(len(papers.kinds) for papers in self.accepted):
            yield "accepted", "a kind of paper is accepted twice"
        for number, papers in enumerate(self.accepted):
            for key, text in (*self._faults_of(papers), *self._faults_of_kinds(papers)):
                yield f"accepted[{number}].{key}", text

    def _faults_of(self, papers: AcceptedPapers) -> Iterator[tuple[str, str]]:
        lists = papers.lists.union(*(step.lists or () for step in papers.expired))
        if not isinstance(self.rule, CombinationsRule | ChecklistRule):
            if lists:
                yield "lists", "lists have no place in a rule that counts points"
            return
        if not lists <= self.rule.lists:
            yield "lists", "a paper is on a list the rule does not use"
        if papers.identity or papers.residency:
            yield "kinds", "points have no place in a rule that counts lists"

    def _faults_of_kinds(self, papers: AcceptedPapers) -> Iterator[tuple[str, str]]:
        for name in papers.kinds:
            kind = self.known_kinds.get(name)
            if kind is None:
                yield "kinds", f"the kind of paper {name} is not known"
            elif papers.identity and Proof.IDENTITY not in kind.proves:
                yield "identity", f"the kind of paper {name} does not prove identity"
            elif papers.residency and Proof.RESIDENCY not in kind.proves:
                yield "residency", f"the kind of paper {name} does not prove residency"
            elif papers.max_age and not kind.is_dated:
                yield "max_age", f"the kind of paper {name} bears no date of issue"
