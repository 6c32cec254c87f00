"""Forms of the page of bureaus with which two people settle a card that nobody can find."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response

from app.cards import SpoilReason
from app.core.bureau import Balance
from app.kit.errors import RefusedError
from app.kit.html import see_other
from app.kit.http import attempt
from app.printing.bureaus.pages.bundles import PATH, Work
from app.printing.write_offs.confirm_write_off import confirm_write_off
from app.printing.write_offs.open_write_off import open_write_off

ONE = f"{PATH}/bundles/{{bundle_id}}/cards/{{job_id}}/write-off"

router = APIRouter(include_in_schema=False)


@router.post(ONE)
def sign_first(
    work: Work, bundle_id: UUID, job_id: UUID, reason: Annotated[str, Form()] = ""
) -> Response:
    """Say that a card is not to be found, and why its piece counts as spoiled."""
    if reason not in set(SpoilReason):
        return work.show(refusal=RefusedError("unknown_reason"), field=f"reason_{job_id}")
    act = partial(
        open_write_off,
        work.session,
        bundle_id,
        job_id,
        reason=SpoilReason(reason),
        actor=work.actor,
        now=work.now,
    )
    refusal = attempt(work.request, work.session, act)
    return work.show(refusal=refusal) if refusal else see_other(PATH)


@router.post(f"{ONE}/confirmation")
def sign_second(work: Work, bundle_id: UUID, job_id: UUID) -> Response:
    """Settle a card as another person and show what of its bundle is still open."""
    balances: list[Balance] = []

    def act() -> None:
        found = confirm_write_off(work.session, bundle_id, job_id, actor=work.actor, now=work.now)
        balances.append(found)

    refusal = attempt(work.request, work.session, act)
    return work.show(refusal=refusal) if refusal else work.show(balance=balances[0])
