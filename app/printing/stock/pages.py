"""The page of blank cards: count them, take boxes in, put blanks aside, destroy those by two."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.core.permissions import Permission
from app.core.print_stock import SetAsideReason, may_be_shown_again
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.kit.guard import Requires
from app.kit.html import render, see_other
from app.kit.http import DbSession, FormValues, Now, attempt
from app.kit.problems import status_of
from app.printing.stock.count_blanks import count_blanks
from app.printing.stock.discard_blanks import discard_blanks
from app.printing.stock.receive_blanks import receive_blanks
from app.printing.stock.set_blanks_aside import set_blanks_aside
from app.printing.stock.stock_view import stock_view

PATH = "/print/stock"
NUMBER = re.compile(r"[0-9]{1,7}", re.ASCII)
NO_NUMBER = -1


@dataclass(frozen=True, slots=True)
class StockWork:
    """One request of somebody who prints."""

    request: Request
    actor: Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]
    session: DbSession
    now: Now

    def show(self) -> Response:
        """Show the page."""
        view = stock_view(self.session, actor=self.actor, now=self.now)
        return render(self.request, "print/stock.html", view)

    def settle(
        self,
        act: Callable[..., object],
        values: Mapping[str, str],
        *,
        fields: Mapping[str, str],
        then: str = PATH,
    ) -> Response:
        """Carry an act out and go on; `fields` says at which field a reason is shown."""
        call = partial(act, self.session, actor=self.actor, now=self.now)
        refusal = attempt(self.request, self.session, call)
        if refusal is None:
            return see_other(then)
        errors = [(fields.get(refusal.reason, ""), refusal.reason)]
        shown = {name: text for name, text in values.items() if may_be_shown_again(text)}
        view = stock_view(self.session, actor=self.actor, now=self.now, values=shown, errors=errors)
        return render(self.request, "print/stock.html", view, status=status_of(refusal))


@dataclass(frozen=True, slots=True)
class StockSignWork(StockWork):
    """A request of somebody who signs for what is destroyed."""

    actor: Annotated[Actor, Depends(Requires(Permission.DISPOSAL_SIGN))]


Work = Annotated[StockWork, Depends()]

router = APIRouter(include_in_schema=False)


@router.get(PATH)
def show_stock(work: Work) -> Response:
    """Show the counts of this desk and the forms."""
    return work.show()


@router.post(f"{PATH}/counts")
def count(work: Work, form: FormValues) -> Response:
    """Enter what was counted and show what the books ask for."""
    act = partial(count_blanks, counted=_number(form, "counted"))
    return work.settle(act, form, fields={"counted_unusable": "counted"})


@router.post(f"{PATH}/boxes")
def receive(work: Work, form: FormValues) -> Response:
    """Take a box in."""
    act = partial(receive_blanks, count=_number(form, "box_count"), label=form.get("label", ""))
    fields = {"blank_count_unusable": "box_count", "supply_label_unusable": "label"}
    return work.settle(act, form, fields=fields)


@router.post(f"{PATH}/set-aside")
def set_aside(work: Work, form: FormValues) -> Response:
    """Put blanks with those that two people destroy."""
    reason = form.get("reason", "")

    def act(session: Session, *, actor: Actor, now: Now) -> None:
        if reason not in set(SetAsideReason):
            raise RefusedError("unknown_reason")
        count, coded = _number(form, "aside_count"), SetAsideReason(reason)
        set_blanks_aside(session, count=count, reason=coded, actor=actor, now=now)

    fields = {"blank_count_unusable": "aside_count", "unknown_reason": "aside_reason"}
    return work.settle(act, form, fields=fields)


@router.post(f"{PATH}/disposals")
def discard(work: Annotated[StockSignWork, Depends()], form: FormValues) -> Response:
    """Sign first for blanks that are destroyed, and go on to where the second person signs."""
    act = partial(discard_blanks, count=_number(form, "count"))
    return work.settle(act, form, fields={}, then="/print/disposals")


def _number(form: FormValues, name: str) -> int:
    text = form.get(name, "").strip()
    return int(text) if NUMBER.fullmatch(text) else NO_NUMBER
