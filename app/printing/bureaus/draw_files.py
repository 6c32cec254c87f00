"""Cards as PDFs of a bundle, a few at a time: what was drawn is handed on before more is drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from app.cards import Card
from app.core.rendering.card import draw_card, draw_cards
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.kit.db import Session
from app.kit.errors import UnavailableError
from app.printing.draw_card import content_of_card
from app.vault import Vault

CARDS_PER_FILE = 25
"""A file shares its art among so many cards and stays below 2 MB."""


@dataclass(frozen=True, slots=True)
class DrawnFile:
    """One PDF: cards of one design, front and back in turn."""

    pdf: bytes
    design: str
    design_version: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Drawable:
    number: str
    design: CardDesign
    content: CardContent

    @property
    def kind(self) -> tuple[object, ...]:
        """Return what cards of one file share."""
        template = self.design.template
        return (template.design, template.version, self.content.program)


def draw_files(session: Session, cards: Iterable[Card], *, vault: Vault) -> Iterator[DrawnFile]:
    """Yield the PDFs of cards in their order; a card that cannot be drawn is in none of them."""
    drawable = (found for card in cards if (found := _drawable(session, card, vault)) is not None)
    for _, group in groupby(drawable, key=lambda one: one.kind):
        while few := tuple(islice(group, CARDS_PER_FILE)):
            yield _file(few)


def _drawable(session: Session, card: Card, vault: Vault) -> _Drawable | None:
    """Return what is on a card once it was drawn on its own; what fails there stops no other."""
    try:
        design, content = content_of_card(session, card, vault=vault)
        draw_card(design, content)
    except (FieldDoesNotFitError, UnavailableError, LookupError):
        return None
    return _Drawable(card.number, design, content)


def _file(few: tuple[_Drawable, ...]) -> DrawnFile:
    design, program = few[0].design, few[0].content.program
    return DrawnFile(
        pdf=draw_cards(design, (one.content for one in few), program=program),
        design=design.template.design,
        design_version=design.template.version,
        numbers=tuple(one.number for one in few),
    )
