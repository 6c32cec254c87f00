"""Acts on issuer keys as a custodian orders them; each ends with a key set for the root to sign.

On a development server the root is at hand: there the set is signed and published at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.cards import (
    affected_cards,
    close_status_lists,
    require_compromised_card_key,
    resign_card,
)
from app.core.credential import Algorithm, KeySet
from app.keys import (
    SIGNING_WINDOW,
    KeyRepository,
    KeyRole,
    compromise_key,
    draft_key_set,
    make_key,
    publish_key_set,
    retire_key,
    rotate_key,
)
from app.kit.actor import SERVICE
from app.kit.db import RegisterBrokenError, Session, write_transaction
from app.kit.errors import ConflictError
from app.kit.jobs import order_job
from app.main.deployment import Deployment, key_order
from app.main.development_root import publish_at_once
from app.main.jobs import RESIGN_CARDS
from app.programs import active_program


@dataclass(frozen=True, slots=True)
class WrittenKeySet:
    """The key set after an act: to be signed by the root, or published already."""

    key_set: KeySet
    is_published: bool


@dataclass(frozen=True, slots=True)
class NewKey:
    """What kind of key an act makes."""

    algorithm: Algorithm = Algorithm.ES256
    in_token: bool = False


def write_key_set(deployment: Deployment) -> WrittenKeySet:
    """Write the key set as the keys stand now."""
    return _act(deployment, lambda _session, _now: None)


def rotate_keys(
    deployment: Deployment, *, roles: Sequence[KeyRole], new_key: NewKey
) -> WrittenKeySet:
    """Make the next key of each role.

    Raises:
        ConflictError: `next_key_exists`.
        RefusedError: `no_token`.
    """

    def act(session: Session, now: datetime) -> None:
        profile = active_program(session, now).profile
        for role in roles:
            order = key_order(
                deployment.settings,
                profile,
                role=role,
                algorithm=new_key.algorithm,
                in_token=new_key.in_token,
            )
            folder = deployment.settings.keyring_dir
            rotate_key(session, order, folder=folder, by=SERVICE, now=now)

    return _act(deployment, act)


def make_final_status_key(deployment: Deployment, *, new_key: NewKey) -> WrittenKeySet:
    """Make a status key for the lists that stay when the program ends.

    It verifies as long as any card does, so that the last lists can be relied on, with their date,
    when nobody signs new ones.

    Raises:
        RefusedError: `no_token`.
    """

    def act(session: Session, now: datetime) -> None:
        order = key_order(
            deployment.settings,
            active_program(session, now).profile,
            role=KeyRole.STATUS,
            algorithm=new_key.algorithm,
            in_token=new_key.in_token,
        )
        last = max(key.verify_until for key in KeyRepository(session).all(KeyRole.CARD))
        final = replace(order, verify_until=max(last, now + SIGNING_WINDOW))
        make_key(session, final, folder=deployment.settings.keyring_dir, by=SERVICE, now=now)

    return _act(deployment, act)


def retire(deployment: Deployment, kid: bytes) -> WrittenKeySet:
    """Let a key sign no more.

    Raises:
        NotFoundError: no such key.
        ConflictError: it is not active, or no other key of its role signs now.
    """
    return _act(deployment, lambda session, now: retire_key(session, kid, by=SERVICE, now=now))


def compromise(
    deployment: Deployment, kid: bytes, *, at: datetime, close_lists: bool, new_key: NewKey
) -> WrittenKeySet:
    """Mark a key as being in other hands; with `close_lists`, let free indices read revoked.

    Lists are closed against cards that nobody issued, which a status key does not make: for one,
    `close_lists` is refused before anything is marked or made, unless a card key was taken as well.

    Raises:
        NotFoundError: no such key.
        RefusedError: `moment_in_future`, `no_token`.
        ConflictError: `key_is_compromised`, or `no_card_key_is_compromised` for closing lists.
    """

    def act(session: Session, now: datetime) -> None:
        role = KeyRole(KeyRepository(session).named(kid).role)
        if close_lists and role is not KeyRole.CARD:
            require_compromised_card_key(session)
        profile = active_program(session, now).profile
        order = key_order(
            deployment.settings,
            profile,
            role=role,
            algorithm=new_key.algorithm,
            in_token=new_key.in_token,
        )
        folder = deployment.settings.keyring_dir
        compromise_key(session, kid, at=at, order=order, folder=folder, by=SERVICE, now=now)
        if close_lists:
            close_status_lists(session, by=SERVICE, now=now)

    return _act(deployment, act)


def publish(deployment: Deployment, data: bytes) -> KeySet:
    """Publish a key set that the root has signed.

    Raises:
        ConflictError: no root is pinned, or the set is older than the keys.
        RefusedError: the pinned root did not sign it, or none of its keys signs now.
    """
    now = deployment.clock()
    with write_transaction(deployment.new_session) as session:
        issuer = active_program(session, now).profile.issuer.url
        return publish_key_set(session, data, issuer=issuer, by=SERVICE, now=now)


def _act(deployment: Deployment, act: Callable[[Session, datetime], object]) -> WrittenKeySet:
    now, settings = deployment.clock(), deployment.settings
    with write_transaction(deployment.new_session) as session:
        act(session, now)
        issuer = active_program(session, now).profile.issuer.url
        if settings.is_production:
            return WrittenKeySet(draft_key_set(session, issuer=issuer, now=now), is_published=False)
        folder = settings.keyring_dir
        key_set = publish_at_once(session, folder=folder, issuer=issuer, now=now)
        return WrittenKeySet(key_set, is_published=True)


@dataclass(frozen=True, slots=True)
class ResignReport:
    """What signing again did, or would do."""

    signed_again: int
    waiting: int
    """Their claims are kept, and they were not signed again."""
    holder_comes_back: int
    issued_since: int


def resign(deployment: Deployment, kid: bytes, *, dry_run: bool = False) -> ResignReport:
    """Sign the cards of a compromised key again, one transaction each, or only count them.

    A card whose row or token is not as it should be goes on waiting and stops no other.

    Raises:
        NotFoundError: no such key.
        ConflictError: `key_is_not_compromised`.
    """
    with deployment.new_session() as session:
        affected = affected_cards(session, kid, vault=deployment.vault)
    cards = () if dry_run else affected.to_sign_again
    signed_again = sum(_is_signed_again(deployment, card_id) for card_id in cards)
    return ResignReport(
        signed_again=signed_again,
        waiting=len(affected.to_sign_again) - signed_again,
        holder_comes_back=affected.holder_comes_back,
        issued_since=affected.issued_since,
    )


def order_resigning(deployment: Deployment, kid: bytes) -> UUID:
    """Let a worker sign the cards of a compromised key again; return the job's id.

    Raises:
        NotFoundError: no such key.
        ConflictError: `key_is_not_compromised`.
    """
    with write_transaction(deployment.new_session) as session:
        key = KeyRepository(session).named(kid)
        if key.compromised_at is None:
            raise ConflictError("key_is_not_compromised")
        return order_job(session, RESIGN_CARDS, key.id, now=deployment.clock())


def _is_signed_again(deployment: Deployment, card_id: UUID) -> bool:
    try:
        with write_transaction(deployment.new_session) as session:
            resign_card(
                session,
                card_id,
                vault=deployment.vault,
                find_signing_key=deployment.find_signing_key,
                by=SERVICE,
                now=deployment.clock(),
            )
    except (RegisterBrokenError, ConflictError):
        return False
    return True
