"""JSON routes for card applications."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, status

from app.applications.change_application import change_application
from app.applications.decide_application import Verdict, decide_application
from app.applications.models import CardApplication
from app.applications.open_application import open_application
from app.applications.repository import ApplicationRepository
from app.applications.schemas import ApplicationRead, DecisionIn, IntakeIn
from app.applications.submit_application import submit_application
from app.applications.take_photo import take_photo
from app.applications.withdraw_application import withdraw_application
from app.core.lifecycle import ApplicationState
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, PhotoBody, from_state, private
from app.kit.idempotency import Repeatable, once
from app.kit.problems import PROBLEMS
from app.vault import SystemKey, Vault

InVault = Annotated[Vault, Depends(from_state("vault"))]
Clerk = Annotated[Actor, Depends(Requires(Permission.APPLICATION_INTAKE))]
Viewer = Annotated[Actor, Depends(Requires(Permission.APPLICATION_VIEW))]
Supervisor = Annotated[Actor, Depends(Requires(Permission.APPLICATION_DECIDE))]
IdempotencyKey = Annotated[str | None, Header(max_length=200)]

router = APIRouter(
    prefix="/api/applications",
    tags=["applications"],
    dependencies=[Depends(private)],
    responses=PROBLEMS,
)


@router.get("")
def list_applications(
    actor: Viewer,
    session: DbSession,
    state: Annotated[ApplicationState | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[ApplicationRead]:
    """List applications of this desk, oldest first, by number and state; never by name."""
    states = list(ApplicationState) if state is None else [state]
    rows = ApplicationRepository(session).queue(actor.site, states, limit=limit)
    return [_read(row) for row in rows]


@router.post("", status_code=status.HTTP_201_CREATED)
def create_application(
    body: IntakeIn,
    actor: Clerk,
    session: DbSession,
    vault: InVault,
    now: Now,
    idempotency_key: IdempotencyKey = None,
) -> ApplicationRead:
    """Open a draft. With an `Idempotency-Key` a repeated request makes nothing new."""
    intake = body.to_intake()
    repeatable = Repeatable(
        key=idempotency_key,
        actor=actor,
        request=["applications", body.model_dump(mode="json")],
        mac_key=vault.keyring.system_key(SystemKey.IDEMPOTENCY),
    )

    def make() -> str:
        return open_application(session, intake, vault=vault, actor=actor, now=now)

    number = once(session, repeatable, now=now, code=status.HTTP_201_CREATED, make=make)
    return _read(ApplicationRepository(session).get(number, site=actor.site))


@router.get("/{number}")
def read_application(number: str, actor: Viewer, session: DbSession) -> ApplicationRead:
    """Say where an application of this desk stands."""
    return _read(ApplicationRepository(session).get(number, site=actor.site))


@router.put("/{number}")
def replace_application(
    number: str, body: IntakeIn, actor: Clerk, session: DbSession, vault: InVault, now: Now
) -> ApplicationRead:
    """Write an open intake again."""
    change_application(session, number, body.to_intake(), vault=vault, actor=actor, now=now)
    return _read(ApplicationRepository(session).get(number, site=actor.site))


@router.put(
    "/{number}/photo",
    status_code=status.HTTP_204_NO_CONTENT,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def replace_photo(
    number: str, upload: PhotoBody, actor: Clerk, session: DbSession, vault: InVault, now: Now
) -> None:
    """Take the photo: the raw bytes of a JPEG or PNG, at most 8 MB, as the body."""
    take_photo(session, number, upload, vault=vault, actor=actor, now=now)


@router.post("/{number}/submission")
def create_submission(
    number: str, actor: Clerk, session: DbSession, vault: InVault, now: Now
) -> ApplicationRead:
    """Hand the intake to the second person; refused while papers or the photo are missing."""
    submit_application(session, number, vault=vault, actor=actor, now=now)
    return _read(ApplicationRepository(session).get(number, site=actor.site))


@router.post("/{number}/withdrawal")
def create_withdrawal(
    number: str, actor: Clerk, session: DbSession, vault: InVault, now: Now
) -> ApplicationRead:
    """Close an application that the applicant does not want any more."""
    withdraw_application(session, number, vault=vault, actor=actor, now=now)
    return _read(ApplicationRepository(session).get(number, site=actor.site))


@router.post("/{number}/decision")
def create_decision(
    number: str, body: DecisionIn, actor: Supervisor, session: DbSession, vault: InVault, now: Now
) -> ApplicationRead:
    """Approve, return or refuse; never one's own intake."""
    verdict = Verdict(outcome=body.outcome, reason=body.reason)
    decide_application(session, number, verdict, vault=vault, actor=actor, now=now)
    return _read(ApplicationRepository(session).get(number, site=actor.site))


def _read(row: CardApplication) -> ApplicationRead:
    return ApplicationRead(
        number=row.number,
        state=row.state,
        kind=row.kind,
        site=row.site,
        reason=row.reason,
        opened_at=row.opened_at,
    )
