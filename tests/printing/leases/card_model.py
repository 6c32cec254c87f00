"""What must become of one card between two print agents, people and the clock: a small pure model.

It is written from decision 0022, not from the code, and has no tables, leases or transactions.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from app.core.lifecycle import CardState, PrintJobState
from app.core.print_room import BatchState, PrintReport

C, J, R = CardState, PrintJobState, PrintReport
SETTLED = {J.PRINTED: R.PRINTED, J.SPOILED: R.SPOILED}
AGENTS = (0, 1)
BY_LEASE = ("commit", "draw", *R)
PEOPLE = ("confirm", "spoil", "miss", "hold", "resume", "close", "by_hand", "pause", "lift")

Which = Literal["newest", "former"]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a card stands, as far as anybody could ever tell a difference."""

    batch: BatchState = BatchState.RELEASED
    job: PrintJobState = J.QUEUED
    card: CardState = C.ISSUED
    holder: int | None = None
    """The agent whose lease is the newest one, also when all is over."""
    is_late: bool = False
    """The lease's minute is over; that counts until the card is committed."""
    is_sent: bool = False
    """Committed by its holder; a print that is sent otherwise was drawn by hand."""
    is_drawn: bool = False
    report: str = ""
    former: int | None = None
    """An agent that still knows a lease which was lost."""


class Act(NamedTuple):
    """One act: of an agent with the newest lease or a lost one, of people, or of time."""

    name: str
    agent: int = 0
    lease: Which = "newest"


class Next(NamedTuple):
    """The answer to an act, and where the card stands afterwards."""

    answer: str
    stand: Stand


def acts(stand: Stand) -> Iterator[Act]:
    """Return everything that may be tried; most of it has to be refused."""
    for agent in AGENTS:
        yield Act("ask", agent)
        if stand.holder is not None:
            yield from (Act(name, agent) for name in BY_LEASE)
    if stand.former is not None:
        yield from (Act(name, stand.former, "former") for name in BY_LEASE)
    yield from (Act(name) for name in PEOPLE if name not in {"pause", "lift"})
    if stand.card in {C.ISSUED, C.SUSPENDED}:
        yield Act("pause" if stand.card is C.ISSUED else "lift")
    if stand.job in {J.LEASED, J.SENT} and stand.holder is not None:
        yield from (Act("minute"), Act("sweep"))


def after(stand: Stand, act: Act) -> Next:
    """Return what an act leads to."""
    if act.name == "ask":
        return _asked(stand, act.agent)
    if act.name in BY_LEASE:
        return _by_lease(stand, act)
    if act.name in {"minute", "sweep"}:
        return _time(stand, act.name)
    if act.name in {"hold", "resume", "close"}:
        return _batch(stand, act.name)
    return _people(stand, act.name)


def every_stand() -> dict[Stand, tuple[Stand, Act] | None]:
    """Return every stand a card can come to, each with the last step of a shortest way to it."""
    found: dict[Stand, tuple[Stand, Act] | None] = {Stand(): None}
    to_look = deque(found)
    while to_look:
        stand = to_look.popleft()
        for act in acts(stand):
            then = after(stand, act).stand
            if then not in found:
                found[then] = (stand, act)
                to_look.append(then)
    return found


def _asked(stand: Stand, agent: int) -> Next:
    stand = _swept(stand)
    if stand.holder == agent and stand.job is J.SENT and stand.report in {"", R.UNKNOWN}:
        answer = "operator_is_asked" if stand.report else "sent"
        return Next(answer, stand)
    if stand.holder == agent and stand.job is J.LEASED:
        return Next("leased", stand) if stand.card is C.ISSUED else Next("none", _lost(stand))
    is_free = stand.job is J.QUEUED and stand.card is C.ISSUED
    if is_free and stand.batch is BatchState.RELEASED:
        return Next("leased", replace(stand, job=J.LEASED, holder=agent))
    return Next("none", stand)


