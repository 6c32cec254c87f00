"""Agreements with invented partners, and their systems as clients that send a key."""

from datetime import date

import httpx
from fastapi import FastAPI

from app.kit.actor import SERVICE
from app.partners import Agreement, AnswerField, NewPartner, add_partner
from tests.town import Town


def agreement(
    *, name: str = "Central library", quota: int = 100, fields: frozenset[AnswerField] = frozenset()
) -> Agreement:
    """Return an agreement."""
    return Agreement(
        name=name,
        contact_role="Circulation desk",
        agreed_on=date(2026, 11, 2),
        fields=fields,
        daily_quota=quota,
    )


def partner(town: Town, agreed: Agreement | None = None) -> NewPartner:
    """Register a partner; the town's process knows its key."""
    with town.transaction() as session:
        made = add_partner(session, agreed or agreement(), by=SERVICE, now=town.clock())
    town.app.state.snapshots.refresh()
    return made


def system_of(town: Town, made: NewPartner, *, app: FastAPI | None = None) -> httpx.Client:
    """Return a partner's system as a client of a process, the town's own by default."""
    client = town.new_client(app or town.app)
    client.headers["authorization"] = f"Bearer {made.key}"
    return client
