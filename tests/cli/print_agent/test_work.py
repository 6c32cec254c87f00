"""The agent's way between office and printer: each card once on paper, or asked about once."""

import os
from contextlib import ExitStack, suppress
from http import HTTPStatus
from uuid import UUID

import httpx
import pytest

from app.cli.print_agent.office import Lease, Office, OfficeRefusedError, Outcome
from app.cli.print_agent.queue import Queue, QueueMissingError
from app.cli.print_agent.work import Agent
from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.kit.db import DatabaseError
from app.printing import miss_print
from app.printing.agents import AgentRepository, close_agent, serve_printer
from app.printing.leases import return_lost_leases
from tests.at_desk import at_desk
from tests.cli.print_agent.conftest import Desk, queue
from tests.cups import QUEUE, PrintServer
from tests.full_disk import no_space
from tests.journeys.desks import done
from tests.printing.print_room import agent, batch, job_of, states
from tests.printing.printers.test_printers import CARD, printer
from tests.town import Town

pytestmark = pytest.mark.cups


def words_of_printer(desk: Desk) -> tuple[str, str]:
    with desk.town.app.state.new_session() as session:
        ((_, sign),) = AgentRepository(session).everybody()
    assert sign is not None
    return sign.printer_state, sign.printer_words


def test_each_card_comes_out_once_and_is_booked(desk: Desk, cups: PrintServer) -> None:
    batch_id, _ = batch(desk.town, cards=3)
    agent = desk.agent()
    while agent.work_once():
        pass
    assert states(desk.town, batch_id) == ["printed"] * 3
    printed = cups.printed()
    assert len(printed) == len(set(printed)) == 3
    assert all(pdf.startswith(b"%PDF") for pdf in printed)
    assert cups.kept() == []


def test_a_stopped_printer_is_named_takes_no_card_and_goes_on(
    desk: Desk, cups: PrintServer
) -> None:
    batch_id, _ = batch(desk.town)
    agent = desk.agent()
    cups.stop_printer("ribbon out, says Amina")
    assert not agent.work_once()
    assert states(desk.town, batch_id) == ["queued"]
    assert words_of_printer(desk) == ("stopped", "ribbon out")
    assert desk.told == ["stopped: ribbon out"]
    cups.start_printer()
    assert agent.work_once()
    assert states(desk.town, batch_id) == ["printed"]


def test_a_printer_that_stops_on_a_card_has_people_asked_about_that_card(
    desk: Desk, cups: PrintServer
) -> None:
    batch_id, (first, _) = batch(desk.town, cards=2)
    agent = desk.agent()
    cups.take_ribbon()
    desk.pauses = [cups.wait_until_stopped, lambda: None, cups.put_ribbon]
    assert agent.work_once()
    assert states(desk.town, batch_id) == ["sent", "queued"]
    assert not agent.work_once()
    assert "waiting" in desk.told[-1]
    job_id = job_of(desk.town, first)
    with at_desk(desk.town, Role.PRINTER) as (session, actor):
        miss_print(session, job_id, actor=actor, now=desk.town.clock())
    assert agent.work_once()
    assert states(desk.town, batch_id) == ["missing", "printed"]


@pytest.mark.parametrize("ends", ["cancel_jobs", "fail"])
def test_a_job_that_did_not_come_to_its_end_is_not_called_printed(
    desk: Desk, cups: PrintServer, ends: str
) -> None:
    batch_id, _ = batch(desk.town)
    cups.slow(30)
    desk.pauses = [getattr(cups, ends)]
    assert desk.agent().work_once()
    assert states(desk.town, batch_id) == ["sent"]
    assert desk.told[-1].endswith("unknown")


def test_without_word_of_how_jobs_end_no_card_is_sent_and_none_is_kept(
    desk: Desk, cups: PrintServer
) -> None:
    batch_id, _ = batch(desk.town)
    agent = desk.agent()
    cups.be_silent()
    assert not agent.work_once()
    assert "how jobs end" in desk.told[-1]
    assert words_of_printer(desk) == ("stopped", "queue connection failed")
    assert states(desk.town, batch_id) == ["leased"]
    desk.town.clock.move(seconds=60)
    assert not agent.work_once()
    with desk.town.transaction() as session:
        return_lost_leases(session, now=desk.town.clock())
    assert states(desk.town, batch_id) == ["queued"]
    assert cups.printed() == []
    cups.tell()
    assert agent.work_once()
    assert states(desk.town, batch_id) == ["printed"]


