"""Draw waiting cards on sheets: the bytes leave once per request and are stored nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.audit import record_refusal
from app.cards import Card
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.sheet import SheetSetting, draw_sheets
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, RefusedError, UnavailableError
from app.printing.card_content import content_of_card
from app.printing.draw_card import card_to_print, note_drawn
from app.printing.printers import PrinterSetting
from app.printing.proof import draw_proved
from app.printing.repository import PrintJobRepository
from app.vault import Vault

CARDS_PER_FILE = 96
"""Twelve sheets: a file of a few megabytes, drawn and proved within one request."""


@dataclass(frozen=True, slots=True)
class _Drawable:
    """A print that has passed its proof, and the versions that the drawing rests on."""

    job_id: UUID
    job_version: int
    card_version: int
    design: CardDesign
    content: CardContent


def draw_print_sheets(
    session: Session,
    job_ids: Sequence[UUID],
    *,
    setting: SheetSetting,
    vault: Vault,
    actor: Actor,
    now: datetime,
    printer: PrinterSetting | None = None,
) -> bytes:
    """Return these prints on sheets, in their order, and mark them as sent.

    A printer says how they are moved, scaled and coloured, and about which edge it turns them.

    A card that fails its proof is on no sheet: its print stays where it is, with the reason on
    record, and stops no other.

    Raises:
        NotFoundError: no such job at this desk.
        ConflictError: a job is finished or at a bureau, a card does not wait for a print, somebody
            else was faster (`print_job_changed`, `card_changed`), or `no_card_can_be_drawn`.
        RefusedError: `sheet_count_unusable`: none, more than 96, or one of them twice.
    """
    if not 1 <= len(job_ids) <= CARDS_PER_FILE or len(set(job_ids)) < len(job_ids):
        raise RefusedError("sheet_count_unusable")
    refusals: list[RefusedError] = []
    cards = [card_to_print(session, job_id, actor, now) for job_id in job_ids]
    drawable = [
        found
        for job_id, card in zip(job_ids, cards, strict=True)
        if (found := _proved(session, job_id, card, refusals, vault=vault, actor=actor)) is not None
    ]
    events = [refusal.event for refusal in refusals]
    if not drawable:
        raise ConflictError("no_card_can_be_drawn", event=next(iter(events), None))
    pdf = _draw(drawable, setting, printer)
    session.write()
    for event in events:
        record_refusal(session, event, now)
    for one in drawable:
        _send(session, one, actor=actor, now=now)
    return pdf


def _draw(
    drawable: list[_Drawable], setting: SheetSetting, printer: PrinterSetting | None
) -> bytes:
    cards = [(one.design, one.content) for one in drawable]
    if printer is not None:
        cards = [(printer.coloured(design), content) for design, content in cards]
        setting = SheetSetting(setting.paper, printer.flip, printer.adjustment)
    return draw_sheets(cards, setting=setting)


def _proved(
    session: Session,
    job_id: UUID,
    card: Card,
    refusals: list[RefusedError],
    *,
    vault: Vault,
    actor: Actor,
) -> _Drawable | None:
    """Return what is on a card that has passed its proof; what fails here stops no other."""
    job_version = PrintJobRepository(session).get(job_id, site=actor.site).version
    try:
        design, content = content_of_card(session, card, vault=vault)
        draw_proved(design, content, card_number=card.number, actor=actor)
    except RefusedError as error:
        refusals.append(error)
        return None
    except (UnavailableError, LookupError):
        return None
    return _Drawable(job_id, job_version, card.version, design, content)


def _send(session: Session, one: _Drawable, *, actor: Actor, now: datetime) -> None:
    """Mark a print as sent, unless what its drawing rested on has changed meanwhile."""
    job = PrintJobRepository(session).lock(one.job_id, site=actor.site)
    if job.version != one.job_version:
        raise ConflictError("print_job_changed")
    card = card_to_print(session, one.job_id, actor, now)
    if card.version != one.card_version:
        raise ConflictError("card_changed")
    note_drawn(session, job, card, actor=actor, now=now)
