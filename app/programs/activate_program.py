"""Activate a program profile from a day on: its bytes are stored and every process reads them."""

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.core.program import Environment, Severity, check_profile, parse_profile
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.programs.card_designs import list_card_designs
from app.programs.models import ProgramVersion
from app.programs.repository import ProgramRepository


def activate_program(
    session: Session,
    content: bytes,
    *,
    effective_from: date,
    environment: Environment,
    by: Doer,
    now: datetime,
) -> UUID:
    """Store a profile that holds from a day on and return the version's id.

    Raises:
        ProfileError: the file is not a profile; the error names the key.
        RefusedError: `program_not_allowed`: `program check` refuses it here, or there is no such
            card design; `issuer_address_changed`: `tessera init` fixes an address for good.
    """
    profile = parse_profile(content)
    session.write()
    findings = check_profile(profile, environment=environment, on=effective_from)
    barriers = tuple(
        (finding.key, finding.reason.value)
        for finding in findings
        if finding.severity is Severity.REFUSES
    )
    if profile.card.design not in list_card_designs():
        barriers += (("card.design", "card_design_unknown"),)
    if barriers:
        raise RefusedError("program_not_allowed", fields=barriers)
    repository = ProgramRepository(session)
    newest = repository.newest()
    if newest is not None and parse_profile(newest.content).issuer.url != profile.issuer.url:
        raise RefusedError("issuer_address_changed")
    version = ProgramVersion(
        id=uuid4(),
        sha256=sha256(content).digest(),
        content=content,
        effective_from=effective_from,
        activated_at=now,
    )
    repository.add(version)
    record_event(session, Act.PROGRAM_ACTIVATED, by=by, now=now)
    return version.id
