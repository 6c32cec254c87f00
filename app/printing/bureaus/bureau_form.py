"""An agreement with a bureau as people and scripts write it down."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.kit.lines import Line
from app.printing.bureaus.add_bureau import BureauAgreement
from app.printing.bureaus.models import MAX_PURGE_DAYS

KeyDigits = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class AgreementForm(BaseModel):
    """An agreement; `contact_role` is a role or an office, never a person's name.

    The keys are 64 hexadecimal digits each, as `tessera bureau keygen` shows them.
    """

    model_config = ConfigDict(extra="forbid")

    name: Line
    contact_role: Line
    agreed_on: date
    bundle_key: KeyDigits
    receipt_key: KeyDigits
    purge_days: Annotated[int, Field(ge=1, le=MAX_PURGE_DAYS)] = 14

    def agreement(self) -> BureauAgreement:
        """Return it with the keys as bytes."""
        return BureauAgreement(
            name=self.name,
            contact_role=self.contact_role,
            agreed_on=self.agreed_on,
            bundle_key=bytes.fromhex(self.bundle_key),
            receipt_key=bytes.fromhex(self.receipt_key),
            purge_days=self.purge_days,
        )
