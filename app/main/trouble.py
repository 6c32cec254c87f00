"""What `tessera doctor` finds: everything that should make an operator look again."""

from collections.abc import Iterator

from app.audit import Recorded, read_recorded, verify_log
from app.cards import CardFault, StatusRepository, find_broken_cards
from app.core.lifecycle import VALID
from app.core.program import ValidFrom
from app.core.rendering.elements import field_of
from app.core.rendering.fields import Field
from app.kit.db import Session
from app.kit.migrations import is_at_head
from app.kit.storage import LOW_BYTES
from app.main.book_trouble import find_book_trouble
from app.main.bureau_trouble import find_bureau_trouble
from app.main.deployment import Deployment
from app.main.key_trouble import find_key_trouble
from app.main.library_trouble import find_library_trouble
from app.main.print_trouble import find_print_trouble
from app.partners import PartnerRepository
from app.programs import (
    CardDesignNotFoundError,
    FontsMissingError,
    active_program,
    load_card_design,
)
from app.staff import broken_staff_rows
from app.vault import KeyMissingError, VaultRepository

TROUBLE_OF = {
    CardFault.CHANGED: "its row was changed behind the service's back",
    CardFault.NOT_AS_RECORDED: "the audit log says it stands elsewhere; an old row was put back",
    CardFault.PLACE_DIFFERS: "its place in the status list shows something else or was changed",
}


def find_trouble(deployment: Deployment) -> list[str]:
    """Return one line for each thing found, naming rows by their ids only."""
    if not is_at_head(deployment.engine):
        return ["the database is not at the newest schema: run `tessera migrate`"]
    folder, now = deployment.settings.keyring_dir, deployment.clock()
    with deployment.new_session() as session:
        recorded = read_recorded(session)
        return [
            *find_key_trouble(session, folder=folder, recorded=recorded, now=now),
            *_sealed_rows(deployment, session),
            *_undone(session, recorded),
            *_register(deployment, session),
            *find_bureau_trouble(session, recorded=recorded, now=now),
            *find_book_trouble(session, recorded=recorded),
            *find_print_trouble(session, recorded=recorded, now=now),
            *find_library_trouble(session, profile=active_program(session, now).profile),
            *_design(deployment, session),
            *_space(deployment),
        ]


def _space(deployment: Deployment) -> Iterator[str]:
    for name, free in deployment.storage.free().items():
        if free < LOW_BYTES:
            yield f"only {free // 1_000_000} MB are free where the {name} folder lies"


def _sealed_rows(deployment: Deployment, session: Session) -> Iterator[str]:
    for key_id in VaultRepository(session).key_ids():
        try:
            deployment.keyring.get(key_id)
        except KeyMissingError:
            yield f"the key {key_id} of sealed rows is missing and not marked as destroyed"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is trouble
            yield f"the key {key_id} of sealed rows does not open: {type(error).__name__}"


def _undone(session: Session, recorded: Recorded) -> Iterator[str]:
    """Name what something else took back, as the audit log tells."""
    for partner_id in PartnerRepository(session).old_ones(recorded=recorded):
        yield f"row {partner_id} of partners: the log tells of a newer one; an old row was put back"
    for number, default in StatusRepository(session).defaults().items():
        if recorded.are_lists_closed and default == VALID:
            yield f"status list {number} was opened behind the service's back; it counts as closed"


def _register(deployment: Deployment, session: Session) -> Iterator[str]:
    for table, row_id in broken_staff_rows(session):
        yield f"row {row_id} of {table} was changed behind the service's back"
    for partner_id in PartnerRepository(session).broken_ones():
        yield f"row {partner_id} of partners was changed behind the service's back"
    if not verify_log(session).is_intact:
        yield "the audit log does not match its head; cards were not compared with it"
        return
    validity = active_program(session, deployment.clock()).profile.validity
    from_pickup = validity.valid_from is ValidFrom.PICKUP
    for card_id, fault in find_broken_cards(session, valid_from_pickup=from_pickup):
        yield f"card {card_id}: {TROUBLE_OF[fault]}"


def _design(deployment: Deployment, session: Session) -> Iterator[str]:
    profile = active_program(session, deployment.clock()).profile
    try:
        template = load_card_design(profile.card.design).template
        shown = {field_of(element) for element in template.elements}
        if profile.card.library is not None and Field.LIBRARY_NUMBER not in shown:
            yield f"the card design {template.design} prints no library number"
    except FontsMissingError as error:
        yield f"fonts are missing, build the assets: {error}"
    except CardDesignNotFoundError as error:
        yield f"there is no card design {error}"