def test_a_commitment_that_is_refused_is_followed_by_a_pause(desk: Desk, cups: PrintServer) -> None:
    batch_id, _ = batch(desk.town)
    paused: list[str] = []
    desk.pauses = [lambda: paused.extend(desk.told)]
    line = Line(desk.registered.client(), {"sent": ["409"]})
    client = httpx.Client(base_url="https://tessera.test", transport=line)
    office = Office(client, pause=desk.pause)
    agent = Agent(office, queue(), pause=desk.pause, tell=desk.told.append)
    assert agent.work_once()
    assert "status_409" in paused[0]
    assert states(desk.town, batch_id) == ["leased"]
    assert cups.printed() == []


def test_an_agent_whose_printer_is_out_of_use_waits_and_says_so(
    desk: Desk, cups: PrintServer
) -> None:
    batch_id, _ = batch(desk.town)
    chosen = printer(desk.town, **CARD)
    with desk.town.transaction() as session:
        agent_id = desk.registered.at_work.id
        serve_printer(session, agent_id, UUID(chosen), by=SERVICE, now=desk.town.clock())
    administrator = desk.town.script(Role.ADMINISTRATOR)
    done(administrator.post(f"/api/printers/{chosen}/closure"))
    assert not desk.agent().work_once()
    assert "out of use" in desk.told[-1]
    assert states(desk.town, batch_id) == ["queued"]
    assert cups.printed() == []


def test_an_agent_that_died_with_the_drawing_prints_that_card_never_again(
    desk: Desk, cups: PrintServer
) -> None:
    batch_id, _ = batch(desk.town)
    lease = desk.registered.next()
    assert lease is not None
    desk.registered.sent(lease)
    desk.registered.draw(lease)
    assert desk.agent().work_once()
    assert not desk.agent().work_once()
    assert states(desk.town, batch_id) == ["sent"]
    assert cups.printed() == []


@pytest.mark.parametrize("is_committed", [False, True])
def test_an_agent_that_died_before_it_had_the_drawing_prints_its_card(
    desk: Desk, cups: PrintServer, is_committed: bool
) -> None:
    batch_id, _ = batch(desk.town)
    lease = desk.registered.next()
    assert lease is not None
    if is_committed:
        desk.registered.sent(lease)
    assert desk.agent().work_once()
    assert states(desk.town, batch_id) == ["printed"]
    assert len(cups.printed()) == 1


def test_a_queue_that_takes_nothing_now_gets_the_card_when_it_does(
    desk: Desk, cups: PrintServer
) -> None:
    batch_id, _ = batch(desk.town)
    agent = desk.agent()
    is_full = [True]

    class Refusing(Queue):
        def put(self, pdf: bytes) -> str | None:
            if is_full:
                is_full.clear()
                cups.run("cupsreject", "cards")
            return super().put(pdf)

    agent._queue = Refusing(QUEUE, server=os.environ["CUPS_SERVER"])  # noqa: SLF001 - between look and hand-over
    desk.pauses = [lambda: cups.run("cupsaccept", "cards")]
    assert agent.work_once()
    assert states(desk.town, batch_id) == ["printed"]
    assert "stopped: rejecting" in desk.told


class Line(httpx.BaseTransport):
    """A line to the office that breaks before or after some requests were heard."""

    def __init__(self, inner: httpx.Client, breaks: dict[str, list[str]]) -> None:
        self._inner = inner
        self._breaks = breaks

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        ending = request.url.path.rsplit("/", 1)[-1]
        when = self._breaks.get(ending, [])
        kind = when.pop(0) if when else ""
        if kind == "before":
            raise httpx.ConnectError("no line", request=request)
        if kind.isdigit():
            return httpx.Response(int(kind))
        body = request.read()
        headers = {"content-type": "application/json"} if body else {}
        answer = self._inner.post(request.url.path, content=body, headers=headers)
        if kind == "after":
            raise httpx.ReadError("line broke", request=request)
        return httpx.Response(answer.status_code, content=answer.content)


