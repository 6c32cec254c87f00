"""Draw and seal a bundle: its bytes leave once per request and are stored nowhere.

Whoever lost the download asks again: as long as the bureau has reported nothing, the same cards are
drawn again, and only a bundle whose manifest is the same to the bit goes out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.audit import record_refusal
from app.cards import CardRepository
from app.core.lifecycle import CardState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.bureaus.draw_files import FileDrawer
from app.printing.bureaus.models import Bundle, BundleState
from app.printing.bureaus.public_keys import bundle_key_of, manifest_key
from app.printing.bureaus.repository import BundleRepository
from app.printing.bureaus.require_bureau import require_bureau
from app.printing.bureaus.sealed_bundle import BundleTerms, SealedBundle
from app.printing.bureaus.send_bundle import send_again, send_bundle
from app.programs import active_program
from app.vault import Vault


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a drawing rests on, by values: the rows themselves are read anew later."""

    terms: BundleTerms
    bundle_version: int
    card_versions: Mapping[UUID, int]


def draw_bundle(
    session: Session, bundle_id: UUID, *, vault: Vault, actor: Actor, now: datetime
) -> bytes:
    """Return the sealed bundle; its prints count as sent. Cards that cannot be drawn stay here.

    Raises:
        NotFoundError: `no_such_bundle` at this desk.
        ConflictError: `bundle_is_` and its state, `bundle_is_reported`, `bureau_closed`,
            `card_changed`, `no_card_can_be_drawn`, `print_job_is_` and its state; of one drawn
            before `bundle_would_differ`.
    """
    plan = _plan(session, bundle_id, actor=actor, now=now)
    sealed = SealedBundle(plan.terms)
    cards = CardRepository(session)
    to_draw = (cards.get(card_id, site=actor.site) for card_id in plan.card_versions)
    drawer = FileDrawer(vault, actor)
    for file in drawer.draw(session, to_draw):
        sealed.add(file)
    events = [refusal.event for refusal in drawer.refusals]
    if not sealed.numbers:
        raise ConflictError("no_card_can_be_drawn", event=next(iter(events), None))
    content, digest = sealed.close(manifest_key(vault.keyring))
    session.write()
    # Drawing took its time outside the write transaction: look again at what it rested on.
    bundle = _bundle(session, bundle_id, actor)
    require_bureau(session, bundle.bureau_id)
    _require_unchanged(session, bundle, plan)
    for event in events:
        record_refusal(session, event, now)
    if bundle.state == BundleState.INTENDED:
        send_bundle(session, bundle, manifest=digest, numbers=sealed.numbers, actor=actor, now=now)
    else:
        send_again(session, bundle, manifest=digest, actor=actor, now=now)
    return content


def _plan(session: Session, bundle_id: UUID, *, actor: Actor, now: datetime) -> _Plan:
    bundle = _bundle(session, bundle_id, actor)
    bureau = require_bureau(session, bundle.bureau_id)
    terms = BundleTerms(
        bundle_id=bundle.id,
        bureau_id=bureau.id,
        bureau_key=bundle_key_of(bureau.bundle_key),
        program=active_program(session, now).profile.issuer.url,
        made_at=bundle.made_at,
        purge_by=bundle.purge_by,
    )
    is_first = bundle.state == BundleState.INTENDED
    pieces = BundleRepository(session).pieces(bundle.id)
    versions = {
        card.id: card.version
        for piece, _, card in pieces
        if (is_first and card.state == CardState.ISSUED) or piece.state == BundleState.SENT
    }
    return _Plan(terms, bundle.version, versions)


def _bundle(session: Session, bundle_id: UUID, actor: Actor) -> Bundle:
    bundles = BundleRepository(session)
    bundle = bundles.get(bundle_id, site=actor.site, for_update=True)
    if bundle.state not in {BundleState.INTENDED, BundleState.SENT}:
        raise ConflictError(f"bundle_is_{bundle.state}")
    if bundles.has_receipt(bundle.id):
        raise ConflictError("bundle_is_reported")
    return bundle


def _require_unchanged(session: Session, bundle: Bundle, plan: _Plan) -> None:
    if bundle.version != plan.bundle_version:
        raise ConflictError("bundle_changed_meanwhile")
    cards = CardRepository(session)
    for card_id, version in plan.card_versions.items():
        card = cards.lock(card_id, site=bundle.site)
        if card.version != version or card.state != CardState.ISSUED:
            raise ConflictError("card_changed")
