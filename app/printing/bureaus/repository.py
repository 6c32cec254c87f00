"""Every query about bureaus, bundles and receipts; register MACs are made and checked here."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import Exists, column, exists, func, select, table

from app.audit import Recorded, next_version
from app.cards import Card
from app.core.bureau import BundleCardState
from app.core.lifecycle import CardState, PrintJobState
from app.kit.db import Session, check_mac, is_trusted, set_mac
from app.kit.errors import ConflictError, NotFoundError
from app.printing.bureaus.models import (
    AcceptedReceipt,
    Bundle,
    BundleCard,
    BundleState,
    Bureau,
)
from app.printing.models import PrintJob

AT_BUREAU = tuple(
    state.value
    for state in (BundleCardState.INTENDED, BundleCardState.SENT, BundleCardState.MISSING)
)
UNSETTLED = (BundleState.INTENDED.value, BundleState.SENT.value)

Piece = tuple[BundleCard, PrintJob, Card]
"""A card of a bundle, its print and the card itself."""


class BureauRepository:
    """Reads and writes bureaus within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, bureau: Bureau) -> None:
        """Store a new bureau with its MAC."""
        set_mac(self._session, bureau)
        self._session.add(bureau)
        self._session.flush()

    def get(self, bureau_id: UUID) -> Bureau:
        """Return a bureau.

        Raises:
            NotFoundError: no such bureau.
            RegisterBrokenError: its row was changed by something other than this service.
        """
        bureau = self._session.get(Bureau, bureau_id, populate_existing=True)
        if bureau is None:
            raise NotFoundError("no_such_bureau")
        check_mac(self._session, bureau)
        return bureau

    def close(self, bureau: Bureau) -> None:
        """Mark a bureau as closed by compare-and-swap.

        Raises:
            ConflictError: somebody else changed it first.
        """
        bureau.version = next_version(self._session, bureau, may_be_old=True)
        bureau.is_closed = True
        set_mac(self._session, bureau)
        if not self._session.swap():
            raise ConflictError("bureau_changed")

    def everybody(self) -> list[Bureau]:
        """Return every bureau by name."""
        return list(self._session.scalars(select(Bureau).order_by(Bureau.name, Bureau.id)))

    def open_ones(self) -> list[Bureau]:
        """Return the bureaus that may get bundles, by name."""
        return [bureau for bureau in self.everybody() if not bureau.is_closed]

    def broken_ones(self) -> Iterator[UUID]:
        """Return the ids of rows that something other than this service changed."""
        return (row.id for row in self.everybody() if not is_trusted(self._session, row))

    def old_ones(self, *, recorded: Recorded) -> Iterator[UUID]:
        """Return the ids of rows that are older than the audit log says."""
        return (row.id for row in self.everybody() if recorded.has_newer(row))


