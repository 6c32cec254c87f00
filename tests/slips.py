"""Slips of cards, and a second process that serves the same deployment."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from fastapi import FastAPI

from app.cards import CardRepository, draw_receipt
from app.core.permissions import Role
from app.main import create_app
from app.main.tasks import make_worker
from tests.town import Town

WRONG_CODE = "0000-0000-0000-0000"


def slip_of(town: Town, card_id: UUID) -> str:
    """Draw the receipt of a card and return its tear-off code."""
    actor = town.actor(Role.CLERK)
    with town.transaction() as session:
        receipt = draw_receipt(session, card_id, vault=town.vault, actor=actor, now=town.clock())
    return receipt.tear_off_code


def card_of(town: Town, card_id: UUID) -> tuple[str, str]:
    """Return state and reason of a card."""
    with town.app.state.new_session() as session:
        card = CardRepository(session).get(card_id, site="")
        return card.state, card.reason


def work(town: Town) -> None:
    """Let the worker do what is due."""
    make_worker(town.app.state.deployment).run_due_tasks()


@contextmanager
def other_process(town: Town, *, processes: int = 1) -> Iterator[FastAPI]:
    """Open another process of a deployment that runs so many."""
    settings = town.settings.model_copy(update={"processes": processes})
    app = create_app(settings, clock=town.clock, passwords=town.passwords)
    yield app
    app.state.deployment.engine.dispose()
