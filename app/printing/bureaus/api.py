"""JSON routes for bureaus (administrators) and for the bundles that go to them (print room)."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response, status
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.core.bureau import CARDS_PER_BUNDLE, Balance
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, from_state, private
from app.kit.problems import PROBLEMS
from app.printing.bureaus.accept_receipt import accept_receipt
from app.printing.bureaus.add_bureau import add_bureau
from app.printing.bureaus.bundle_rows import BundleRow, bundle_row, bundle_rows
from app.printing.bureaus.bureau_form import AgreementForm
from app.printing.bureaus.cancel_bundle import cancel_bundle
from app.printing.bureaus.close_bureau import close_bureau
from app.printing.bureaus.draw_bundle import draw_bundle
from app.printing.bureaus.open_bundle import open_bundle
from app.printing.bureaus.public_keys import manifest_public_key
from app.printing.bureaus.repository import BureauRepository
from app.vault import Vault

InVault = Annotated[Vault, Depends(from_state("vault"))]
BureauManager = Annotated[Actor, Depends(Requires(Permission.BUREAU_MANAGE))]
Printer = Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]
MAX_RECEIPT = 200_000
Strict = ConfigDict(extra="forbid")


class BureauCreated(BaseModel):
    """What the bureau has to pin: its id here and the key that signs manifests."""

    id: UUID
    manifest_key: str


class BureauRead(BaseModel):
    """One bureau."""

    id: UUID
    name: str
    contact_role: str
    agreed_on: date
    bundle_key: str
    receipt_key: str
    purge_days: int
    is_closed: bool


class BundleCreate(BaseModel):
    """How many of the waiting cards go to which bureau, the oldest first."""

    model_config = Strict

    bureau_id: UUID
    count: Annotated[int, Field(ge=1, le=CARDS_PER_BUNDLE)] = CARDS_PER_BUNDLE


class BundleRead(BaseModel):
    """One bundle and what became of its cards."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    bureau: str
    site: str
    state: str
    made_at: datetime
    purge_by: datetime
    is_overdue: bool
    cards: dict[str, int]


class ReceiptCreate(BaseModel):
    """A purge receipt as the bureau wrote it."""

    model_config = Strict

    receipt: Annotated[str, StringConstraints(max_length=MAX_RECEIPT)]


class BalanceRead(BaseModel):
    """What left, what became of it, and the numbers that are still asked for."""

    model_config = ConfigDict(from_attributes=True)

    sent: int
    printed: int
    spoiled: int
    missing: int
    remaining: list[str]


router = APIRouter(
    prefix="/api", tags=["bureaus"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.get("/bureaus")
def list_bureaus(actor: BureauManager, session: DbSession) -> list[BureauRead]:
    """List every bureau by name."""
    del actor
    return [
        BureauRead(
            id=row.id,
            name=row.name,
            contact_role=row.contact_role,
            agreed_on=row.agreed_on,
            bundle_key=row.bundle_key.hex(),
            receipt_key=row.receipt_key.hex(),
            purge_days=row.purge_days,
            is_closed=row.is_closed,
        )
        for row in BureauRepository(session).everybody()
    ]


@router.post("/bureaus", status_code=status.HTTP_201_CREATED)
def create_bureau(
    body: AgreementForm, actor: BureauManager, session: DbSession, vault: InVault, now: Now
) -> BureauCreated:
    """Register a bureau with the public keys that `tessera bureau keygen` showed there."""
    made = add_bureau(session, body.agreement(), keyring=vault.keyring, by=actor, now=now)
    return BureauCreated(id=made, manifest_key=manifest_public_key(vault.keyring))


@router.post("/bureaus/{bureau_id}/closure", status_code=status.HTTP_204_NO_CONTENT)
def create_bureau_closure(
    bureau_id: UUID, actor: BureauManager, session: DbSession, now: Now
) -> None:
    """End the agreement; receipts for what the bureau still has are accepted."""
    close_bureau(session, bureau_id, by=actor, now=now)


@router.get("/bundles")
def list_bundles(actor: Printer, session: DbSession, now: Now) -> list[BundleRead]:
    """List the bundles of this desk that are not settled, oldest first."""
    rows = bundle_rows(session, site=actor.site, now=now)
    return [BundleRead.model_validate(row) for row in rows]


@router.post("/bundles", status_code=status.HTTP_201_CREATED)
def create_bundle(body: BundleCreate, actor: Printer, session: DbSession, now: Now) -> BundleRead:
    """Put waiting cards of this desk into a bundle; from here nothing else prints them."""
    made = open_bundle(session, body.bureau_id, count=body.count, actor=actor, now=now)
    return _read(bundle_row(session, made, site=actor.site, now=now))


@router.post(
    "/bundles/{bundle_id}/drawing",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "The bundle"}},
)
def create_bundle_drawing(
    bundle_id: UUID, actor: Printer, session: DbSession, vault: InVault, now: Now
) -> Response:
    """Draw the cards and seal them to the bureau; the bytes are kept nowhere here."""
    content = draw_bundle(session, bundle_id, vault=vault, actor=actor, now=now)
    return Response(content, media_type="application/octet-stream")


@router.post("/bundles/{bundle_id}/cancellation", status_code=status.HTTP_204_NO_CONTENT)
def create_bundle_cancellation(
    bundle_id: UUID, actor: Printer, session: DbSession, now: Now
) -> None:
    """Give a bundle up that was never drawn."""
    cancel_bundle(session, bundle_id, actor=actor, now=now)


@router.post("/bundles/receipts")
def create_receipt(
    body: ReceiptCreate, actor: Printer, session: DbSession, now: Now
) -> BalanceRead:
    """Reconcile with a purge receipt; sending it again changes nothing."""
    balance: Balance = accept_receipt(session, body.receipt.encode(), actor=actor, now=now)
    return BalanceRead.model_validate(balance)


def _read(row: BundleRow) -> BundleRead:
    return BundleRead.model_validate(row)
