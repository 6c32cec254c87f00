"""What comes with a design: the program on its proofs, and its features for trainers."""

from typing import Annotated, Literal

from pydantic import Field as Limits

from app.core.rendering.template.sizes import Identifier, Strict


class SampleProgram(Strict):
    """The invented program on a design's proofs; what is left out is the registry's sample."""

    program_name: str | None = None
    card_title: str | None = None
    verify_address: str | None = None
    legal_lines: tuple[str, ...] = ()
    return_address: tuple[str, ...] = ()
    """Below the name."""


class Feature(Strict):
    """One thing that tells this card from a copy, for people who are trained to look."""

    id: Identifier
    level: Literal[1, 2, 3]
    """1 with the eye and the hand, 2 with a simple tool, 3 in the office that issued the card."""
    elements: Annotated[tuple[Identifier, ...], Limits(min_length=1)]
    """The elements of the design that make the feature."""
    where: Annotated[str, Limits(min_length=1, max_length=120)]
    look: Annotated[str, Limits(min_length=1, max_length=400)]
    """What to do, what is then to be seen, and what a copy shows instead."""