class BundleRepository:
    """Reads and writes bundles and the cards in them within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, bundle: Bundle, cards: list[BundleCard]) -> None:
        """Store a new bundle with its MAC, and its cards.

        Raises:
            IntegrityError: a card is in another open bundle.
        """
        set_mac(self._session, bundle)
        self._session.add(bundle)
        self._session.flush()
        self._session.add_all(cards)
        self._session.flush()

    def get(self, bundle_id: UUID, *, site: str, for_update: bool = False) -> Bundle:
        """Return a bundle of this desk (`site` empty: of any desk).

        Raises:
            NotFoundError: no such bundle at this desk.
            RegisterBrokenError: its row was changed by something other than this service.
        """
        statement = select(Bundle).where(Bundle.id == bundle_id)
        statement = statement.execution_options(populate_existing=True)
        if for_update:
            statement = statement.with_for_update()
        bundle = self._session.scalars(statement).one_or_none()
        if bundle is None or (site and bundle.site != site):
            raise NotFoundError("no_such_bundle")
        check_mac(self._session, bundle)
        return bundle

    def change(self, bundle: Bundle, **changes: object) -> None:
        """Change a bundle by compare-and-swap and give the row its new MAC.

        Raises:
            ConflictError: somebody else changed it first.
        """
        for name, value in changes.items():
            setattr(bundle, name, value)
        bundle.version += 1
        set_mac(self._session, bundle)
        if not self._session.swap():
            raise ConflictError("bundle_changed_meanwhile")

    def settle(self, card: BundleCard, state: BundleCardState, **changes: object) -> None:
        """Move one card of a bundle by compare-and-swap.

        Raises:
            ConflictError: somebody else moved it first.
        """
        for name, value in changes.items():
            setattr(card, name, value)
        card.state = state.value
        card.version += 1
        if not self._session.swap():
            raise ConflictError("bundle_changed_meanwhile")

    def pieces(self, bundle_id: UUID) -> list[Piece]:
        """Return the cards of a bundle in their order, as the rows are now."""
        statement = (
            select(BundleCard, PrintJob, Card)
            .join(PrintJob, PrintJob.id == BundleCard.job_id)
            .join(Card, Card.id == PrintJob.card_id)
            .where(BundleCard.bundle_id == bundle_id)
            .order_by(BundleCard.position)
        )
        rows = self._session.execute(statement.execution_options(populate_existing=True))
        return [(row[0], row[1], row[2]) for row in rows]

    def waiting(self, site: str, *, limit: int) -> list[PrintJob]:
        """Return the queued prints of a desk (`site` empty: of all) in no bundle, oldest first.

        They are locked; what somebody else draws or takes just now is left to them.
        """
        statement = (
            select(PrintJob)
            .join(Card, Card.id == PrintJob.card_id)
            .where(PrintJob.state == PrintJobState.QUEUED.value)
            .where(Card.state == CardState.ISSUED.value, ~is_at_bureau())
            .where(~_is_in_batch())
            .order_by(PrintJob.queued_at, PrintJob.id)
        )
        if site:
            statement = statement.where(PrintJob.site == site)
        locking = statement.limit(limit).with_for_update(of=PrintJob, skip_locked=True)
        locked = [job.id for job in self._session.scalars(locking)]
        # One taken between the start of that query and the lock shows only to a second one.
        still = statement.where(PrintJob.id.in_(locked))
        return list(self._session.scalars(still.execution_options(populate_existing=True)))

    def is_away(self, job_id: UUID) -> bool:
        """Say whether a print is in a bundle that is still open for it."""
        return bool(self._session.scalar(select(is_at_bureau()).where(PrintJob.id == job_id)))

    def is_scanned(self, card_id: UUID) -> bool | None:
        """Say whether a bureau that printed a card read its code back; None: none printed it."""
        statement = (
            select(BundleCard.is_code_read)
            .join(PrintJob, PrintJob.id == BundleCard.job_id)
            .where(PrintJob.card_id == card_id, BundleCard.state == BundleCardState.PRINTED.value)
        )
        return self._session.scalar(statement)

    def unsettled(self, site: str) -> list[Bundle]:
        """Return the bundles of a desk (`site` empty: of all) that are open, oldest first."""
        statement = select(Bundle).where(Bundle.state.in_(UNSETTLED)).order_by(Bundle.made_at)
        if site:
            statement = statement.where(Bundle.site == site)
        return list(self._session.scalars(statement))

    def count_cards(self, bundle_id: UUID) -> dict[str, int]:
        """Return how many cards of a bundle are in each state."""
        statement = select(BundleCard.state, func.count()).where(BundleCard.bundle_id == bundle_id)
        return {
            row[0]: row[1] for row in self._session.execute(statement.group_by(BundleCard.state))
        }

    def overdue(self, site: str, now: datetime) -> list[Bundle]:
        """Return the sent bundles of a desk whose deadline has passed without every card's end."""
        statement = select(Bundle).where(
            Bundle.state == BundleState.SENT.value, Bundle.purge_by < now
        )
        if site:
            statement = statement.where(Bundle.site == site)
        return list(self._session.scalars(statement.order_by(Bundle.purge_by)))

    def broken_ones(self) -> Iterator[UUID]:
        """Return the ids of rows that something other than this service changed."""
        for bundle in self._session.scalars(select(Bundle)):
            if not is_trusted(self._session, bundle):
                yield bundle.id

    def is_known(self, bundle_id: UUID, digest: str) -> bool:
        """Say whether a receipt was accepted before."""
        statement = select(AcceptedReceipt.id).where(
            AcceptedReceipt.bundle_id == bundle_id, AcceptedReceipt.digest == digest
        )
        return self._session.scalar(statement) is not None

    def has_receipt(self, bundle_id: UUID) -> bool:
        """Say whether the bureau has reported on any card of a bundle."""
        statement = select(AcceptedReceipt.id).where(AcceptedReceipt.bundle_id == bundle_id)
        return self._session.scalar(statement.limit(1)) is not None

    def keep_receipt(self, receipt: AcceptedReceipt) -> None:
        """Store that a receipt was accepted."""
        self._session.add(receipt)
        self._session.flush()


def is_at_bureau() -> Exists:
    """Return the condition that a print is in a bundle that is still open for it."""
    return exists().where(BundleCard.job_id == PrintJob.id, BundleCard.state.in_(AT_BUREAU))


def _is_in_batch() -> Exists:
    # By name: the models of batches rest on prints, and prints on this module.
    positions = table("print_positions", column("job_id"))
    return exists().select_from(positions).where(positions.c.job_id == PrintJob.id)
