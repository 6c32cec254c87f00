"""Every query about card applications, their authors, and the counts of kinds of paper."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, func, select, update

from app.applications.models import ApplicationAuthor, CardApplication, DocumentKindCount
from app.core.lifecycle import APPLICATION_MOVES, ApplicationState
from app.kit.db import Session, insert_if_absent
from app.kit.errors import ConflictError, NotFoundError


class ApplicationRepository:
    """Reads and writes applications within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, application: CardApplication) -> None:
        """Store a new application."""
        self._session.add(application)
        self._session.flush()

    def is_number_taken(self, number: str) -> bool:
        """Say whether an application already has this number."""
        statement = select(CardApplication.id).where(CardApplication.number == number)
        return self._session.scalar(statement) is not None

    def get(self, number: str, *, site: str) -> CardApplication:
        """Return an application of this desk (`site` empty: of any desk) by its random number.

        Raises:
            NotFoundError: no such application at this desk.
        """
        statement = select(CardApplication).where(CardApplication.number == number)
        return self._of_site(self._session.scalars(statement).one_or_none(), site)

    def lock(self, number: str, *, site: str) -> CardApplication:
        """Return an application of this desk, locked until the transaction ends."""
        statement = select(CardApplication).where(CardApplication.number == number)
        fresh = statement.with_for_update().execution_options(populate_existing=True)
        return self._of_site(self._session.scalars(fresh).one_or_none(), site)

    def lock_by_id(self, application_id: UUID) -> CardApplication:
        """Return an application that must exist, locked until the transaction ends."""
        statement = select(CardApplication).where(CardApplication.id == application_id)
        fresh = statement.with_for_update().execution_options(populate_existing=True)
        return self._session.scalars(fresh).one()

    def get_by_id(self, application_id: UUID) -> CardApplication:
        """Return an application that must exist."""
        return self._session.get_one(CardApplication, application_id)

    def move(self, application: CardApplication, state: ApplicationState) -> None:
        """Change the state by compare-and-swap.

        Raises:
            ConflictError: the move does not exist, or somebody else was faster.
        """
        if state not in APPLICATION_MOVES[ApplicationState(application.state)]:
            raise ConflictError(f"application_is_{application.state}")
        application.state = state.value
        self.save(application)

    def save(self, application: CardApplication) -> None:
        """Write changes by compare-and-swap.

        Raises:
            ConflictError: somebody else was faster.
        """
        application.version += 1
        if not self._session.swap():
            raise ConflictError("application_changed")

    def add_author(self, application_id: UUID, person_id: UUID) -> None:
        """Note that a person wrote in an intake."""
        self._session.execute(
            insert_if_absent(self._session, ApplicationAuthor)
            .values(application_id=application_id, person_id=person_id)
            .on_conflict_do_nothing()
        )

    def is_author(self, application_id: UUID, person_id: UUID) -> bool:
        """Say whether a person wrote in an intake."""
        return self._session.get(ApplicationAuthor, (application_id, person_id)) is not None

    def written_by(self, person_id: UUID, application_ids: Iterable[UUID]) -> set[UUID]:
        """Return those of some applications in whose intake a person wrote."""
        statement = select(ApplicationAuthor.application_id).where(
            ApplicationAuthor.person_id == person_id,
            ApplicationAuthor.application_id.in_(list(application_ids)),
        )
        return set(self._session.scalars(statement))

    def queue(
        self, site: str, states: Iterable[ApplicationState], *, limit: int, offset: int = 0
    ) -> list[CardApplication]:
        """Return applications of a desk in these states, oldest first."""
        words = [state.value for state in states]
        statement = self._at(site).where(CardApplication.state.in_(words))
        ordered = statement.order_by(CardApplication.opened_at, CardApplication.number)
        return list(self._session.scalars(ordered.offset(offset).limit(limit)))

    def review_queue(self, site: str, *, limit: int, offset: int = 0) -> list[CardApplication]:
        """Return what waits for the second person at a desk, the longest wait first."""
        statement = self._at(site).where(CardApplication.state == ApplicationState.SUBMITTED.value)
        ordered = statement.order_by(CardApplication.submitted_at, CardApplication.number)
        return list(self._session.scalars(ordered.offset(offset).limit(limit)))

    def count_states(self, site: str) -> dict[str, int]:
        """Return how many applications of a desk are in each state in which there are any."""
        statement = select(CardApplication.state, func.count()).group_by(CardApplication.state)
        if site:
            statement = statement.where(CardApplication.site == site)
        return {row[0]: row[1] for row in self._session.execute(statement)}

    def count_kinds(self, month: str, kinds: Iterable[str]) -> None:
        """Raise the month's count of each kind of paper, without day, site or application."""
        for kind in sorted(set(kinds)):
            self._session.execute(
                insert_if_absent(self._session, DocumentKindCount)
                .values(month=month, kind=kind, count=0)
                .on_conflict_do_nothing()
            )
            self._session.execute(
                update(DocumentKindCount)
                .where(DocumentKindCount.month == month, DocumentKindCount.kind == kind)
                .values(count=DocumentKindCount.count + 1)
            )

    @staticmethod
    def _at(site: str) -> Select[CardApplication]:
        statement = select(CardApplication)
        return statement.where(CardApplication.site == site) if site else statement

    def _of_site(self, application: CardApplication | None, site: str) -> CardApplication:
        if application is None or (site and application.site != site):
            raise NotFoundError("no_such_application")
        return application
