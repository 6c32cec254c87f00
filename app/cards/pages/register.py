"""Pages of the card register: find a card by number or slip, pause it, lift the pause, end it."""

from functools import partial
from http import HTTPStatus
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response

from app.cards.card_view import card_view, find_card_view
from app.cards.lift_card import lift_card
from app.cards.pause_lost_card import LostCardAnswer, pause_lost_card
from app.cards.reasons import RevocationReason, SuspensionReason
from app.cards.repository import CardRepository
from app.cards.revoke_card import revoke_card
from app.cards.status_repository import StatusRepository
from app.cards.suspend_card import suspend_card
from app.core.card_number import CardNumberError, parse_card_number
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import AppError, RefusedError, faults_of, reason_fault
from app.kit.guard import Requires
from app.kit.html import render, see_other
from app.kit.http import DbSession, Now, attempt
from app.kit.problems import status_of

Reader = Annotated[Actor, Depends(Requires(Permission.CARD_LIST))]
Suspender = Annotated[Actor, Depends(Requires(Permission.CARD_SUSPEND))]
Revoker = Annotated[Actor, Depends(Requires(Permission.CARD_REVOKE))]
SlipReader = Annotated[Actor, Depends(Requires(Permission.CARD_PAUSE_BY_CODE))]
Lifter = Annotated[Actor, Depends(Requires(Permission.CARD_LIFT))]
Reason = Annotated[str, Form()]
CodedReason = TypeVar("CodedReason", SuspensionReason, RevocationReason)

router = APIRouter(include_in_schema=False)


@router.get("/cards")
def show_find(request: Request, actor: Reader) -> Response:
    """Ask for a card number, or for the code of a slip."""
    return render(request, "cards/find.html", find_card_view(actor))


@router.post("/cards")
def find_card(
    request: Request, actor: Reader, session: DbSession, number: Annotated[str, Form()] = ""
) -> Response:
    """Open a card of any desk by its number, which travels in the body."""
    try:
        card = CardRepository(session).find(_as_printed(number))
    except AppError as error:
        view = find_card_view(actor, errors=faults_of(error, "number"))
        return render(request, "cards/find.html", view, status=status_of(error))
    return _back_to(card.id)


@router.post("/cards/lost")
def pause_by_code(
    request: Request,
    actor: SlipReader,
    session: DbSession,
    now: Now,
    code: Annotated[str, Form()] = "",
) -> Response:
    """Pause a card by its tear-off code for somebody without a phone; the card is not shown."""
    try:
        answer = pause_lost_card(session, code, by=actor, now=now)
        if answer is LostCardAnswer.UNKNOWN:
            raise RefusedError("code_unknown")
    except AppError as error:
        session.abandon()
        view = find_card_view(actor, errors=faults_of(error, "code"))
        return render(request, "cards/find.html", view, status=status_of(error))
    return render(request, "cards/find.html", find_card_view(actor, answer=answer))


@router.get("/cards/{card_id}")
def show_card(request: Request, card_id: UUID, actor: Reader, session: DbSession) -> Response:
    """Show where a card stands and what can be done."""
    return show_registered(request, session, card_id, actor=actor)


@router.post("/cards/{card_id}/suspension")
def suspend(
    request: Request,
    card_id: UUID,
    actor: Suspender,
    session: DbSession,
    now: Now,
    reason: Reason = "",
) -> Response:
    """Pause a card for a coded reason."""

    def act() -> None:
        chosen = _coded(SuspensionReason, reason)
        suspend_card(session, card_id, reason=chosen, actor=actor, now=now)

    refusal = attempt(request, session, act)
    return _after(request, session, card_id, actor=actor, refusal=refusal, field="suspend_reason")


@router.post("/cards/{card_id}/revocation")
def revoke(
    request: Request,
    card_id: UUID,
    actor: Revoker,
    session: DbSession,
    now: Now,
    reason: Reason = "",
) -> Response:
    """Take a card out of use for good, for a coded reason."""

    def act() -> None:
        chosen = _coded(RevocationReason, reason)
        revoke_card(session, card_id, reason=chosen, actor=actor, now=now)

    refusal = attempt(request, session, act)
    return _after(request, session, card_id, actor=actor, refusal=refusal, field="revoke_reason")


@router.post("/cards/{card_id}/lift")
def lift(request: Request, card_id: UUID, actor: Lifter, session: DbSession, now: Now) -> Response:
    """End a pause on sight of card and face, at whatever desk."""
    act = partial(lift_card, session, card_id, actor=actor, now=now)
    refusal = attempt(request, session, act)
    return _after(request, session, card_id, actor=actor, refusal=refusal)


def _coded(kinds: type[CodedReason], reason: str) -> CodedReason:
    try:
        return kinds(reason)
    except ValueError as error:
        raise RefusedError("unknown_reason") from error


def _after(
    request: Request,
    session: Session,
    card_id: UUID,
    *,
    actor: Actor,
    refusal: AppError | None,
    field: str = "",
) -> Response:
    if refusal is None:
        return _back_to(card_id)
    return show_registered(request, session, card_id, actor=actor, refusal=refusal, field=field)


def show_registered(
    request: Request,
    session: Session,
    card_id: UUID,
    *,
    actor: Actor,
    refusal: AppError | None = None,
    field: str = "",
) -> Response:
    """Show a card, with the reason why an act was refused."""
    card = CardRepository(session).get(card_id, site="")
    group = StatusRepository(session).expiry_group_of(card.status_list)
    errors = [] if refusal is None else [reason_fault(refusal, field)]
    view = card_view(card, expiry_group=group, actor=actor, errors=errors)
    status = HTTPStatus.OK if refusal is None else status_of(refusal)
    return render(request, "cards/card.html", view, status=status)


def _as_printed(typed: str) -> str:
    try:
        return parse_card_number(typed)
    except CardNumberError as error:
        raise RefusedError("number_malformed") from error


def _back_to(card_id: UUID) -> Response:
    return see_other(f"/cards/{card_id}")
