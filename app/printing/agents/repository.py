"""Every query about print agents; register MACs are made and checked here."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.audit import Recorded, next_version
from app.kit.db import Session, check_mac, is_trusted, set_mac
from app.kit.errors import ConflictError, NotFoundError
from app.printing.agents.models import PrintAgent, PrintAgentSign
from app.printing.printers import Printer


class AgentRepository:
    """Reads and writes print agents within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, agent: PrintAgent) -> None:
        """Store a new agent with its MAC."""
        set_mac(self._session, agent)
        self._session.add(agent)
        self._session.flush()

    def lock(self, agent_id: UUID) -> PrintAgent:
        """Return an agent, locked until the transaction ends.

        Raises:
            NotFoundError: no such agent.
            RegisterBrokenError: its row was changed by something other than this service.
        """
        statement = select(PrintAgent).where(PrintAgent.id == agent_id).with_for_update()
        agent = self._session.scalars(
            statement.execution_options(populate_existing=True)
        ).one_or_none()
        if agent is None:
            raise NotFoundError("no_such_agent")
        check_mac(self._session, agent)
        return agent

    def change(self, agent: PrintAgent, **changes: object) -> None:
        """Change an agent by compare-and-swap and give the row its new MAC.

        Raises:
            ConflictError: somebody else changed it first.
            RegisterBrokenError: the row is older than the log says. It may be closed, again
                perhaps, and nothing else.
        """
        is_closing = bool(changes.get("is_closed"))
        version = next_version(self._session, agent, may_be_old=is_closing)
        for name, value in changes.items():
            setattr(agent, name, value)
        agent.version = version
        set_mac(self._session, agent)
        if not self._session.swap():
            raise ConflictError("agent_changed")

    def of_key(self, digest: bytes) -> PrintAgent | None:
        """Return the open agent of a key; a row that cannot be trusted counts for nothing."""
        statement = select(PrintAgent).where(PrintAgent.key_digest == digest)
        agent = self._session.scalars(statement).one_or_none()
        if agent is None or agent.is_closed or not is_trusted(self._session, agent):
            return None
        return agent

    def printer_of(self, agent_id: UUID) -> Printer | None:
        """Return the printer of the register that an agent serves, in use or not."""
        served = Printer.id == PrintAgent.printer_id
        statement = select(Printer).join(PrintAgent, served).where(PrintAgent.id == agent_id)
        fresh = statement.execution_options(populate_existing=True)
        return self._session.scalars(fresh).one_or_none()

    def everybody(self, site: str = "") -> list[tuple[PrintAgent, PrintAgentSign | None]]:
        """Return the agents of a desk (`site` empty: all), each with its last sign, by name."""
        statement = (
            select(PrintAgent, PrintAgentSign)
            .join(PrintAgentSign, PrintAgentSign.agent_id == PrintAgent.id, isouter=True)
            .order_by(PrintAgent.name, PrintAgent.id)
        )
        if site:
            statement = statement.where(PrintAgent.site == site)
        return [(agent, sign) for agent, sign in self._session.execute(statement)]

    def note_sign(self, agent_id: UUID, *, state: str, words: str, now: datetime) -> None:
        """Keep the last that was heard of an agent."""
        sign = self._session.get(PrintAgentSign, agent_id)
        if sign is None:
            sign = PrintAgentSign(agent_id=agent_id)
            self._session.add(sign)
        sign.seen_at, sign.printer_state, sign.printer_words = now, state, words

    def broken_ones(self) -> Iterator[UUID]:
        """Return the ids of rows that something other than this service changed."""
        for agent in self._session.scalars(select(PrintAgent)):
            if not is_trusted(self._session, agent):
                yield agent.id

    def old_ones(self, *, recorded: Recorded) -> Iterator[UUID]:
        """Return the ids of rows that are older than the audit log says."""
        for agent in self._session.scalars(select(PrintAgent)):
            if recorded.has_newer(agent):
                yield agent.id
