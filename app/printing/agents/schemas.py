"""JSON shapes of print agents; the form of the page is checked as one of them too."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from app.kit.lines import require_printable
from app.printing.agents.add_agent import AgentPlace

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(require_printable),
]


class AgentCreate(BaseModel):
    """Where an agent stands, and what people call it and its printer; no person is named.

    A printer of the register says how cards are moved and coloured; its name is taken from there.
    """

    model_config = ConfigDict(extra="forbid")

    site: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    name: Line
    printer: Line | None = None
    printer_id: UUID | None = None

    def place(self) -> AgentPlace:
        """Return it as the use case takes it."""
        return AgentPlace(self.site, self.name, self.printer or "", self.printer_id)


class AgentPrinter(BaseModel):
    """The card printer of its desk that an agent serves; none: cards are drawn plainly."""

    model_config = ConfigDict(extra="forbid")

    printer_id: UUID | None


class AgentCreated(BaseModel):
    """The agent just registered; its key is shown this once."""

    id: UUID
    key: str


class AgentKey(BaseModel):
    """An agent's new key, shown this once."""

    key: str


class AgentRead(BaseModel):
    """One agent, and the last that was heard of it."""

    id: UUID
    site: str
    name: str
    printer: str
    printer_id: UUID | None
    is_closed: bool
    seen_at: datetime | None
    printer_state: str | None
    printer_words: str