@pytest.mark.parametrize("ending", ["next", "sent", "report", "sign"])
@pytest.mark.parametrize("kind", ["before", "after", "502"])
def test_a_line_that_breaks_is_tried_again_and_no_card_is_doubled(
    desk: Desk, cups: PrintServer, ending: str, kind: str
) -> None:
    batch_id, _ = batch(desk.town)
    line = Line(desk.registered.client(), {ending: [kind, kind]})
    client = httpx.Client(base_url="https://tessera.test", transport=line)
    office = Office(client, pause=desk.pause)
    agent = Agent(office, queue(), pause=desk.pause, tell=desk.told.append)
    assert agent.work_once()
    assert states(desk.town, batch_id) == ["printed"]
    assert len(cups.printed()) == 1


@pytest.mark.parametrize("ending", ["next", "sent", "drawing", "report", "sign"])
def test_a_server_whose_disk_is_full_is_waited_for(
    desk: Desk, cups: PrintServer, ending: str
) -> None:
    batch_id, _ = batch(desk.town)
    line = Line(desk.registered.client(), {ending: ["507", "507"]})
    client = httpx.Client(base_url="https://tessera.test", transport=line)
    office = Office(client, pause=desk.pause)
    assert Agent(office, queue(), pause=desk.pause, tell=desk.told.append).work_once()
    assert states(desk.town, batch_id) == ["printed"]
    assert len(cups.printed()) == 1


def test_a_disk_that_fills_up_stops_the_agent_until_there_is_space(
    sqlite_town: Town, cups: PrintServer
) -> None:
    town, answers = sqlite_town, list[int]()
    batch_id, _ = batch(town, cards=3)
    client = agent(town).client()
    client.event_hooks["response"] = [lambda answer: answers.append(answer.status_code)]
    with ExitStack() as full:

        def pause() -> None:
            if answers[-1] == HTTPStatus.INSUFFICIENT_STORAGE:
                full.close()

        at_work = Agent(Office(client, pause=pause), queue(), pause=pause, tell=print)
        full.enter_context(no_space(town))
        with suppress(DatabaseError):
            while True:
                town.sign_in(Role.CLERK)
        while at_work.work_once():
            pass
    assert HTTPStatus.INSUFFICIENT_STORAGE in answers
    assert states(town, batch_id) == ["printed"] * 3
    assert len(set(cups.printed())) == len(cups.printed()) == 3


def test_a_drawing_that_does_not_arrive_is_asked_about_and_not_handed_out_again(
    desk: Desk, cups: PrintServer
) -> None:
    batch_id, _ = batch(desk.town)
    line = Line(desk.registered.client(), {"drawing": ["after"]})
    client = httpx.Client(base_url="https://tessera.test", transport=line)
    agent = Agent(Office(client, pause=desk.pause), queue(), pause=desk.pause, tell=print)
    assert agent.work_once()
    assert not agent.work_once()
    assert states(desk.town, batch_id) == ["sent"]
    assert cups.printed() == []


def test_a_key_that_is_not_known_ends_the_work(desk: Desk, cups: PrintServer) -> None:
    del cups
    agent = desk.agent()
    with desk.town.transaction() as session:
        close_agent(session, desk.registered.at_work.id, by=SERVICE, now=desk.town.clock())
    with pytest.raises(OfficeRefusedError, match="agent_key_unknown"):
        agent.work_once()


def test_a_commitment_that_is_refused_prints_nothing(desk: Desk, cups: PrintServer) -> None:
    batch_id, _ = batch(desk.town)
    agent = desk.agent()
    lease = desk.registered.next()
    assert lease is not None
    desk.town.clock.move(seconds=61)
    with queue().job_ends() as ends:
        late = Lease(str(lease.id), lease.card_number, is_sent=False)
        agent._print(late, ends)  # noqa: SLF001 - a late one
    assert "lease_lost" in desk.told[-1]
    assert states(desk.town, batch_id) == ["leased"]
    assert cups.printed() == []


def test_a_report_that_contradicts_is_told_and_the_work_goes_on(
    desk: Desk, cups: PrintServer
) -> None:
    del cups
    batch(desk.town)
    lease = desk.registered.next()
    assert lease is not None
    desk.registered.sent(lease)
    client = desk.registered.client()
    client.post(f"/api/print-agents/leases/{lease.id}/report", json={"report": "spoiled"})
    agent = desk.agent()
    agent._close(Lease(str(lease.id), "K", is_sent=True), Outcome.PRINTED)  # noqa: SLF001 - late
    assert desk.told == ["card K: report_contradicts"]


def test_a_queue_that_is_not_there_is_named(desk: Desk, cups: PrintServer) -> None:
    del cups, desk
    with pytest.raises(QueueMissingError, match="nowhere"):
        Queue("nowhere").standing()
