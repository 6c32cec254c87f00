"""The second person's decision: what it settles, and what goes for good with it."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.applications import (
    DecisionOutcome,
    Intake,
    Verdict,
    change_application,
    decide_application,
    withdraw_application,
)
from app.core.permissions import Role
from app.kit.errors import AppError, ConflictError, RefusedError
from app.vault import KeyDestroyedError, KeyState, Label
from tests.applications.rows import evidence_key, kinds_counted, labels_of, row_of
from tests.at_desk import at_desk
from tests.town import Town
from tests.walks import PAPERS, PERSON, approved, decide, draft, submitted

SECOND = "second@riverbend.example"


def withdraw(town: Town, number: str) -> None:
    with at_desk(town, Role.CLERK) as (session, actor):
        withdraw_application(session, number, vault=town.vault, actor=actor, now=town.clock())


def kept_decision(town: Town, number: str) -> dict[str, Any]:
    with town.app.state.new_session() as session:
        kept = town.vault.read(session, row_of(town, number).id, Label.DECISION)
    return dict(json.loads(kept or b"{}"))


def test_an_approval_keeps_points_and_rules_and_forgets_the_papers(town: Town) -> None:
    number = submitted(town)
    papers_key = evidence_key(town, number)
    decide(town, number, DecisionOutcome.APPROVED)

    row = row_of(town, number)
    assert (row.state, row.reason, row.decided_at) == ("approved", "", town.clock())
    assert row.decider_id == town.actor(Role.SUPERVISOR).person_id
    assert labels_of(town, row.id) == {"application.decision", "application.intake"}
    kept = kept_decision(town, number)
    assert kept["outcome"] == "approved"
    assert kept["rules"] == str(row.program_version_id)
    assert not {"passport", "utility_bill"} & set(json.dumps(kept).split('"'))
    assert town.vault.keyring.state_of(papers_key) is KeyState.DESTROYED
    with pytest.raises(KeyDestroyedError):
        town.vault.keyring.get(papers_key)
    assert kinds_counted(town) == {("2026-11", "passport"): 1, ("2026-11", "utility_bill"): 1}


@pytest.mark.parametrize("way", ["refused", "withdrawn"])
def test_papers_go_for_good_however_an_application_ends(sqlite_town: Town, way: str) -> None:
    town = sqlite_town
    number = submitted(town)
    papers_key = evidence_key(town, number)
    if way == "withdrawn":
        withdraw(town, number)
    else:
        decide(town, number, DecisionOutcome.REFUSED, "not_resident")
    assert row_of(town, number).state == way
    assert "application.evidence" not in labels_of(town, row_of(town, number).id)
    assert town.vault.keyring.state_of(papers_key) is KeyState.DESTROYED


def test_a_refusal_is_on_the_row_with_its_coded_reason(sqlite_town: Town) -> None:
    number = submitted(sqlite_town)
    decide(sqlite_town, number, DecisionOutcome.REFUSED, "papers_do_not_match")
    row = row_of(sqlite_town, number)
    assert (row.state, row.reason) == ("refused", "papers_do_not_match")
    assert kept_decision(sqlite_town, number)["outcome"] == "refused"
    with pytest.raises(ConflictError, match="application_is_refused"):
        withdraw(sqlite_town, number)


def test_a_return_keeps_the_papers_and_leaves_the_decision_open(sqlite_town: Town) -> None:
    town = sqlite_town
    number = submitted(town)
    decide(town, number, DecisionOutcome.RETURNED, "name_to_correct")
    row = row_of(town, number)
    assert (row.state, row.reason, row.decider_id) == ("returned", "name_to_correct", None)
    assert "application.evidence" in labels_of(town, row.id)
    assert kinds_counted(town) == {}


def test_only_coded_reasons_of_that_outcome_are_taken(sqlite_town: Town) -> None:
    for outcome, reason in (
        (DecisionOutcome.APPROVED, "not_resident"),
        (DecisionOutcome.REFUSED, ""),
        (DecisionOutcome.REFUSED, "photo_retake"),
        (DecisionOutcome.RETURNED, "not_resident"),
        (DecisionOutcome.RETURNED, "I did not like him"),
    ):
        with pytest.raises(RefusedError, match="unknown_reason"):
            decide(sqlite_town, "A-0000-0000", outcome, reason)


def test_an_approval_that_the_rules_no_longer_carry_is_refused(sqlite_town: Town) -> None:
    number = submitted(sqlite_town)
    sqlite_town.clock.move(days=200)  # the utility bill is too old by then
    with pytest.raises(RefusedError, match="papers_not_enough"):
        decide(sqlite_town, number, DecisionOutcome.APPROVED)
    assert row_of(sqlite_town, number).state == "submitted"


def test_a_draft_cannot_be_decided_and_a_decision_stands(sqlite_town: Town) -> None:
    with pytest.raises(ConflictError, match="application_is_draft"):
        decide(sqlite_town, draft(sqlite_town), DecisionOutcome.APPROVED)
    number = approved(sqlite_town)
    with pytest.raises(ConflictError, match="application_is_approved"):
        decide(sqlite_town, number, DecisionOutcome.REFUSED, "not_resident")


def test_an_approved_application_can_still_be_withdrawn(sqlite_town: Town) -> None:
    number = approved(sqlite_town)
    withdraw(sqlite_town, number)
    assert row_of(sqlite_town, number).state == "withdrawn"
    with pytest.raises(ConflictError, match="application_is_withdrawn"):
        withdraw(sqlite_town, number)


def outcome_of(attempt: Any) -> str:  # noqa: ANN401 - a callable that may refuse
    try:
        attempt()
    except AppError as error:
        return error.reason
    return "done"


def test_of_two_supervisors_at_once_one_decides(town: Town) -> None:
    town.add(Role.SUPERVISOR, email=SECOND)
    number = submitted(town)
    actors = [town.actor(Role.SUPERVISOR), town.actor(Role.SUPERVISOR, email=SECOND)]
    verdicts = [Verdict(DecisionOutcome.APPROVED), Verdict(DecisionOutcome.REFUSED, "not_resident")]

    def attempt(turn: int) -> str:
        def decide_now() -> None:
            with town.transaction() as session:
                decide_application(
                    session,
                    number,
                    verdicts[turn],
                    vault=town.vault,
                    actor=actors[turn],
                    now=town.clock(),
                )

        return outcome_of(decide_now)

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(attempt, range(2)))
    state = row_of(town, number).state
    assert state in {"approved", "refused"}
    assert outcomes == sorted(["done", f"application_is_{state}"])
    assert sum(kinds_counted(town).values()) == len(PAPERS)


def test_a_change_and_a_decision_at_once_never_both_happen(town: Town) -> None:
    number = submitted(town)
    decide(town, number, DecisionOutcome.RETURNED, "name_to_correct")
    clerk, supervisor = town.actor(Role.CLERK), town.actor(Role.SUPERVISOR)
    intake = Intake(person=PERSON, documents=PAPERS)

    def change() -> None:
        with town.transaction() as session:
            change_application(
                session, number, intake, vault=town.vault, actor=clerk, now=town.clock()
            )

    def approve() -> None:
        with town.transaction() as session:
            decide_application(
                session,
                number,
                Verdict(DecisionOutcome.APPROVED),
                vault=town.vault,
                actor=supervisor,
                now=town.clock(),
            )

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(outcome_of, (change, approve)))
    assert outcomes == ["done", "application_is_returned"]
