"""Issue the card of an approved application: intent first, one signature, then compare.

The order is boulder's: what is about to be signed is on record before the key is touched, and what
came out is compared with what was prepared. With a local key all steps share one transaction:
nothing has left the building before the commit, so a crash leaves neither row nor card.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from app.applicants import move_to_epoch, open_person, open_photo
from app.applications import ApplicationRepository, require_approval
from app.audit import Act, Subject, record_event
from app.cards.compare_signed import require_as_prepared
from app.cards.expiry_group import expiry_group
from app.cards.library import take_library_number
from app.cards.models import Card
from app.cards.prepare_for_design import prepare_for_design
from app.cards.repository import CardRepository
from app.cards.reprinted_dates import reprinted_dates
from app.cards.status import show_status
from app.cards.status_repository import StatusRepository
from app.core.card_number import new_card_number
from app.core.credential import (
    CardClaims,
    PreparedCredential,
    SignedCredential,
    SignerError,
    sign,
)
from app.core.lifecycle import ApplicationState, CardState
from app.core.program import CardDates, issuing_is_refused_for
from app.core.program.retention_epoch import epoch_of_card
from app.core.rendering.qr import make_symbol
from app.keys import FindSigningKey, SigningKey
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, RefusedError, UnavailableError
from app.programs import ActiveProgram, active_program, load_card_design
from app.vault import Label, Vault

CTI_BYTES = 16


@dataclass(frozen=True, slots=True)
class Issuing:
    """What issuing needs beside the database: the vault, and whoever holds the signing key."""

    vault: Vault
    find_signing_key: FindSigningKey


def issue_card(
    session: Session, *, application_number: str, with_: Issuing, actor: Actor, now: datetime
) -> UUID:
    """Issue the card that answers an approved application and return its row id.

    Raises:
        NotFoundError: no such application at this desk.
        ConflictError: it is not approved, or this person holds a live card.
        RefusedError: the program or the key does not allow this card, or no library number is left.
        UnavailableError: no approval lies sealed, no key signs now, the signer failed, or what it
            signed does not verify.
    """
    session.write()
    program = active_program(session, now)
    _require_enforced(program)
    applications, cards = ApplicationRepository(session), CardRepository(session)

    # (1) Lock the application and see that it is approved and that no live card exists.
    application = applications.lock(application_number, site=actor.site)
    if application.state != ApplicationState.APPROVED:
        raise ConflictError(f"application_is_{application.state}")
    if cards.live_card_of(application.applicant_id) is not None:
        raise ConflictError("person_holds_a_card")
    require_approval(session, application, vault=with_.vault)
    person = open_person(session, application.applicant_id, vault=with_.vault)
    photo = open_photo(session, application.applicant_id, vault=with_.vault)
    if photo is None:
        raise RefusedError("photo_missing")

    # (2) Reserve a number and a place in the status list of the quarter in which the card ends.
    number = _reserve_number(cards)
    dates = reprinted_dates(
        session, application.id, vault=with_.vault, now=now
    ) or program.profile.card_dates(birth_date=person.birth_date, issued_on=program.today)
    slot = StatusRepository(session).take_slot(expiry_group(dates.last_day))
    library_number = take_library_number(session, program.profile)

    # (3) Build the claims and prepare them; this encodes, measures and refuses.
    signing = with_.find_signing_key(session, now)
    name = None if dates.is_nameless else person.names.card_name()
    claims = _claims(number, name, dates, issuer=program.profile.issuer.url, slot=slot, now=now)
    template = load_card_design(program.profile.card.design).template
    prepared = prepare_for_design(claims, template=template, photo=photo, signing=signing)

    # (4) Store the card as being issued, with the digest of what will be signed.
    card = Card(
        id=uuid4(),
        number=number,
        application_id=application.id,
        applicant_id=application.applicant_id,
        program_version_id=program.version_id,
        site=application.site,
        state=CardState.ISSUING.value,
        paused_from="",
        reason="",
        expires_month=f"{_last_day(dates, program):%Y-%m}",
        status_list=slot[0],
        status_index=slot[1],
        kid=signing.key.kid,
        digest=prepared.digest,
        design=f"{template.design}/{template.version}",
        version=1,
    )
    cards.add(card)

    # (5) Sign, once.
    signed = _sign(prepared, signing)

    # (6) Check the result as a verifier would, and compare it with (3).
    require_as_prepared(signed, prepared)

    # (7) Keep the token, mark card and application as issued, put it on record.
    key_id = with_.vault.key_of(session, application.applicant_id, Label.NAMES)
    assert key_id is not None  # noqa: S101 - open_person has just read under it
    with_.vault.write(session, card.id, Label.CREDENTIAL, signed.cose, key_id=key_id)
    if library_number is not None:
        sealed = library_number.encode()
        with_.vault.write(session, card.id, Label.LIBRARY_NUMBER, sealed, key_id=key_id)
    text = signed.text(program.profile.issuer.url)
    mask = make_symbol(text, max_version=template.max_code_version).mask
    cards.move(card, CardState.ISSUED, qr_mask=mask)
    show_status(session, card, profile=program.profile)
    applications.move(application, ApplicationState.ISSUED)
    move_to_epoch(
        session,
        application.applicant_id,
        vault=with_.vault,
        epoch=epoch_of_card(program.profile, last_day=_last_day(dates, program)),
    )
    record_event(session, Act.CARD_ISSUED, by=actor, now=now, subject=Subject(card_number=number))
    return card.id


def _reserve_number(cards: CardRepository) -> str:
    while cards.is_number_taken(number := new_card_number(secrets.token_bytes)):
        continue
    return number


def _claims(
    number: str,
    name: str | None,
    dates: CardDates,
    *,
    issuer: str,
    slot: tuple[int, int],
    now: datetime,
) -> CardClaims:
    return CardClaims(
        issuer=issuer,
        card_number=number,
        name=name,
        issued_at=int(now.timestamp()),
        expires_at=dates.exp,
        cti=secrets.token_bytes(CTI_BYTES),
        status_list=slot[0],
        status_index=slot[1],
        no_end=dates.has_no_end,
    )


def _sign(prepared: PreparedCredential, signing: SigningKey) -> SignedCredential:
    try:
        return sign(prepared, signing.signer)
    except SignerError as error:
        raise UnavailableError("signer_failed") from error


def _last_day(dates: CardDates, program: ActiveProgram) -> date:
    # The claim is the first second after the last day, also for a card that prints no end.
    last_moment = dates.expires_at - timedelta(seconds=1)
    return last_moment.astimezone(program.profile.zone).date()


def _require_enforced(program: ActiveProgram) -> None:
    reasons = issuing_is_refused_for(program.profile)
    if reasons:
        raise RefusedError(reasons[0].value)
