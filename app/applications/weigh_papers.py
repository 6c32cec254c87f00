"""Do the papers of an open application suffice, by the rules that hold today?"""

from app.applicants import Person, open_person
from app.applications.intake import evidence_from_bytes
from app.applications.models import CardApplication
from app.core.documents.decision import Decision
from app.core.documents.evaluate import evaluate
from app.core.documents.presented import PresentedDocument
from app.core.program import AgeAnswer
from app.kit.db import Session
from app.kit.errors import ConflictError, RefusedError
from app.programs import ActiveProgram
from app.vault import Label, Vault


def papers_of(
    session: Session, application: CardApplication, *, vault: Vault
) -> tuple[PresentedDocument, ...] | None:
    """Return the papers of an open application; None once it has been decided."""
    sealed = vault.read(session, application.id, Label.EVIDENCE)
    return None if sealed is None else evidence_from_bytes(sealed)


def weigh_papers(
    session: Session, application: CardApplication, *, program: ActiveProgram, vault: Vault
) -> tuple[Person, tuple[PresentedDocument, ...], Decision]:
    """Return the person, the papers and what the document policy says about them."""
    person = open_person(session, application.applicant_id, vault=vault)
    papers = papers_of(session, application, vault=vault)
    if papers is None:
        raise ConflictError(f"application_is_{application.state}")
    decision = evaluate(
        program.profile.documents,
        papers,
        ages=person.birth_date.ages_on(program.today),
        today=program.today,
    )
    return person, papers, decision


def require_enough(program: ActiveProgram, person: Person, decision: Decision) -> None:
    """See that the person is of an age the program serves and that the papers suffice.

    Raises:
        RefusedError: `not_eligible_age`, or `papers_not_enough` with each reason as a field.
    """
    ages = person.birth_date.ages_on(program.today)
    if program.profile.eligibility.is_old_enough(ages) is not AgeAnswer.YES:
        raise RefusedError("not_eligible_age")
    if not decision.satisfied:
        fields = tuple(("documents", reason.value) for reason in decision.reasons)
        raise RefusedError("papers_not_enough", fields=fields)
