"""One act of a desk in a process of its own that is killed at a chosen point, as by a power cut.

Run as `python -m tests.vault.killed_desk` with one JSON object on standard input; see
test_killed.py.
"""

import json
import os
import signal
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from app.applications import (
    DecisionOutcome,
    Intake,
    Verdict,
    decide_application,
    open_application,
)
from app.kit.actor import Actor
from app.kit.db import Session
from app.main import open_deployment
from app.settings import Settings
from app.vault import FileKeyring, Vault
from tests.clocks import NOON
from tests.walks import PAPERS, PERSON


def die() -> None:
    """End this process at once: nothing is flushed, closed or rolled back by it."""
    os.kill(os.getpid(), signal.SIGKILL)


class DyingKeyring(FileKeyring):
    """A keyring whose process dies on its way to it."""

    def __init__(self, folder: Path, *, dies_before: str) -> None:
        super().__init__(folder)
        self._dies_before = dies_before

    def mark_live(self, key_id: UUID) -> None:
        """Die, or mark."""
        self._reach("mark_live")
        super().mark_live(key_id)

    def destroy(self, key_id: UUID, *, now: datetime) -> None:
        """Die, or destroy."""
        self._reach("destroy")
        super().destroy(key_id, now=now)

    def _reach(self, point: str) -> None:
        if point == self._dies_before:
            die()


@dataclass(frozen=True)
class Act:
    """What is done, and before which step the process dies."""

    dies_before: str
    number: str
    account_id: str
    person_id: str
    site: str

    def run(self, session: Session, vault: Vault) -> None:
        """Decide on an application, or open a new one."""
        ids = (UUID(self.account_id), UUID(self.person_id))
        actor = Actor(*ids, site=self.site, email="", permissions=frozenset())
        if self.number:
            verdict = Verdict(DecisionOutcome.APPROVED)
            decide_application(session, self.number, verdict, vault=vault, actor=actor, now=NOON)
        else:
            intake = Intake(person=PERSON, documents=PAPERS)
            open_application(session, intake, vault=vault, actor=actor, now=NOON)
        session.flush()


def main(settings: dict[str, Any], act: dict[str, str]) -> None:
    """Do the act with these settings."""
    deployment = open_deployment(Settings(**settings), clock=lambda: NOON)
    doing = Act(**act)
    folder = deployment.settings.keyring_dir
    vault = Vault(DyingKeyring(folder, dies_before=doing.dies_before))
    with deployment.new_session() as session:
        doing.run(session, vault)
        if doing.dies_before == "commit":
            die()
        session.finish()


if __name__ == "__main__":
    main(**json.load(sys.stdin))
