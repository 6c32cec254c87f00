"""The page of ribbon, film and printers that leave."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response

from app.core.disposal import WipeItem
from app.core.permissions import Permission
from app.core.print_stock import RollKind, may_be_shown_again
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import NotFoundError, RefusedError
from app.kit.guard import Requires
from app.kit.html import render, see_other
from app.kit.http import DbSession, FormValues, Now, attempt
from app.kit.problems import status_of
from app.printing.rolls.discard_rolls import discard_rolls
from app.printing.rolls.install_roll import install_roll
from app.printing.rolls.remove_roll import remove_roll
from app.printing.rolls.rolls_view import rolls_view
from app.printing.wipes import wipe_printer

PATH = "/print/rolls"
SIGNED = "/print/disposals"


@dataclass(frozen=True, slots=True)
class RollWork:
    """One request of somebody who prints."""

    request: Request
    actor: Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]
    session: DbSession
    now: Now

    def show(self) -> Response:
        """Show the page."""
        return render(self.request, "print/rolls.html", rolls_view(self.session, actor=self.actor))

    def settle(
        self,
        act: Callable[..., object],
        values: Mapping[str, str] | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        then: str = PATH,
    ) -> Response:
        """Carry an act out and go on; `fields` says at which field a reason is shown."""
        call = partial(act, self.session, actor=self.actor, now=self.now)
        refusal = attempt(self.request, self.session, call)
        if refusal is None:
            return see_other(then)
        errors = [((fields or {}).get(refusal.reason, ""), refusal.reason)]
        shown = {name: text for name, text in (values or {}).items() if may_be_shown_again(text)}
        view = rolls_view(self.session, actor=self.actor, values=shown, errors=errors)
        return render(self.request, "print/rolls.html", view, status=status_of(refusal))


@dataclass(frozen=True, slots=True)
class RollSignWork(RollWork):
    """A request of somebody who signs for what is destroyed or leaves."""

    actor: Annotated[Actor, Depends(Requires(Permission.DISPOSAL_SIGN))]


Work = Annotated[RollWork, Depends()]
Signing = Annotated[RollSignWork, Depends()]

router = APIRouter(include_in_schema=False)


@router.get(PATH)
def show_rolls(work: Work) -> Response:
    """Show what is in the printers of this desk and what was taken out."""
    return work.show()


@router.post(PATH)
def install(work: Work, form: FormValues) -> Response:
    """Put a roll into a printer."""

    def act(session: Session, *, actor: Actor, now: Now) -> None:
        kind = form.get("roll_kind", "")
        if kind not in set(RollKind):
            raise RefusedError("unknown_roll_kind")
        printer_id, label = _printer(form.get("printer", "")), form.get("label", "")
        install_roll(session, printer_id, kind=RollKind(kind), label=label, actor=actor, now=now)

    fields = {
        "supply_label_unusable": "label",
        "unknown_roll_kind": "roll_kind",
        "roll_still_installed": "printer",
        "printer_closed": "printer",
    }
    return work.settle(act, form, fields=fields)


@router.post(f"{PATH}/{{roll_id}}/removal")
def remove(work: Work, roll_id: UUID) -> Response:
    """Take a roll out of its printer."""

    def act(session: Session, *, actor: Actor, now: Now) -> None:
        remove_roll(session, roll_id, actor=actor, now=now)

    return work.settle(act)


@router.post(f"{PATH}/disposals")
def discard(work: Signing, rolls: Annotated[list[UUID] | None, Form()] = None) -> Response:
    """Sign first for rolls that are destroyed, and go on to where the second person signs."""

    def act(session: Session, *, actor: Actor, now: Now) -> None:
        discard_rolls(session, rolls or [], actor=actor, now=now)

    return work.settle(act, then=SIGNED)


@router.post("/print/wipes")
def wipe(
    work: Signing,
    leaving: Annotated[str, Form()] = "",
    items: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Sign first for a printer that leaves, wiped by the list."""

    def act(session: Session, *, actor: Actor, now: Now) -> None:
        done = {WipeItem(item) for item in items or [] if item in set(WipeItem)}
        wipe_printer(session, _printer(leaving), items=done, actor=actor, now=now)

    fields = {"wipe_incomplete": "items", "roll_still_installed": "leaving"}
    return work.settle(act, {"leaving": leaving}, fields=fields, then=SIGNED)


def _printer(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFoundError("no_such_printer") from error
