"""Everything that is printed on one card, opened for its drawing and kept nowhere else."""

from datetime import UTC, date, datetime

from app.applicants import Person, open_person, open_photo
from app.cards import Card
from app.cards.library import library_number_of
from app.core.card_number import check_code
from app.core.credential import CardClaims, SignedCredential, read_own_claims
from app.core.program import ProgramProfile
from app.core.rendering.content import CardContent, birth_date_text, day_text, expiry_text
from app.core.rendering.design import CardDesign
from app.kit.db import Session
from app.kit.errors import UnavailableError
from app.programs import load_card_design, profile_of_version, program_text
from app.vault import Label, SystemKey, Vault


def content_of_card(
    session: Session, card: Card, *, vault: Vault
) -> tuple[CardDesign, CardContent]:
    """Return a card's design and everything that is printed on it.

    Raises:
        UnavailableError: `card_data_not_kept`.
        LookupError: the person is no longer kept.
    """
    profile = profile_of_version(session, card.program_version_id)
    person = open_person(session, card.applicant_id, vault=vault)
    photo = open_photo(session, card.applicant_id, vault=vault)
    cose = vault.read(session, card.id, Label.CREDENTIAL)
    if cose is None or photo is None:
        raise UnavailableError("card_data_not_kept")
    code_key = vault.keyring.system_key(SystemKey.CHECK_CODE)
    content = card_content(
        person,
        profile=profile,
        photo=photo,
        cose=cose,
        check_code_text=check_code(code_key, number=card.number),
        qr_mask=card.qr_mask,
        library_number=library_number_of(session, card.id, vault=vault),
    )
    return load_card_design(profile.card.design), content


def card_content(
    person: Person,
    *,
    profile: ProgramProfile,
    photo: bytes,
    cose: bytes,
    check_code_text: str,
    qr_mask: int | None,
    library_number: str | None,
) -> CardContent:
    """Return everything that is printed on one card; dates come from the signed token."""
    claims = read_own_claims(cose, issuer=profile.issuer.url)
    return CardContent(
        program=program_text(profile, on=_day(claims.issued_at, profile)),
        name=person.names.card_name(),
        second_name=person.names.romanised or None,
        birth_date=birth_date_text(
            year=person.birth_date.year,
            month=person.birth_date.month,
            day=person.birth_date.day,
        ),
        address_lines=person.address.printed_lines(),
        issued_on=day_text(_day(claims.issued_at, profile)),
        expires_on=expiry_text(_last_day(claims, profile)),
        card_number=claims.card_number,
        check_code=check_code_text,
        library_number=library_number,
        photo=photo,
        qr_text=SignedCredential(cose).text(profile.issuer.url),
        qr_mask=qr_mask,
    )


def _last_day(claims: CardClaims, profile: ProgramProfile) -> date | None:
    # The token ends with the first second after the card's last day.
    return None if claims.no_end else _day(claims.expires_at - 1, profile)


def _day(seconds: int, profile: ProgramProfile) -> date:
    return datetime.fromtimestamp(seconds, UTC).astimezone(profile.zone).date()
