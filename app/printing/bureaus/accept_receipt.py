"""Reconcile with a bureau's purge receipt: every card it names is printed, spoiled or missing."""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from app.audit import Act, record_event
from app.cards import SpoilReason
from app.core.bureau import (
    Balance,
    BundleCardState,
    BureauFileError,
    CardOutcome,
    PurgeReceipt,
    ReceiptContradictsError,
    SignedKind,
    balance_of,
    changes_of,
    read_signed,
    split_signed,
)
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, RefusedError
from app.printing.bureaus.balance_bundle import balance_bundle
from app.printing.bureaus.models import AcceptedReceipt, Bundle, BundleState
from app.printing.bureaus.public_keys import receipt_key_of
from app.printing.bureaus.repository import BundleRepository, BureauRepository, Piece
from app.printing.bureaus.settle_piece import settle_piece
from app.printing.write_offs import WriteOffRepository

CLOCK_DIFFERENCE = timedelta(minutes=10)


def accept_receipt(session: Session, content: bytes, *, actor: Actor, now: datetime) -> Balance:
    """Carry out what a receipt says, all of it or nothing, and return what is still open.

    One that was accepted before changes nothing; a later one may settle what was missing.

    Raises:
        NotFoundError: `no_such_bundle` at this desk.
        ConflictError: `bundle_is_` and its state: it never left.
        RefusedError: `receipt_unreadable`, `receipt_not_authentic`, `receipt_of_another_bundle`,
            `receipt_times_wrong`, or `receipt_contradicts` with the position of each card.
    """
    session.write()
    bundles = BundleRepository(session)
    bundle = bundles.get(_named(content).bundle, site=actor.site, for_update=True)
    receipt = _authentic(session, content, bundle, now)
    digest = sha256(content).hexdigest()
    pieces = {card.number: (piece, job, card) for piece, job, card in bundles.pieces(bundle.id)}
    if bundles.is_known(bundle.id, digest):
        return _balance(pieces)
    for outcome in _news(session, bundle, pieces, receipt):
        settle_piece(
            session,
            pieces[outcome.number],
            outcome,
            is_code_read=receipt.is_code_read,
            actor=actor,
            now=now,
        )
    bundles.keep_receipt(
        AcceptedReceipt(
            id=uuid4(),
            bundle_id=bundle.id,
            digest=digest,
            destroyed_at=receipt.destroyed_at,
            accepted_at=now,
        )
    )
    balance = balance_bundle(session, bundle)
    record_event(session, Act.BUNDLE_REPORTED, by=actor, now=now, subject=bundle.subject)
    return balance


def _named(content: bytes) -> PurgeReceipt:
    """Return what a receipt says before anything is believed of it."""
    try:
        return PurgeReceipt.parse(split_signed(content)[0])
    except BureauFileError as error:
        raise RefusedError("receipt_unreadable") from error


def _authentic(session: Session, content: bytes, bundle: Bundle, now: datetime) -> PurgeReceipt:
    bureau = BureauRepository(session).get(bundle.bureau_id)
    key = receipt_key_of(bureau.receipt_key)
    try:
        receipt = read_signed(content, key, kind=SignedKind.RECEIPT, model=PurgeReceipt)
    except BureauFileError as error:
        raise RefusedError("receipt_not_authentic") from error
    if bundle.state not in {BundleState.SENT, BundleState.SETTLED}:
        raise ConflictError(f"bundle_is_{bundle.state}")
    if (receipt.bureau, receipt.manifest) != (bureau.id, bundle.manifest):
        raise RefusedError("receipt_of_another_bundle")
    if not bundle.made_at <= receipt.destroyed_at <= now + CLOCK_DIFFERENCE:
        raise RefusedError("receipt_times_wrong")
    return receipt


def _news(
    session: Session, bundle: Bundle, pieces: dict[str, Piece], receipt: PurgeReceipt
) -> list[CardOutcome]:
    """Return what a receipt tells; of a card that two people wrote off, nothing any more."""
    written_off = WriteOffRepository(session).of_bundle(bundle.id)
    given_up = {
        number
        for number, (piece, _, _) in pieces.items()
        if piece.id in written_off and written_off[piece.id].done_at is not None
    }
    states = {number: BundleCardState(row[0].state) for number, row in pieces.items()}
    try:
        news = changes_of(states, receipt.cards, given_up=given_up)
    except ReceiptContradictsError as error:
        fields = tuple((f"cards.{place}", reason) for place, reason in error.faults)
        raise RefusedError("receipt_contradicts", fields=fields) from error
    strange = tuple(
        (f"cards.{place}", "unknown_reason")
        for place, outcome in enumerate(receipt.cards, start=1)
        if outcome.reason and outcome.reason not in set(SpoilReason)
    )
    if strange:
        raise RefusedError("receipt_contradicts", fields=strange)
    return news


def _balance(pieces: dict[str, Piece]) -> Balance:
    return balance_of({number: BundleCardState(row[0].state) for number, row in pieces.items()})
