"""A print agent's way with a card: leased, committed, drawn once, reported; looked for when not."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from app.audit import AuditRepository
from app.cards import RevocationReason, SpoilReason, SuspensionReason, revoke_card, suspend_card
from app.cli.read_code import read_code
from app.core.permissions import Role
from app.core.print_room import PrintPriority, PrintReport
from app.kit.actor import SERVICE
from app.kit.errors import ConflictError, NotFoundError, UnauthenticatedError
from app.printing import confirm_print, draw_card_of_job, miss_print, spoil_print
from app.printing.agents import close_agent
from app.printing.batches import BatchRepository, hold_batch, resume_batch, set_priority
from app.printing.leases import Lease, find_questions, lease_next, return_lost_leases
from tests.at_desk import at_desk
from tests.cards.towns import ISSUER, card_of, token_of
from tests.printed import number_of
from tests.printing.overtaking import overtaken
from tests.printing.print_room import Agent, agent, batch, job_of, states
from tests.town import Town

PRINTED, SPOILED, UNKNOWN = PrintReport


def leased(one: Agent) -> Lease:
    lease = one.next()
    assert lease is not None
    return lease


def sent(one: Agent) -> Lease:
    lease = leased(one)
    one.sent(lease)
    return lease


def act(town: Town, use_case: Callable[..., object], *args: object, **more: object) -> None:
    with at_desk(town, Role.PRINTER) as (session, actor):
        use_case(session, *args, actor=actor, now=town.clock(), **more)


def first_job(town: Town, batch_id: UUID) -> UUID:
    with town.app.state.new_session() as session:
        return BatchRepository(session).positions(batch_id)[0].job.id


def test_a_card_goes_through_an_agents_hands_once(town: Town) -> None:
    batch_id, (card_id,) = batch(town)
    one = agent(town)
    lease = leased(one)
    assert (lease.state, lease.card_number) == ("leased", number_of(town, card_id))
    with pytest.raises(ConflictError, match="print_job_is_leased"):
        one.draw(lease)
    assert one.sent(lease) == "sent"
    assert one.sent(lease) == "sent"
    assert read_code(one.draw(lease)) == token_of(town, card_id).text(ISSUER)
    with pytest.raises(ConflictError, match="drawing_handed_out"):
        one.draw(lease)
    assert one.report(lease, PRINTED) == "printed"
    assert one.report(lease, PRINTED) == "printed"
    assert one.report(lease, UNKNOWN) == "printed"
    assert states(town, batch_id) == ["printed"]
    assert card_of(town, card_id).state == "printed"
    assert one.next() is None


def test_cards_come_by_priority_then_age_then_number_and_one_at_a_time(town: Town) -> None:
    batch_id, cards = batch(town, cards=3)
    last = job_of(town, cards[2])
    act(town, set_priority, batch_id, last, priority=PrintPriority.RUSH)
    one, other = agent(town), agent(town, name="Desk 2")
    assert leased(one).card_number == number_of(town, cards[2])
    assert leased(one).card_number == number_of(town, cards[2])
    assert leased(other).card_number == number_of(town, cards[0])


def test_a_lease_that_ends_gives_the_card_to_somebody_else(town: Town) -> None:
    batch(town)
    one, other = agent(town), agent(town, name="Desk 2")
    lost = leased(one)
    assert other.next() is None
    town.clock.move(seconds=60)
    with pytest.raises(ConflictError, match="lease_lost"):
        one.sent(lost)
    taken = leased(other)
    assert taken.card_number == lost.card_number
    for refused in (one.sent, one.draw):
        with pytest.raises(NotFoundError, match="no_such_lease"):
            refused(lost)
    with pytest.raises(NotFoundError, match="no_such_lease"):
        one.report(taken, PRINTED)


def test_what_was_committed_never_comes_back_by_itself(town: Town) -> None:
    batch_id, _ = batch(town, cards=2)
    one, other = agent(town), agent(town, name="Desk 2")
    lease = sent(one)
    town.clock.move(hours=2)
    with town.transaction() as session:
        assert return_lost_leases(session, now=town.clock()) == 0
    again = leased(one)
    assert (again.id, again.state) == (lease.id, "sent")
    assert leased(other).card_number != lease.card_number
    assert sorted(states(town, batch_id)) == ["leased", "sent"]


def test_an_agent_that_does_not_know_asks_about_exactly_one_card(town: Town) -> None:
    batch_id, (card_id, _) = batch(town, cards=2)
    one = agent(town)
    lease = sent(one)
    assert one.report(lease, UNKNOWN) == "sent"
    with pytest.raises(ConflictError, match="operator_is_asked"):
        one.next()
    with town.app.state.new_session() as session:
        (question,) = find_questions(session, site="city_hall", now=town.clock())
    assert question.card_number == lease.card_number
    assert question.says_unknown
    act(town, confirm_print, question.job_id)
    assert card_of(town, card_id).state == "printed"
    assert leased(one).card_number != lease.card_number
    assert sorted(states(town, batch_id)) == ["leased", "printed"]


def test_an_agent_that_is_silent_is_asked_about_after_a_while(sqlite_town: Town) -> None:
    town = sqlite_town
    batch(town)
    sent(agent(town))
    with town.app.state.new_session() as session:
        assert find_questions(session, site="", now=town.clock()) == []
        town.clock.move(minutes=4)
        (question,) = find_questions(session, site="", now=town.clock())
    assert not question.says_unknown


def test_a_spoiled_card_is_out_of_use_at_once(town: Town) -> None:
    batch_id, (card_id,) = batch(town)
    one = agent(town)
    assert one.report(sent(one), SPOILED) == "spoiled"
    card = card_of(town, card_id)
    assert (card.state, card.reason) == ("spoiled", "print_fault")
    assert states(town, batch_id) == ["spoiled"]


def test_a_late_report_settles_a_card_that_was_not_found(town: Town) -> None:
    batch_id, _ = batch(town)
    one = agent(town)
    lease = sent(one)
    act(town, miss_print, first_job(town, batch_id))
    act(town, miss_print, first_job(town, batch_id))
    assert one.report(lease, UNKNOWN) == "missing"
    assert one.report(lease, PRINTED) == "printed"


@pytest.mark.parametrize("first", [PRINTED, SPOILED])
def test_a_report_that_contradicts_is_refused_and_on_record(
    sqlite_town: Town, first: PrintReport
) -> None:
    town = sqlite_town
    batch(town)
    one = agent(town)
    lease = sent(one)
    one.report(lease, first)
    client, other = one.client(), (SPOILED if first is PRINTED else PRINTED)
    url = f"/api/print-agents/leases/{lease.id}/report"
    answer = client.post(url, json={"report": other.value})
    assert (answer.status_code, answer.json()["reason"]) == (409, "report_contradicts")
    with town.app.state.new_session() as session:
        last = list(AuditRepository(session).leaves())[-1]
    assert b'"print_reported"' in last
    assert b'"refused"' in last


def test_a_report_after_the_operators_word_may_not_contradict_it(sqlite_town: Town) -> None:
    town = sqlite_town
    batch_id, _ = batch(town)
    one = agent(town)
    lease = sent(one)
    act(town, spoil_print, first_job(town, batch_id), reason=SpoilReason.DAMAGED)
    with pytest.raises(ConflictError, match="report_contradicts"):
        one.report(lease, PRINTED)
    assert one.report(lease, SPOILED) == "spoiled"


@pytest.mark.parametrize("report", PrintReport)
def test_nothing_is_reported_of_a_card_that_was_not_committed(
    sqlite_town: Town, report: PrintReport
) -> None:
    batch(sqlite_town)
    one = agent(sqlite_town)
    lease = leased(one)
    with pytest.raises(ConflictError, match="print_not_sent"):
        one.report(lease, report)


def test_a_held_batch_ends_its_leases(sqlite_town: Town) -> None:
    town = sqlite_town
    batch_id, _ = batch(town)
    one = agent(town)
    lease = leased(one)
    act(town, hold_batch, batch_id)
    with pytest.raises(NotFoundError, match="no_such_lease"):
        one.sent(lease)
    assert one.next() is None
    act(town, resume_batch, batch_id)
    assert leased(one).id != lease.id


def test_a_batch_held_while_a_lease_is_given_gets_its_card_back(town: Town) -> None:
    batch_id, _ = batch(town)
    one, printer, now = agent(town), town.actor(Role.PRINTER), town.clock()
    overtaken(
        town,
        lambda session: lease_next(session, agent=one.at_work, now=now),
        lambda session: hold_batch(session, batch_id, actor=printer, now=now),
    )
    assert one.next() is None
    assert states(town, batch_id) == ["queued"]


def test_a_card_out_of_use_is_not_printed(sqlite_town: Town) -> None:
    town = sqlite_town
    _, (first, second) = batch(town, cards=2)
    one = agent(town)
    lease = leased(one)
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = RevocationReason.ISSUED_IN_ERROR
        revoke_card(session, first, reason=reason, actor=actor, now=town.clock())
    with pytest.raises(ConflictError, match="card_is_revoked"):
        one.sent(lease)
    assert leased(one).card_number == number_of(town, second)


def test_a_card_paused_while_it_is_printed_waits_for_people(sqlite_town: Town) -> None:
    town = sqlite_town
    batch_id, (card_id,) = batch(town)
    one = agent(town)
    lease = sent(one)
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = SuspensionReason.TO_BE_CLARIFIED
        suspend_card(session, card_id, reason=reason, actor=actor, now=town.clock())
    with pytest.raises(ConflictError, match="card_is_suspended"):
        one.draw(lease)
    assert one.report(lease, PRINTED) == "sent"
    with pytest.raises(ConflictError, match="report_contradicts"):
        one.report(lease, SPOILED)
    with town.app.state.new_session() as session:
        assert len(find_questions(session, site="", now=town.clock())) == 1
    assert one.next() is None
    assert states(town, batch_id) == ["sent"]


def test_what_an_agent_has_is_not_drawn_by_hand(sqlite_town: Town) -> None:
    town = sqlite_town
    _, (card_id,) = batch(town)
    job_id, one = job_of(town, card_id), agent(town)
    lease = leased(one)
    with pytest.raises(ConflictError, match="print_job_is_leased"):
        act(town, draw_card_of_job, job_id, vault=town.vault)
    one.sent(lease)
    with pytest.raises(ConflictError, match="print_is_with_agent"):
        act(town, draw_card_of_job, job_id, vault=town.vault)


def test_a_closed_agent_gets_nothing(sqlite_town: Town) -> None:
    town = sqlite_town
    batch(town)
    one = agent(town)
    with town.transaction() as session:
        close_agent(session, one.at_work.id, by=SERVICE, now=town.clock())
    with pytest.raises(UnauthenticatedError, match="agent_key_unknown"):
        one.next()


def test_a_lease_nobody_gave_is_not_found(sqlite_town: Town) -> None:
    one = agent(sqlite_town)
    nothing = Lease(uuid4(), "", "", sqlite_town.clock())
    for refused in (one.sent, one.draw):
        with pytest.raises(NotFoundError, match="no_such_lease"):
            refused(nothing)
