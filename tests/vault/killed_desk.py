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
from app.cards import Issuing, issue_card
from app.core.credential import Algorithm
from app.keys import FindSigningKey, SigningKey, signing_key_finder
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.idempotency import Repeatable, once
from app.main import open_deployment
from app.settings import Settings
from app.vault import FileKeyring, SystemKey, Vault
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
class DyingSigner:
    """A signer whose process dies with the signature in its hand."""

    kid: bytes
    alg: Algorithm

    def sign(self, message: bytes) -> bytes:
        """Die."""
        die()
        return message


@dataclass(frozen=True)
class Desk:
    """Somebody at work: what they do, with what, and before which step the process dies."""

    act: str
    number: str
    dies_before: str
    actor: Actor
    vault: Vault
    find_signing_key: FindSigningKey

    def work(self, session: Session) -> None:
        """Open an application, decide on one, or issue its card."""
        if self.act == "open":
            intake = Intake(person=PERSON, documents=PAPERS)
            open_application(session, intake, vault=self.vault, actor=self.actor, now=NOON)
        elif self.act == "decide":
            verdict = Verdict(DecisionOutcome.APPROVED)
            decide_application(
                session, self.number, verdict, vault=self.vault, actor=self.actor, now=NOON
            )
        else:
            self._issue(session)
        session.flush()

    def _issue(self, session: Session) -> None:
        repeatable = Repeatable(
            key="ticket 41",
            actor=self.actor,
            request=["cards", self.number],
            mac_key=self.vault.keyring.system_key(SystemKey.IDEMPOTENCY),
        )

        def make() -> str:
            return str(
                issue_card(
                    session,
                    application_number=self.number,
                    with_=Issuing(self.vault, self._find),
                    actor=self.actor,
                    now=NOON,
                )
            )

        once(session, repeatable, now=NOON, code=201, make=make)

    def _find(self, session: Session, now: datetime) -> SigningKey:
        found = self.find_signing_key(session, now)
        if self.dies_before != "signature":
            return found
        return SigningKey(key=found.key, signer=DyingSigner(found.key.kid, found.key.alg))


def main(settings: dict[str, Any], desk: dict[str, str]) -> None:
    """Do the act with these settings."""
    deployment = open_deployment(Settings(**settings), clock=lambda: NOON)
    folder, dies_before = deployment.settings.keyring_dir, desk["dies_before"]
    ids = (UUID(desk["account_id"]), UUID(desk["person_id"]))
    doing = Desk(
        act=desk["act"],
        number=desk["number"],
        dies_before=dies_before,
        actor=Actor(*ids, site=desk["site"], email="", permissions=frozenset()),
        vault=Vault(DyingKeyring(folder, dies_before=dies_before)),
        find_signing_key=signing_key_finder(folder),
    )
    with deployment.new_session() as session:
        doing.work(session)
        if dies_before == "commit":
            die()
        session.finish()
    if dies_before == "answer":
        die()


if __name__ == "__main__":
    main(**json.load(sys.stdin))
