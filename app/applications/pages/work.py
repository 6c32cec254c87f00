"""What one request brings: who acts, with which session, vault and time; and acts that may fail."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import Depends, Query, Request

from app.applications.view_application import OpenApplication, ViewReason, view_application
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.errors import AppError
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, attempt, from_state
from app.vault import Vault

InVault = Annotated[Vault, Depends(from_state("vault"))]
Clerk = Annotated[Actor, Depends(Requires(Permission.APPLICATION_INTAKE))]
Viewer = Annotated[Actor, Depends(Requires(Permission.APPLICATION_VIEW))]
Reviewer = Annotated[Actor, Depends(Requires(Permission.APPLICATION_DECIDE))]
PartNumber = Annotated[int, Query(ge=1, le=1_000_000)]


@dataclass(frozen=True, slots=True)
class Work:
    """One request of a member of staff."""

    request: Request
    actor: Actor
    session: DbSession
    vault: InVault
    now: Now

    def view(self, number: str, reason: ViewReason) -> OpenApplication:
        """Open an application; see `view_application`."""
        return view_application(
            self.session, number, reason=reason, vault=self.vault, actor=self.actor, now=self.now
        )

    def attempt(
        self, use_case: Callable[..., None], number: str, *details: object
    ) -> AppError | None:
        """Carry an act on an application out; see `attempt`."""
        act = partial(
            use_case,
            self.session,
            number,
            *details,
            vault=self.vault,
            actor=self.actor,
            now=self.now,
        )
        return attempt(self.request, self.session, act)


@dataclass(frozen=True, slots=True)
class DeskWork(Work):
    """A request of somebody who may take in applications."""

    actor: Clerk


@dataclass(frozen=True, slots=True)
class ViewWork(Work):
    """A request of somebody who may look at applications."""

    actor: Viewer


@dataclass(frozen=True, slots=True)
class ReviewWork(Work):
    """A request of somebody who decides."""

    actor: Reviewer


AtDesk = Annotated[DeskWork, Depends()]
Looking = Annotated[ViewWork, Depends()]
InReview = Annotated[ReviewWork, Depends()]
