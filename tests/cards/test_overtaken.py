"""Compare-and-swap: whoever was overtaken writes nothing and is told so, on both databases."""

import pytest
from sqlalchemy import text

from app.applications import ApplicationRepository
from app.cards import Card, CardRepository, StatusRepository
from app.cards.models import StatusSlot
from app.core.lifecycle import ApplicationState, CardState, PrintJobState
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing import PrintJob, PrintJobRepository
from tests.town import Town
from tests.walks import approved, issued


def overtake(session: Session, table: str) -> None:
    """Let the rows of a table be as if somebody else had written them since they were read."""
    session.execute(text(f"UPDATE {table} SET version = version + 1"))  # noqa: S608 - ours


def test_an_application_that_somebody_else_changed(town: Town) -> None:
    number = approved(town)
    with town.transaction() as session:
        applications = ApplicationRepository(session)
        application = applications.get(number, site="")
        overtake(session, "card_applications")
        with pytest.raises(ConflictError, match="application_changed"):
            applications.move(application, ApplicationState.WITHDRAWN)
        session.abandon()


def test_a_card_and_its_print_that_somebody_else_changed(town: Town) -> None:
    card_id = issued(town)
    with town.transaction() as session:
        cards = CardRepository(session)
        card = cards.get(card_id, site="")
        overtake(session, "cards")
        with pytest.raises(ConflictError, match="card_changed"):
            cards.move(card, CardState.REVOKED)
        session.abandon()
    with town.transaction() as session:
        jobs = PrintJobRepository(session)
        job = jobs.open_job_of(card_id)
        assert isinstance(job, PrintJob)
        overtake(session, "print_jobs")
        with pytest.raises(ConflictError, match="print_job_changed"):
            jobs.move(job, PrintJobState.SENT)
        session.abandon()


def test_a_place_in_a_list_is_read_anew_before_it_is_written(town: Town) -> None:
    card_id = issued(town)
    with town.transaction() as session:
        card = session.get_one(Card, card_id)
        place = (card.status_list, card.status_index)
        statuses = StatusRepository(session)
        assert statuses.set_value(*place, 2)
        assert statuses.set_value(*place, 1)
        assert session.query(StatusSlot).one().version == 3
