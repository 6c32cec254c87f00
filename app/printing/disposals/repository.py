"""Every query about disposals."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from app.core.disposal import DisposalKind, DisposalState
from app.kit.db import Session, check_mac, set_mac
from app.kit.errors import ConflictError, NotFoundError
from app.printing.disposals.models import Disposal


class DisposalRepository:
    """Reads and writes disposals within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, disposal: Disposal) -> None:
        """Store a new paper with its MAC."""
        set_mac(self._session, disposal)
        self._session.add(disposal)
        self._session.flush()

    def lock(self, disposal_id: UUID, *, site: str) -> Disposal:
        """Return a paper of this desk, locked until the transaction ends.

        Raises:
            NotFoundError: no such paper at this desk.
        """
        statement = select(Disposal).where(Disposal.id == disposal_id).with_for_update()
        fresh = statement.execution_options(populate_existing=True)
        disposal = self._session.scalars(fresh).one_or_none()
        if disposal is None or (site and disposal.site != site):
            raise NotFoundError("no_such_disposal")
        check_mac(self._session, disposal)
        return disposal

    def move(self, disposal: Disposal, state: DisposalState, **changes: object) -> None:
        """Change the state by compare-and-swap.

        Raises:
            ConflictError: it is done or called off, or somebody else was faster.
        """
        if disposal.state != DisposalState.OPEN:
            raise ConflictError(f"disposal_is_{disposal.state}")
        for name, value in {"state": state.value, **changes}.items():
            setattr(disposal, name, value)
        disposal.version += 1
        set_mac(self._session, disposal)
        if not self._session.swap():
            raise ConflictError("disposal_changed")

    def at_site(self, site: str, state: DisposalState, *, limit: int = 50) -> list[Disposal]:
        """Return the papers of a desk in a state, the newest first."""
        statement = select(Disposal).where(Disposal.state == state.value)
        if site:
            statement = statement.where(Disposal.site == site)
        order = (Disposal.opened_on.desc(), Disposal.id)
        return list(self._session.scalars(statement.order_by(*order).limit(limit)))

    def count_bound(self, kind: DisposalKind, *, site: str) -> int:
        """Return how many pieces of a kind are under papers of a desk that were not called off.

        Raises:
            RegisterBrokenError: something else wrote a paper; what it was about is not known.
        """
        papers = self._session.scalars(select(Disposal).execution_options(populate_existing=True))
        return sum(
            paper.count
            for paper in papers
            if self._binds(paper) and (paper.kind, paper.site) == (kind, site)
        )

    def binds(self, disposal_id: UUID) -> bool:
        """Say whether a paper was not called off, so that what is under it is under no other.

        Raises:
            RegisterBrokenError: something else wrote the paper.
        """
        paper = self._session.get_one(Disposal, disposal_id, populate_existing=True)
        return self._binds(paper)

    def _binds(self, paper: Disposal) -> bool:
        check_mac(self._session, paper)
        return paper.state != DisposalState.CALLED_OFF

    def count_done(
        self, kind: DisposalKind, *, first: date, last: date
    ) -> dict[tuple[str, date], int]:
        """Return by desk and day how many pieces of a kind two people destroyed."""
        statement = (
            select(Disposal.site, Disposal.done_on, func.sum(Disposal.count))
            .where(Disposal.kind == kind.value, Disposal.state == DisposalState.DONE.value)
            .where(Disposal.done_on >= first, Disposal.done_on <= last)
            .group_by(Disposal.site, Disposal.done_on)
        )
        return {
            (site, day): int(count)
            for site, day, count in self._session.execute(statement)
            if day is not None
        }
