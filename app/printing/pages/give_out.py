"""The card and its receipt, into the hands of its holder."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from app.cards import (
    draw_receipt,
)
from app.kit.html import render
from app.kit.http import attempt
from app.printing.pages.work import HandOverWork, InVault, ReceiptWork, back_to
from app.printing.pick_up import hand_over_piece

router = APIRouter(include_in_schema=False)


@router.post("/print/cards/{card_id}/hand-over")
def hand_over(work: Annotated[HandOverWork, Depends()], card_id: UUID) -> Response:
    """Note that the holder has the card."""
    act = partial(hand_over_piece, work.session, card_id, actor=work.actor, now=work.now)
    refusal = attempt(work.request, work.session, act)
    return work.show_card(card_id, refusal=refusal) if refusal else back_to(card_id)


@router.post("/print/cards/{card_id}/receipt")
def make_receipt(
    work: Annotated[ReceiptWork, Depends()], card_id: UUID, vault: InVault
) -> Response:
    """Show the receipt in the holder's language; its new tear-off code is shown this once."""
    receipt = draw_receipt(work.session, card_id, vault=vault, actor=work.actor, now=work.now)
    return render(work.request, "print/receipt.html", receipt, language=receipt.language)
