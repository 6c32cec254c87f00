"""Cards as PDFs of a bundle, a few at a time: what was drawn is handed on before more is drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice

from app.cards import Card
from app.core.rendering.card import draw_cards
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import RefusedError, UnavailableError
from app.printing.card_content import content_of_card
from app.printing.proof import draw_proved
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


@dataclass(slots=True)
class FileDrawer:
    """Draws the cards of one bundle; who failed the proof is known once all are drawn."""

    vault: Vault
    actor: Actor
    refusals: list[RefusedError] = field(default_factory=list)

    def draw(self, session: Session, cards: Iterable[Card]) -> Iterator[DrawnFile]:
        """Yield the PDFs of cards in their order; one that cannot be drawn is in none of them."""
        proved = (found for card in cards if (found := self._proved(session, card)) is not None)
        for _, group in groupby(proved, key=lambda one: one.kind):
            while few := tuple(islice(group, CARDS_PER_FILE)):
                yield _file(few)

    def _proved(self, session: Session, card: Card) -> _Drawable | None:
        """Return what is on a card that has passed its proof; what fails here stops no other."""
        try:
            design, content = content_of_card(session, card, vault=self.vault)
            draw_proved(design, content, card_number=card.number, actor=self.actor)
        except RefusedError as error:
            self.refusals.append(error)
            return None
        except (UnavailableError, LookupError):
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
