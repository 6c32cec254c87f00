"""Four eyes said to the database itself: what no SQL may write, on both databases."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.applications.models import CardApplication
from app.core.permissions import Role
from app.kit.db import Session
from tests.applications.rows import row_of
from tests.town import Town
from tests.walks import approved, submitted


def set_decider(session: Session, row: CardApplication, person: object) -> None:
    session.execute(
        text("UPDATE card_applications SET state = 'approved', decider_id = :who WHERE id = :id"),
        {"who": _bound(session, person), "id": _bound(session, row.id)},
    )


def add_author(session: Session, row: CardApplication, person: object) -> None:
    session.execute(
        text("INSERT INTO application_authors (application_id, person_id) VALUES (:id, :who)"),
        {"who": _bound(session, person), "id": _bound(session, row.id)},
    )


def turn_author(session: Session, row: CardApplication, person: object) -> None:
    session.execute(
        text("UPDATE application_authors SET person_id = :who WHERE application_id = :id"),
        {"who": _bound(session, person), "id": _bound(session, row.id)},
    )


def _bound(session: Session, value: object) -> object:
    return str(value) if session.get_bind().dialect.name == "sqlite" else value


def test_the_one_who_opened_the_intake_cannot_be_written_down_as_decider(town: Town) -> None:
    row = row_of(town, submitted(town))
    with (
        pytest.raises(IntegrityError, match=r"second_person_decides|author_may_not_decide"),
        town.transaction() as session,
    ):
        set_decider(session, row, row.creator_id)
    assert row_of(town, row.number).state == "submitted"


def test_one_who_wrote_in_the_intake_cannot_be_written_down_as_decider(town: Town) -> None:
    row = row_of(town, submitted(town))
    supervisor = town.actor(Role.SUPERVISOR).person_id
    with town.transaction() as session:
        add_author(session, row, supervisor)
    with (
        pytest.raises(IntegrityError, match="author_may_not_decide_update"),
        town.transaction() as session,
    ):
        set_decider(session, row, supervisor)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        pytest.param(add_author, "decider_may_not_write_insert", id="by a new row"),
        pytest.param(turn_author, "decider_may_not_write_update", id="by a changed row"),
    ],
)
def test_the_decider_cannot_become_an_author(
    town: Town, change: Callable[[Session, CardApplication, object], None], name: str
) -> None:
    row = row_of(town, approved(town))
    with pytest.raises(IntegrityError, match=name), town.transaction() as session:
        change(session, row, row.decider_id)


def test_words_outside_the_closed_lists_cannot_be_written(town: Town) -> None:
    submitted(town)
    refused = {
        "state = 'approved', decider_id = NULL": "decision_has_decider",
        "state = 'lost'": "state_known",
        "kind = 'gift'": "kind_known",
        "reason = 'Juan'": "reason_known",
    }
    for change, name in refused.items():
        with pytest.raises(IntegrityError, match=name), town.transaction() as session:
            session.execute(text(f"UPDATE card_applications SET {change}"))  # noqa: S608 - ours
