"""Whatever changes a card takes its print, the card, its status and the log, in this order."""

from app.audit import Act, record_event
from app.core.permissions import Role
from app.core.print_room import PrintReport
from app.kit.actor import SERVICE
from app.kit.db import Session
from app.kit.repository import RegisterVersionRepository
from app.printing import PrintJobRepository, confirm_print
from app.printing.leases import Lease, report_print
from app.printing.pick_up import scan_piece
from tests.cards.towns import card_of
from tests.printed import code_of
from tests.printing.overtaking import overtaken
from tests.printing.pick_up.drawer import place_of
from tests.printing.print_room import Agent, agent, batch, job_of
from tests.town import Town


def sent(one: Agent) -> Lease:
    """Take a card and commit it."""
    lease = one.next()
    assert lease is not None
    one.sent(lease)
    return lease


def test_a_report_waits_for_the_status_before_it_takes_the_log(town: Town) -> None:
    _, (card_id,) = batch(town)
    one = agent(town)
    lease, now = sent(one), town.clock()

    def show_another_card(session: Session) -> None:
        session.write()
        RegisterVersionRepository(session).bump()

    def report(session: Session) -> str:
        spoiled = PrintReport.SPOILED
        return report_print(session, lease.id, spoiled, agent=one.at_work, now=now)

    def put_on_record(session: Session) -> None:
        record_event(session, Act.CARD_SUSPENDED, by=SERVICE, now=now, reason="to_be_clarified")

    assert overtaken(town, show_another_card, report, rest=put_on_record) == "spoiled"
    assert card_of(town, card_id).state == "spoiled"


def test_a_scan_waits_for_the_print_before_it_takes_the_card(town: Town) -> None:
    _, (card_id,) = batch(town)
    job_id = job_of(town, card_id)
    sent(agent(town))
    printer, code, now = town.actor(Role.PRINTER), code_of(town, card_id), town.clock()

    def take_print(session: Session) -> None:
        session.write()
        PrintJobRepository(session).lock(job_id, site="")

    def scan(session: Session) -> None:
        scan_piece(session, code, vault=town.vault, actor=printer, now=now)

    def confirm(session: Session) -> None:
        confirm_print(session, job_id, actor=printer, now=now)

    overtaken(town, take_print, scan, rest=confirm)
    assert card_of(town, card_id).state == "printed"
    assert place_of(town, card_id) == "ready"
