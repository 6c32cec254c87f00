"""A print room for tests: agents with their keys, batches of cards that wait, and their states."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import httpx

from app.core.permissions import Role
from app.core.print_room import PrintReport
from app.kit.actor import SERVICE
from app.printing import PrintJobRepository, queue_print
from app.printing.agents import AgentAtWork, AgentPlace, add_agent
from app.printing.batches import BatchRepository, make_batch
from app.printing.leases import (
    Lease,
    draw_leased_card,
    lease_next,
    mark_sent,
    report_print,
)
from tests.at_desk import at_desk
from tests.town import SITE, Town
from tests.walks import issued

RELEASE = """
[print_release]
by_second_person = true
provenance = "fictional"
source = "Invented: Riverbend City ID Rules, rule 10"
"""


@dataclass(frozen=True)
class Agent:
    """A registered agent, by its use cases and over HTTP."""

    town: Town
    at_work: AgentAtWork
    key: str

    def client(self) -> httpx.Client:
        """Return a client that sends the agent's key."""
        client = self.town.new_client(self.town.app)
        client.headers["authorization"] = f"Bearer {self.key}"
        return client

    def next(self) -> Lease | None:
        """Ask for a card."""
        with self.town.transaction() as session:
            return lease_next(session, agent=self.at_work, now=self.town.clock())

    def sent(self, lease: Lease) -> str:
        """Commit the card to the printer."""
        with self.town.transaction() as session:
            return mark_sent(session, lease.id, agent=self.at_work, now=self.town.clock())

    def draw(self, lease: Lease) -> bytes:
        """Fetch the drawing."""
        with self.town.app.state.new_session() as session:
            pdf = draw_leased_card(
                session,
                lease.id,
                vault=self.town.vault,
                agent=self.at_work,
                now=self.town.clock(),
            )
            session.finish()
        return pdf

    def report(self, lease: Lease, report: PrintReport) -> str:
        """Say what became of the card."""
        with self.town.transaction() as session:
            return report_print(
                session, lease.id, report, agent=self.at_work, now=self.town.clock()
            )


def agent(
    town: Town, *, site: str = SITE, name: str = "Desk 1", printer_id: UUID | None = None
) -> Agent:
    """Register an agent, for a printer of the register or for one that only has a name."""
    with town.transaction() as session:
        place = AgentPlace(site, name, "" if printer_id else "Card printer", printer_id)
        made = add_agent(session, place, by=SERVICE, now=town.clock())
    return Agent(town, AgentAtWork(made.id, site), made.key)


def batch(town: Town, *, cards: int = 1) -> tuple[UUID, list[UUID]]:
    """Issue cards a second apart and put all that wait into a batch; return it and the cards."""
    made = []
    for _ in range(cards):
        made.append(issued(town))
        town.clock.move(seconds=1)
    with at_desk(town, Role.PRINTER) as (session, actor):
        return make_batch(session, size=1000, actor=actor, now=town.clock()), made


def job_of(town: Town, card_id: UUID) -> UUID:
    """Return the open print of a card."""
    with at_desk(town, Role.PRINTER) as (session, actor):
        return queue_print(session, card_id, actor=actor, now=town.clock())


def states(town: Town, batch_id: UUID) -> list[str]:
    """Return the states of a batch's prints in their order."""
    with town.app.state.new_session() as session:
        placed = BatchRepository(session).positions(batch_id)
        return [PrintJobRepository(session).get(one.job.id, site="").state for one in placed]


def two_person_program(folder: Path) -> str:
    """Write the program `riverbend` with batches that a second person releases."""
    source = Path(__file__).parents[2] / "app/programs/profiles/riverbend.toml"
    path = folder / "two_people.toml"
    path.write_text(source.read_text() + RELEASE)
    return str(path)
