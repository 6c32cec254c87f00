"""The second person decides: approve, return to the desk, or refuse; never on their own intake."""

import json
from dataclasses import dataclass
from datetime import datetime

from app.applications.forget_papers import forget_papers
from app.applications.models import CardApplication
from app.applications.reasons import REASONS_OF, DecisionOutcome
from app.applications.repository import ApplicationRepository
from app.applications.weigh_papers import require_enough, weigh_papers
from app.audit import Act, RefusedAct, Subject, record_event
from app.core.documents.decision import Decision
from app.core.lifecycle import ApplicationState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, ForbiddenError, RefusedError
from app.programs import ActiveProgram, active_program
from app.vault import Label, Vault

STATE_OF = {
    DecisionOutcome.APPROVED: ApplicationState.APPROVED,
    DecisionOutcome.RETURNED: ApplicationState.RETURNED,
    DecisionOutcome.REFUSED: ApplicationState.REFUSED,
}
ACT_OF = {
    DecisionOutcome.APPROVED: Act.APPLICATION_APPROVED,
    DecisionOutcome.RETURNED: Act.APPLICATION_RETURNED,
    DecisionOutcome.REFUSED: Act.APPLICATION_REFUSED,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided, with a coded reason unless it is an approval."""

    outcome: DecisionOutcome
    reason: str = ""


def decide_application(
    session: Session, number: str, verdict: Verdict, *, vault: Vault, actor: Actor, now: datetime
) -> None:
    """Decide on a submitted application.

    Raises:
        NotFoundError: no such application at this desk.
        ConflictError: it is not submitted, or somebody else was faster.
        ForbiddenError: `own_intake`: the person wrote in it, whatever the account.
        RefusedError: `unknown_reason`, or an approval that the rules do not carry.
    """
    if verdict.reason not in REASONS_OF[verdict.outcome]:
        raise RefusedError("unknown_reason")
    session.write()
    program = active_program(session, now)
    applications = ApplicationRepository(session)
    application = applications.lock(number, site=actor.site)
    if application.state != ApplicationState.SUBMITTED:
        raise ConflictError(f"application_is_{application.state}")
    _require_second_person(applications, application, actor)
    if verdict.outcome is not DecisionOutcome.RETURNED:
        _settle_papers(session, application, verdict, program=program, vault=vault, now=now)
        application.decider_id = actor.person_id
        application.decided_at = now
    application.reason = verdict.reason
    applications.move(application, STATE_OF[verdict.outcome])
    subject = Subject(row_id=application.id)
    record_event(
        session, ACT_OF[verdict.outcome], by=actor, now=now, subject=subject, reason=verdict.reason
    )


def _require_second_person(
    applications: ApplicationRepository, application: CardApplication, actor: Actor
) -> None:
    if not applications.is_author(application.id, actor.person_id):
        return
    subject = Subject(row_id=application.id)
    blocked = RefusedAct(Act.DECISION_BLOCKED, by=actor, reason="own_intake", subject=subject)
    raise ForbiddenError("own_intake", event=blocked)


def _settle_papers(
    session: Session,
    application: CardApplication,
    verdict: Verdict,
    *,
    program: ActiveProgram,
    vault: Vault,
    now: datetime,
) -> None:
    person, papers, decision = weigh_papers(session, application, program=program, vault=vault)
    if verdict.outcome is DecisionOutcome.APPROVED:
        require_enough(program, person, decision)
    kept = json.dumps(_what_is_kept(program, decision, verdict)).encode()
    key_id = vault.key_of(session, application.applicant_id, Label.NAMES)
    assert key_id is not None  # noqa: S101 - the person has just been opened
    vault.write(session, application.id, Label.DECISION, kept, key_id=key_id)
    forget_papers(session, application, papers, vault=vault, now=now)
    application.program_version_id = program.version_id


def _what_is_kept(
    program: ActiveProgram, decision: Decision, verdict: Verdict
) -> dict[str, object]:
    points = {category.value: points for category, points in decision.points.items()}
    rules = str(program.version_id)
    return {"rules": rules, "points": points, "outcome": verdict.outcome.value}
