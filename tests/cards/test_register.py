"""Register rows changed by direct SQL: they decide nothing, and the doctor finds them."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from app.cards import CardFault, find_broken_cards
from app.core.permissions import Role
from app.kit.db import RegisterBrokenError
from tests.applications.rows import row_of
from tests.cards.towns import card_of, issue, word_of
from tests.journeys.desks import refused
from tests.town import Town
from tests.walks import approved, handed_over, issued


def execute(town: Town, statement: str) -> None:
    """Change rows behind the service's back and let every process read them again."""
    with town.transaction() as session:
        session.execute(text(statement))
        session.execute(text("UPDATE register_version SET value = value + 1"))
    town.app.state.snapshots.refresh()


def rows(town: Town, table: str) -> list[dict[str, Any]]:
    """Return every row of a table as the database holds it."""
    with town.app.state.new_session() as session:
        result = session.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 - ours
        return [dict(row) for row in result.mappings()]


def put_back(town: Town, table: str, old: dict[str, Any]) -> None:
    """Write an old row over the present one, its old MAC included."""
    with town.transaction() as session:
        names = ", ".join(f"{name} = :{name}" for name in old)
        session.execute(text(f"UPDATE {table} SET {names} WHERE id = :id"), old)  # noqa: S608 - ours
        session.execute(text("UPDATE register_version SET value = value + 1"))
    town.app.state.snapshots.refresh()


def revoke(town: Town, card_id: UUID) -> None:
    answer = town.script(Role.SUPERVISOR).post(
        f"/api/cards/{card_id}/revocation", json={"reason": "lost"}
    )
    assert answer.status_code == 200


def faults(town: Town) -> list[tuple[UUID, CardFault]]:
    with town.app.state.new_session() as session:
        return list(find_broken_cards(session, valid_from_pickup=False))


def test_a_changed_card_row_is_refused_by_name_wherever_it_decides(sqlite_town: Town) -> None:
    changes = (
        "state = 'active'",
        "number = 'ABCDEFGHJK0'",
        "site = 'east_library', version = version + 1",
        "expires_month = '2046-11'",
        "digest = mac",
    )
    card_ids = [issued(sqlite_town) for _ in changes]
    for card_id, change in zip(card_ids, changes, strict=True):
        execute(sqlite_town, f"UPDATE cards SET {change} WHERE id = '{card_id}'")  # noqa: S608 - ours
        with pytest.raises(RegisterBrokenError, match="register_broken"):
            card_of(sqlite_town, card_id)
    assert sorted(faults(sqlite_town)) == [(card_id, "changed") for card_id in sorted(card_ids)]


def test_every_route_answers_a_changed_card_with_the_same_refusal(town: Town) -> None:
    card_id = handed_over(town)
    execute(town, "UPDATE cards SET state = 'printed'")
    clerk, supervisor = town.script(Role.CLERK), town.script(Role.SUPERVISOR)
    reason = {"reason": "lost"}
    answers = [
        clerk.get(f"/api/cards/{card_id}"),
        clerk.post(f"/api/cards/{card_id}/hand-over"),
        clerk.post(f"/api/cards/{card_id}/receipt"),
        supervisor.post(f"/api/cards/{card_id}/revocation", json=reason),
        town.script(Role.PRINTER).post("/api/print-jobs", json={"card_id": str(card_id)}),
    ]
    assert {refused(answer) for answer in answers} == {(503, "register_broken")}


def test_a_card_given_to_another_person_is_not_printed(town: Town) -> None:
    first, second = issued(town), issued(town)
    execute(
        town,
        "UPDATE cards SET state = 'spoiled', applicant_id ="  # noqa: S608 - ours
        f" (SELECT applicant_id FROM cards WHERE id = '{second}') WHERE id = '{first}'",
    )
    printer = town.script(Role.PRINTER)
    job = printer.post("/api/print-jobs", json={"card_id": str(first)})
    assert refused(job) == (503, "register_broken")


def test_a_card_that_only_says_it_is_spoiled_allows_no_second_one(town: Town) -> None:
    number = approved(town)
    issue(town, number)
    execute(town, "UPDATE cards SET state = 'spoiled'")
    execute(town, "UPDATE card_applications SET state = 'approved'")
    with pytest.raises(RegisterBrokenError, match="register_broken"):
        issue(town, number)
    assert row_of(town, number).state == "approved"


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE status_slots SET value = 0", id="set to valid"),
        pytest.param("UPDATE status_slots SET slot_index = (slot_index + 1) % 131072", id="moved"),
        pytest.param("DELETE FROM status_slots", id="removed"),
    ],
)
def test_a_revoked_card_whose_place_was_changed_never_checks_as_valid(
    town: Town, statement: str
) -> None:
    card_id = handed_over(town)
    revoke(town, card_id)
    execute(town, statement)
    assert word_of(town, card_id) in {"revoked", "suspended"}
    assert faults(town) == [(card_id, CardFault.PLACE_DIFFERS)]


def test_an_old_place_put_back_with_its_old_mac_does_not_bring_a_card_back(town: Town) -> None:
    card_id = handed_over(town)
    (old,) = rows(town, "status_slots")
    revoke(town, card_id)
    put_back(town, "status_slots", old)
    assert word_of(town, card_id) == "revoked"
    assert faults(town) == [(card_id, CardFault.PLACE_DIFFERS)]


def test_old_rows_put_back_together_are_found_by_the_log(town: Town) -> None:
    card_id = handed_over(town)
    (old_card,), (old_slot,) = rows(town, "cards"), rows(town, "status_slots")
    assert faults(town) == []
    revoke(town, card_id)
    assert faults(town) == []
    put_back(town, "cards", old_card)
    put_back(town, "status_slots", old_slot)
    assert faults(town) == [(card_id, CardFault.NOT_AS_RECORDED)]


def test_a_card_whose_row_is_broken_checks_as_not_in_use_when_its_place_is_gone(
    sqlite_town: Town,
) -> None:
    card_id = handed_over(sqlite_town)
    execute(sqlite_town, "UPDATE cards SET state = 'revoked'")
    assert word_of(sqlite_town, card_id) == "suspended"


def test_a_card_that_was_paused_and_lifted_agrees_with_the_log(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    reason = {"reason": "reported_lost"}
    supervisor, clerk = sqlite_town.script(Role.SUPERVISOR), sqlite_town.script(Role.CLERK)
    supervisor.post(f"/api/cards/{card_id}/suspension", json=reason)
    assert faults(sqlite_town) == []
    clerk.delete(f"/api/cards/{card_id}/suspension")
    assert faults(sqlite_town) == []
    assert card_of(sqlite_town, card_id).state == "active"
