"""The page of administrators: which bureaus print for us, with which keys, until when."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ValidationError

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.errors import AppError, RefusedError, faults_of
from app.kit.guard import Requires
from app.kit.html import render, see_other
from app.kit.http import DbSession, FormValues, Now, attempt, from_state
from app.kit.problems import status_of
from app.printing.bureaus.add_bureau import add_bureau
from app.printing.bureaus.bureau_form import AgreementForm
from app.printing.bureaus.close_bureau import close_bureau
from app.printing.bureaus.public_keys import manifest_public_key
from app.printing.bureaus.repository import BureauRepository
from app.vault import Vault

PATH = "/admin/bureaus"
FIELDS = ("name", "contact_role", "agreed_on", "bundle_key", "receipt_key", "purge_days")


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One bureau and what it has to pin."""

    id: UUID
    name: str
    contact_role: str
    agreed_on: date
    purge_days: int
    bundle_key: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class AgreementsView:
    """The page; without a bureau there is no key for manifests yet."""

    rows: list[AgreementRow]
    manifest_key: str
    values: dict[str, str]
    errors: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AdminWork:
    """One request of an administrator."""

    request: Request
    actor: Annotated[Actor, Depends(Requires(Permission.BUREAU_MANAGE))]
    session: DbSession
    now: Now
    vault: Annotated[Vault, Depends(from_state("vault"))]

    def show(
        self, *, refusal: AppError | None = None, values: dict[str, str] | None = None
    ) -> Response:
        """Show the page, with what was sent and why it was refused."""
        bureaus = BureauRepository(self.session).everybody()
        view = AgreementsView(
            rows=[
                AgreementRow(
                    row.id,
                    row.name,
                    row.contact_role,
                    row.agreed_on,
                    row.purge_days,
                    row.bundle_key.hex(),
                    row.is_closed,
                )
                for row in bureaus
            ],
            manifest_key=manifest_public_key(self.vault.keyring) if bureaus else "",
            values=values or {"purge_days": "14"},
            errors=[] if refusal is None else faults_of(refusal),
        )
        status = HTTPStatus.OK if refusal is None else status_of(refusal)
        return render(self.request, "admin/bureaus.html", view, status=status)


Work = Annotated[AdminWork, Depends()]

router = APIRouter()


@router.get(PATH)
def show_agreements(work: Work) -> Response:
    """Show the bureaus and the form for another one."""
    return work.show()


@router.post(PATH)
def add(work: Work, form: FormValues) -> Response:
    """Register a bureau."""
    values = {name: form.get(name, "").strip() for name in FIELDS}

    def act() -> None:
        agreement = _agreement(values).agreement()
        keyring = work.vault.keyring
        add_bureau(work.session, agreement, keyring=keyring, by=work.actor, now=work.now)

    refusal = attempt(work.request, work.session, act)
    return work.show(refusal=refusal, values=values) if refusal else see_other(PATH)


@router.post(f"{PATH}/{{bureau_id}}/closure")
def close(work: Work, bureau_id: UUID) -> Response:
    """End an agreement."""
    act = partial(close_bureau, work.session, bureau_id, by=work.actor, now=work.now)
    refusal = attempt(work.request, work.session, act)
    return work.show(refusal=refusal) if refusal else see_other(PATH)


def _agreement(values: dict[str, str]) -> AgreementForm:
    try:
        return AgreementForm.model_validate(values)
    except ValidationError as error:
        fields = tuple((str(fault["loc"][0]), "bureau_field_unusable") for fault in error.errors())
        raise RefusedError("bureau_field_unusable", fields=fields) from error