def _by_lease(stand: Stand, act: Act) -> Next:
    if act.lease == "former" or act.agent != stand.holder:
        return Next("no_such_lease", stand)
    if act.name == "commit":
        return _committed(stand)
    if act.name == "draw":
        return _drawn(stand)
    return _reported(stand, R(act.name))


def _committed(stand: Stand) -> Next:
    if stand.is_sent:
        return Next(stand.job, stand)
    if stand.is_late:
        return Next("lease_lost", stand)
    if stand.card is not C.ISSUED:
        return Next(f"card_is_{stand.card}", stand)
    return Next("sent", replace(stand, job=J.SENT, is_sent=True))


def _drawn(stand: Stand) -> Next:
    if stand.job is not J.SENT:
        return Next(f"print_job_is_{stand.job}", stand)
    if stand.is_drawn or stand.report:
        return Next("drawing_handed_out", stand)
    if stand.card is not C.ISSUED:
        return Next(f"card_is_{stand.card}", stand)
    return Next("drawn", replace(stand, is_drawn=True))


def _reported(stand: Stand, report: PrintReport) -> Next:
    if not stand.is_sent:
        return Next("print_not_sent", stand)
    known = {stand.report, SETTLED.get(stand.job, "")} - {"", R.UNKNOWN}
    if report is not R.UNKNOWN and known - {report}:
        return Next("report_contradicts", stand)
    if known or report == stand.report:
        return Next(stand.job, stand)  # said again, or less than is known
    heard = replace(stand, report=report)
    if report is R.UNKNOWN or stand.card is not C.ISSUED:
        return Next(heard.job, heard)
    settled = _settled(heard, J(report.value))
    return Next(settled.job, settled)


def _people(stand: Stand, name: str) -> Next:
    if name in {"pause", "lift"}:
        return Next("done", replace(stand, card=C.SUSPENDED if name == "pause" else C.ISSUED))
    return _by_hand(stand) if name == "by_hand" else _found(stand, name)


def _found(stand: Stand, name: str) -> Next:
    target = {"confirm": J.PRINTED, "spoil": J.SPOILED, "miss": J.MISSING}[name]
    if target is J.MISSING and stand.job in {J.SENT, J.MISSING}:
        return Next("done", replace(stand, job=target))
    if stand.job not in {J.SENT, J.MISSING, target} or target is J.MISSING:
        return Next(f"print_job_is_{stand.job}", stand)
    if stand.card is not C.ISSUED:
        return Next(f"card_is_{stand.card}", stand)
    return Next("done", _settled(stand, target))


def _settled(stand: Stand, job: PrintJobState) -> Stand:
    return replace(stand, job=job, card=C(job.value))


def _by_hand(stand: Stand) -> Next:
    if stand.job not in {J.QUEUED, J.SENT}:
        return Next(f"print_job_is_{stand.job}", stand)
    if stand.is_sent:
        return Next("print_is_with_agent", stand)
    if stand.card is not C.ISSUED:
        return Next(f"card_is_{stand.card}", stand)
    return Next("done", replace(stand, job=J.SENT))


def _batch(stand: Stand, name: str) -> Next:
    if name == "close":
        if stand.batch is BatchState.CLOSED:
            return Next("batch_is_closed", stand)
        if stand.job not in SETTLED:
            return Next("batch_is_open", stand)
        return Next("done", replace(stand, batch=BatchState.CLOSED))
    target = BatchState.HELD if name == "hold" else BatchState.RELEASED
    if stand.batch in {target, BatchState.CLOSED}:
        return Next(f"batch_is_{stand.batch}", stand)
    is_ended = name == "hold" and stand.job is J.LEASED
    return Next("done", replace(_lost(stand) if is_ended else stand, batch=target))


def _time(stand: Stand, name: str) -> Next:
    return Next("done", replace(stand, is_late=True) if name == "minute" else _swept(stand))


def _swept(stand: Stand) -> Stand:
    return _lost(stand) if stand.is_late and stand.job is J.LEASED else stand


def _lost(stand: Stand) -> Stand:
    return replace(stand, job=J.QUEUED, is_late=False, holder=None, former=stand.holder)
