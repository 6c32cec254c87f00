"""A print that two want at once, a desk, a bureau or a batch, goes to paper for one of them."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import text

from app.core.permissions import Role
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, RefusedError
from app.printing import draw_card_of_job
from app.printing.batches import make_batch
from app.printing.bureaus.cancel_bundle import cancel_bundle
from app.printing.bureaus.open_bundle import open_bundle
from tests.printing.bureaus.bureau_towns import bundle_for, bureau_of, drawn
from tests.printing.overtaking import overtaken
from tests.printing.print_room import job_of
from tests.town import Town
from tests.walks import issued


@dataclass(frozen=True)
class Want:
    """One print that waits, and those who want it."""

    town: Town
    actor: Actor
    bureau_id: UUID
    job_id: UUID

    def desk(self, session: Session) -> bytes:
        """Draw it here."""
        now = self.town.clock()
        return draw_card_of_job(
            session, self.job_id, vault=self.town.vault, actor=self.actor, now=now
        )

    def bundle(self, session: Session) -> UUID:
        """Put it into a bundle."""
        now = self.town.clock()
        return open_bundle(session, self.bureau_id, count=10, actor=self.actor, now=now)

    def batch(self, session: Session) -> UUID:
        """Put it into a batch."""
        return make_batch(session, size=10, actor=self.actor, now=self.town.clock())


@pytest.fixture
def want(town: Town) -> Want:
    """Return what is wanted."""
    job_id = job_of(town, issued(town))
    return Want(town, town.actor(Role.PRINTER), bureau_of(town).id, job_id)


def test_what_is_drawn_at_the_desk_comes_into_no_bundle(want: Want) -> None:
    with pytest.raises(RefusedError, match="nothing_to_print"):
        overtaken(want.town, want.desk, want.bundle)


def test_what_is_put_into_a_bundle_is_not_drawn_at_the_desk(want: Want) -> None:
    with pytest.raises(ConflictError, match="print_job_at_bureau"):
        overtaken(want.town, want.bundle, want.desk)


def test_what_is_put_into_a_batch_comes_into_no_bundle(want: Want) -> None:
    with pytest.raises(RefusedError, match="nothing_to_print"):
        overtaken(want.town, want.batch, want.bundle)


def test_what_is_put_into_a_bundle_comes_into_no_batch(want: Want) -> None:
    with pytest.raises(ConflictError, match="nothing_to_print"):
        overtaken(want.town, want.bundle, want.batch)


def test_a_bundle_with_a_print_that_was_sent_elsewhere_is_not_drawn(want: Want) -> None:
    bundle_id = bundle_for(want.town, want.bureau_id)
    with want.town.transaction() as session:
        session.execute(text("UPDATE print_jobs SET state = 'sent'"))
    with pytest.raises(ConflictError, match="print_job_is_sent"):
        drawn(want.town, bundle_id)
    with want.town.transaction() as session:
        cancel_bundle(session, bundle_id, actor=want.actor, now=want.town.clock())
