"""Who asks in the tests of the contract, and which ids their requests may name."""

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import httpx
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI

from app.core.disposal import DisposalKind
from app.core.permissions import Role
from app.printing import queue_print
from app.printing.disposals import open_disposal
from tests import walks
from tests.databases import Database
from tests.http import BASE_URL, ASGIApp, PortalTransport
from tests.town import SITE, Town, make_town


@dataclass
class Contract:
    """A town, its people's tokens, and what there is in it, by the names of path parameters."""

    town: Town
    ids: dict[str, list[str]]
    _tokens: dict[Role, str] = field(default_factory=dict)

    @property
    def app(self) -> FastAPI:
        """Return the application."""
        return self.town.app

    def token(self, role: Role) -> str:
        """Return the token of somebody with this role, who signs in once."""
        if role not in self._tokens:
            self._tokens[role] = self.town.sign_in(role).token
        return self._tokens[role]


def make_contract(folder: Path, database: Database, portal: BlockingPortal) -> Contract:
    """Make a town with applications, cards and print jobs in several states."""

    def new_client(
        app: ASGIApp, *, base_url: str = BASE_URL, raise_errors: bool = True
    ) -> httpx.Client:
        transport = PortalTransport(app, portal, raise_errors=raise_errors)
        return httpx.Client(transport=transport, base_url=base_url)

    town = make_town(folder, database.url, new_client)
    card_id, printed = walks.issued(town), walks.printed(town, walks.MINOR)
    numbers = [walks.draft(town), walks.submitted(town), walks.approved(town)]
    printer = town.actor(Role.PRINTER)
    with town.transaction() as session:
        job_id: UUID = queue_print(session, card_id, actor=printer, now=town.clock())
        paper = open_disposal(
            session, DisposalKind.BLANKS, count=3, site=SITE, actor=printer, now=town.clock()
        )
        disposal_id = str(paper.id)
    accounts = [str(town.actor(Role.AUDITOR).account_id)]
    return Contract(
        town,
        {
            "number": numbers,
            "card_id": [str(card_id), str(printed)],
            "job_id": [str(job_id)],
            "account_id": accounts,
            "disposal_id": [disposal_id],
        },
    )
