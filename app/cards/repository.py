"""Every query about cards; register MACs are made and checked here."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.cards.models import Card
from app.core.lifecycle import LIVE_CARD_STATES, CardState
from app.kit.db import Session, check_mac, is_trusted, set_mac
from app.kit.errors import ConflictError, NotFoundError


class CardRepository:
    """Reads and writes the card register within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, card: Card) -> None:
        """Store a new card with its MAC."""
        set_mac(self._session, card)
        self._session.add(card)
        self._session.flush()

    def is_number_taken(self, number: str) -> bool:
        """Say whether a card already has this number."""
        return self._session.scalar(select(Card.id).where(Card.number == number)) is not None

    def get(self, card_id: UUID, *, site: str) -> Card:
        """Return a card of this desk (`site` empty: of any desk), its row checked.

        Raises:
            NotFoundError: no such card at this desk.
        """
        card = self._session.get(Card, card_id)
        return self._checked(card, site)

    def lock(self, card_id: UUID, *, site: str) -> Card:
        """Return a card of this desk, locked until the transaction ends."""
        statement = select(Card).where(Card.id == card_id).with_for_update()
        card = self._session.scalars(
            statement.execution_options(populate_existing=True)
        ).one_or_none()
        return self._checked(card, site)

    def find(self, number: str) -> Card:
        """Return the card of a number, whatever its desk.

        Raises:
            NotFoundError: no such card.
        """
        statement = select(Card).where(Card.number == number)
        return self._checked(self._session.scalars(statement).one_or_none(), site="")

    def lock_by_tear_off(self, digest: bytes) -> Card | None:
        """Return the card of a tear-off code, locked until the transaction ends, if there is one.

        Raises:
            RegisterBrokenError: its row was changed by something other than this service.
        """
        statement = select(Card).where(Card.tear_off_digest == digest).with_for_update()
        card = self._session.scalars(
            statement.execution_options(populate_existing=True)
        ).one_or_none()
        return None if card is None else self._checked(card, site="")

    def paused_before(self, day: date, *, reason: str) -> Iterator[Card]:
        """Return the cards suspended before a day, the longest pause first.

        Left out are rows that something other than this service changed.
        """
        statement = select(Card).where(
            Card.state == CardState.SUSPENDED.value, Card.reason == reason, Card.paused_on < day
        )
        cards = self._session.scalars(statement.order_by(Card.paused_on)).all()
        return (card for card in cards if is_trusted(self._session, card))

    def live_card_of(self, applicant_id: UUID) -> Card | None:
        """Return the live card of a person, if there is one.

        Every card of theirs is checked: a row that only says it is spoiled allows no second card.
        """
        cards = self._session.scalars(select(Card).where(Card.applicant_id == applicant_id))
        checked = [self._checked(card, site="") for card in cards]
        return next((card for card in checked if card.state in LIVE_CARD_STATES), None)

    def newest_of(self, application_id: UUID) -> Card | None:
        """Return the live card that answers an application, or else any of its cards."""
        statement = select(Card).where(Card.application_id == application_id)
        cards = self._session.scalars(statement).all()
        return next((card for card in cards if card.state in LIVE_CARD_STATES), None) or next(
            iter(cards), None
        )

    def gone_out_of(self, application_id: UUID) -> Card | None:
        """Return a card of an application that was in use once and is not any more, if any."""
        ended = [CardState.REVOKED.value, CardState.REPLACED.value]
        statement = select(Card).where(Card.application_id == application_id, Card.state.in_(ended))
        card = self._session.scalars(statement.order_by(Card.id)).first()
        return None if card is None else self._checked(card, site="")

    def move(self, card: Card, state: CardState, **changes: object) -> None:
        """Change a card's state by compare-and-swap and give the row its new MAC.

        Raises:
            ConflictError: somebody else changed the card first.
        """
        for name, value in {"state": state.value, **changes}.items():
            setattr(card, name, value)
        card.version += 1
        set_mac(self._session, card)
        if not self._session.swap():
            raise ConflictError("card_changed")

    def keep_tear_off(self, card: Card, digest: bytes) -> None:
        """Replace the digest of the tear-off code.

        Raises:
            ConflictError: somebody else changed the card first.
        """
        self.move(card, CardState(card.state), tear_off_digest=digest)

    def at_site(self, site: str, state: CardState, *, limit: int) -> list[Card]:
        """Return cards of a desk in a state, by number."""
        statement = select(Card).where(Card.state == state.value)
        if site:
            statement = statement.where(Card.site == site)
        return list(self._session.scalars(statement.order_by(Card.number).limit(limit)))

    def every_card(self) -> Iterator[tuple[Card, bool]]:
        """Return every card, and whether its row is as this service wrote it."""
        for card in self._session.scalars(select(Card).order_by(Card.id)):
            yield card, is_trusted(self._session, card)

    def digests(self) -> Iterator[tuple[str, bytes]]:
        """Return number and digest of every card whose row can be trusted."""
        for card, is_as_written in self.every_card():
            if is_as_written:
                yield card.number, card.digest

    def live_cards_of_key(self, kid: bytes) -> list[tuple[str, UUID]]:
        """Return number and row id of the live cards that a key signed."""
        statement = select(Card.number, Card.id).where(
            Card.kid == kid, Card.state.in_(LIVE_CARD_STATES)
        )
        return [(number, card_id) for number, card_id in self._session.execute(statement)]

    def _checked(self, card: Card | None, site: str) -> Card:
        if card is None or (site and card.site != site):
            raise NotFoundError("no_such_card")
        check_mac(self._session, card)
        return card
