"""The list of the print room, and making the cards of approved applications."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from app.applications import ApplicationRepository
from app.cards import (
    CardRepository,
    Issuing,
    issue_card,
)
from app.keys import FindSigningKey
from app.kit.errors import NotFoundError
from app.kit.http import attempt, from_state
from app.kit.paging import Part
from app.printing.pages.work import AtPrinter, InVault, IssueWork, back_to
from app.printing.queue_print import queue_print

SigningKeys = Annotated[FindSigningKey, Depends(from_state("find_signing_key"))]
PartNumber = Annotated[int, Query(ge=1, le=1_000_000)]

router = APIRouter(include_in_schema=False)


@router.get("/print")
def show_queue(work: AtPrinter, state: str = "", part: PartNumber = 1) -> Response:
    """List what is to be made, to be printed and to be handed over at this desk."""
    return work.show_queue(state=state, part=Part(part))


@router.post("/print/applications/{number}/card")
@router.post("/desk/applications/{number}/card")
def make_card(
    work: Annotated[IssueWork, Depends()],
    number: str,
    vault: InVault,
    find_signing_key: SigningKeys,
) -> Response:
    """Issue the card of an approved application, queue its print and go on to it."""
    made: list[UUID] = []

    def issue() -> None:
        issuing = Issuing(vault=vault, find_signing_key=find_signing_key)
        card_id = issue_card(
            work.session,
            application_number=number,
            with_=issuing,
            actor=work.actor,
            now=work.now,
        )
        queue_print(work.session, card_id, actor=work.actor, now=work.now)
        made.append(card_id)

    refusal = attempt(work.request, work.session, issue)
    return work.show_queue(refusal=refusal) if refusal else back_to(made[0])


@router.get("/print/applications/{number}/card")
def find_card(work: AtPrinter, number: str) -> Response:
    """Lead to the card that answers an application."""
    application = ApplicationRepository(work.session).get(number, site=work.actor.site)
    card = CardRepository(work.session).newest_of(application.id)
    if card is None:
        raise NotFoundError("no_such_card")
    return back_to(card.id)
