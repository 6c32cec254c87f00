"""The people at the printer: they look into its tray, answer questions, and close batches."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.applications import CardApplication
from app.cards import Card, Issuing, SpoilReason, issue_card
from app.cli.read_code import CodeNotFoundError, read_code
from app.core.credential import ScannedText, read_printed_code
from app.core.lifecycle import ApplicationState, PrintJobState
from app.core.permissions import Role
from app.kit.actor import Actor
from app.kit.clock import system_clock
from app.kit.errors import ConflictError
from app.printing import confirm_print, miss_print, queue_print, spoil_print
from app.printing.batches import BatchRepository, Placed, close_batch, make_batch
from app.printing.leases import find_questions
from tests.cups import PrintServer
from tests.printed import ISSUER
from tests.town import Town


@dataclass
class Tray:
    """What came out of the printer, each piece read once as anybody's reader reads it."""

    cups: PrintServer
    numbers: dict[str, str] = field(default_factory=dict)
    """Card numbers by the file of the piece; empty for a piece that nobody can read."""

    def look(self) -> Counter[str]:
        """Return how many pieces of each card lie there."""
        for path in (self.cups.folder / "tray").glob("*.pdf"):
            if path.name not in self.numbers:
                self.numbers[path.name] = number_on(path.read_bytes())
        return Counter(self.numbers.values())

    def is_idle(self) -> bool:
        """Say whether the printer has nothing more to do."""
        is_at_one = any((self.cups.folder / "tray").glob("*.part"))
        return not is_at_one and not self.cups.run("lpstat", "-o").strip()


def number_on(pdf: bytes) -> str:
    """Return the number in the code of a card's PDF."""
    try:
        text = read_code(pdf)
    except CodeNotFoundError:
        return ""
    return read_printed_code(ScannedText(text), issuer=ISSUER)[0]


@dataclass
class People:
    """The printer's staff of one town. What they say is what they saw."""

    town: Town
    tray: Tray
    ahead: timedelta
    printer: Actor

    def answer(self) -> None:
        """Look for every card that is asked about, once nothing moves any more."""
        with self.town.app.state.new_session() as session:
            questions = find_questions(session, site="", now=self._now())
        if not questions or not self.tray.is_idle():
            return
        seen = self.tray.look()
        for question in questions:
            act = confirm_print if question.card_number in seen else miss_print
            with suppress(ConflictError):  # its agent reported it just now
                self._do(act, question.job_id)

    def settle(self, batch_id: UUID) -> None:
        """Look once more for what was missing, and close the batch."""
        seen = self.tray.look()
        for placed in self.prints(batch_id):
            if placed.job.state == PrintJobState.MISSING and placed.card.number in seen:
                self._do(confirm_print, placed.job.id)
            elif placed.job.state == PrintJobState.MISSING:
                self._do(spoil_print, placed.job.id, reason=SpoilReason.PRINT_FAULT)
        self._do(close_batch, batch_id)

    def make_again(self) -> UUID | None:
        """Issue the cards anew that were not to be found; None when everybody has one."""
        approved = CardApplication.state == ApplicationState.APPROVED.value
        with self.town.app.state.new_session() as session:
            numbers = list(session.scalars(select(CardApplication.number).where(approved)))
        with_ = Issuing(self.town.vault, self.town.app.state.find_signing_key)
        for number in numbers:
            with self.town.transaction() as session:
                now = self._now()
                card_id = issue_card(
                    session, application_number=number, with_=with_, actor=self.printer, now=now
                )
                queue_print(session, card_id, actor=self.printer, now=now)
        if not numbers:
            return None
        with self.town.transaction() as session:
            return make_batch(session, size=1000, actor=self.printer, now=self._now())

    def prints(self, batch_id: UUID) -> list[Placed]:
        """Return the prints of a batch as the books have them."""
        with self.town.app.state.new_session() as session:
            return BatchRepository(session).positions(batch_id)

    def cards(self) -> list[Card]:
        """Return every card that was ever issued."""
        with self.town.app.state.new_session() as session:
            return list(session.scalars(select(Card)))

    def _do(self, act: Callable[..., object], row_id: UUID, **more: object) -> None:
        with self.town.transaction() as session:
            act(session, row_id, actor=self.printer, now=self._now(), **more)

    def _now(self) -> datetime:
        return system_clock() + self.ahead


def people_of(town: Town, cups: PrintServer, ahead: timedelta) -> People:
    """Let somebody sit down at the town's printer."""
    return People(town, Tray(cups), ahead, town.actor(Role.PRINTER))
