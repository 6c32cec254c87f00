"""The forms a document rule can take: points, weighted points, list combinations, a checklist."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.core.documents.decision import Category
from app.core.documents.provenance import Identifier, Number, ProfilePart, SourcedRule, Switch, Text
from app.core.documents.span import SpanText

Way = Annotated[
    dict[Identifier, Annotated[int, Field(strict=True, ge=1, le=9)]], Field(min_length=1)
]
Ways = Annotated[tuple[Way, ...], Field(min_length=1)]


class Minima(ProfilePart):
    """The least points, apart for identity and residency and in total."""

    identity: Number = 0
    residency: Number = 0
    total: Number = 0


class PointsRule(SourcedRule):
    """Every accepted paper is worth points; each minimum must be reached."""

    form: Literal["points"]
    minima: Minima


class PercentStep(ProfilePart):
    """The share of its points a paper keeps until `up_to` after its end."""

    up_to: SpanText
    percent: Annotated[int, Field(strict=True, ge=0, le=100)]


class WeightedPointsRule(SourcedRule):
    """Points whose value falls, step by step, with the time since a paper expired."""

    form: Literal["weighted_points"]
    minima: Minima
    after_expiry: tuple[PercentStep, ...] = ()

    @model_validator(mode="after")
    def _falls(self) -> Self:
        for step, later in zip(self.after_expiry, self.after_expiry[1:], strict=False):
            if not later.up_to.is_longer_than(step.up_to) or later.percent > step.percent:
                raise ValueError("steps must reach further and be worth no more than the last")
        return self


class CombinationsRule(SourcedRule):
    """So many papers from so many lists, such as one strong paper or two weaker ones.

    For identity and for residency one of the ways must be met. Where `share` is off, no paper
    serves both.
    """

    form: Literal["combinations"]
    identity: Ways
    residency: Ways
    share: Switch = False

    @property
    def lists(self) -> frozenset[str]:
        """The names of every list a way asks for."""
        return frozenset(name for way in (*self.identity, *self.residency) for name in way)


class ChecklistItem(ProfilePart):
    """One line of a checklist: any one paper of the list named like it ticks it."""

    list: Identifier
    label: Text
    category: Category = Category.OTHER


class ChecklistRule(SourcedRule):
    """Every item must be ticked; where `separate` is on, by a paper of its own."""

    form: Literal["checklist"]
    items: Annotated[tuple[ChecklistItem, ...], Field(min_length=1)]
    separate: Switch = False

    @property
    def lists(self) -> frozenset[str]:
        """The names of every list an item asks for."""
        return frozenset(item.list for item in self.items)


DocumentRule = Annotated[
    PointsRule | WeightedPointsRule | CombinationsRule | ChecklistRule,
    Field(discriminator="form"),
]
