"""Every query about status lists and their places; register MACs are made and checked here."""

import secrets
from uuid import UUID, uuid4

from sqlalchemy import Row, func, select, update

from app.cards.models import Card, StatusList, StatusSlot
from app.core.credential import StatusList as PackedList
from app.core.lifecycle import REVOKED, VALID, CardState, status_value
from app.kit.db import (
    Session,
    check_mac,
    insert_if_absent,
    is_trusted,
    lock_table,
    mac_for,
    mac_holds,
    set_mac,
)
from app.kit.errors import ConflictError
from app.kit.repository import RegisterVersionRepository

LIST_ENTRIES = 131_072
CLOSED_AT = LIST_ENTRIES * 3 // 4
SLOT_COLUMNS = (
    StatusSlot.id,
    StatusSlot.list_number,
    StatusSlot.slot_index,
    StatusSlot.value,
    StatusSlot.version,
    StatusSlot.mac,
)
VALUE_OUT_OF_USE = {
    state.value: value
    for state in CardState
    if (value := status_value(state, valid_from_pickup=False)) != VALID
}


class StatusRepository:
    """Reads and writes status lists and slots within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take_slot(self, expiry_group: str) -> tuple[int, int]:
        """Take a random free place in the open list of a group: list number and index."""
        number = self._open_list(expiry_group)
        while not self._take(number, index := secrets.randbelow(LIST_ENTRIES)):
            continue  # an open list is at most three quarters full
        return number, index

    def set_value(self, list_number: int, index: int, value: int) -> bool:
        """Change the value a slot shows and tell every process; False when it shows it already.

        Raises:
            ConflictError: somebody else changed it first.
        """
        slot = self._session.scalars(
            select(StatusSlot)
            .where(StatusSlot.list_number == list_number, StatusSlot.slot_index == index)
            .execution_options(populate_existing=True)
        ).one()
        check_mac(self._session, slot)
        # In a list whose other indices read revoked, a card's first "valid" is a change too.
        if slot.value == value and not self.defaults()[list_number]:
            return False
        changed_in = RegisterVersionRepository(self._session).bump()
        slot.value = value
        slot.version += 1
        slot.changed_in = changed_in
        set_mac(self._session, slot)
        if not self._session.swap():
            raise ConflictError("card_changed")
        return True

    def is_as_written(self, list_number: int, index: int) -> bool:
        """Say whether a card's place is there and was changed by this service only."""
        slot = self._session.scalars(
            select(StatusSlot)
            .where(StatusSlot.list_number == list_number, StatusSlot.slot_index == index)
            .execution_options(populate_existing=True)
        ).one_or_none()
        return slot is not None and is_trusted(self._session, slot)

    def expiry_group_of(self, list_number: int) -> str:
        """Return the expiry group of a list that must exist."""
        return self._session.get_one(StatusList, list_number).expiry_group

    def statuses(self, *, broken_value: int, are_closed: bool = False) -> dict[int, PackedList]:
        """Return every list with the value of each entry; `are_closed` as for `defaults`.

        A slot whose row was changed by something else shows `broken_value`: nothing is decided by
        a row that cannot be trusted. A card out of use stays so when its slot is lost.
        """
        defaults = self.defaults(are_closed=are_closed)
        values: dict[int, dict[int, int]] = {number: {} for number in defaults}
        for slot in self._session.execute(select(*SLOT_COLUMNS)):
            value = slot.value if self._is_as_written(slot) else broken_value
            if value != defaults.get(slot.list_number, VALID):
                values.setdefault(slot.list_number, {})[slot.slot_index] = value
        for card in self._session.scalars(select(Card).where(Card.state.in_(VALUE_OUT_OF_USE))):
            entries = values.setdefault(card.status_list, {})
            if not entries.get(card.status_index):
                is_as_written = is_trusted(self._session, card)
                value = VALUE_OUT_OF_USE[card.state] if is_as_written else broken_value
                entries[card.status_index] = value
        return {
            number: _packed(entries, default=defaults.get(number, VALID))
            for number, entries in values.items()
        }

    def changes(self, *, since: int, broken_value: int) -> dict[int, dict[int, int]]:
        """Return, per list, the values that changed after a version of the register."""
        changed = select(*SLOT_COLUMNS).where(StatusSlot.changed_in > since)
        values: dict[int, dict[int, int]] = {}
        for slot in self._session.execute(changed):
            value = slot.value if self._is_as_written(slot) else broken_value
            if 0 <= slot.slot_index < LIST_ENTRIES:
                values.setdefault(slot.list_number, {})[slot.slot_index] = value
        return values

    def defaults(self, *, are_closed: bool = False) -> dict[int, int]:
        """Return, per list, what an index reads that no card has.

        With `are_closed` the audit log says that lists were closed. That holds for all of them and
        is never undone, so it holds whatever the rows say, which carry no MAC.
        """
        rows = self._session.execute(select(StatusList.number, StatusList.is_closed_world))
        return {number: REVOKED if closed or are_closed else VALID for number, closed in rows}

    def close_world(self) -> list[int]:
        """Let every index that no card has read revoked; return the lists that changed."""
        changed = self._session.scalars(
            update(StatusList)
            .where(~StatusList.is_closed_world)
            .values(is_closed_world=True)
            .returning(StatusList.number)
        ).all()
        if changed:
            RegisterVersionRepository(self._session).bump()
        return sorted(changed)

    def every_value(self) -> dict[tuple[int, int], int | None]:
        """Return the value of every taken place; None where its row cannot be trusted."""
        return {
            (slot.list_number, slot.slot_index): slot.value
            if is_trusted(self._session, slot)
            else None
            for slot in self._session.scalars(select(StatusSlot))
        }

    def _is_as_written(self, slot: Row[UUID, int, int, int, int, bytes]) -> bool:
        """Check a slot's MAC without making an object of it: there may be a million."""
        return mac_holds(
            self._session,
            StatusSlot.__tablename__,
            slot.id,
            f"{slot.list_number}:{slot.slot_index}:{slot.value}",
            version=slot.version,
            mac=slot.mac,
        )

    def _open_list(self, expiry_group: str) -> int:
        number = self._find_open(expiry_group)
        if number is not None and self._taken(number) < CLOSED_AT:
            return number
        # Whoever comes first makes the list; the others wait here and then find it.
        lock_table(self._session, StatusList.__tablename__)
        if number is not None:
            self._close(number)
        found = self._find_open(expiry_group)
        return self._make_list(expiry_group) if found is None else found

    def _find_open(self, expiry_group: str) -> int | None:
        return self._session.scalar(
            select(StatusList.number).where(
                StatusList.expiry_group == expiry_group, StatusList.is_open
            )
        )

    def _taken(self, number: int) -> int:
        statement = select(func.count()).where(StatusSlot.list_number == number)
        return self._session.scalars(statement).one()

    def _close(self, number: int) -> None:
        if self._taken(number) >= CLOSED_AT:
            self._session.execute(
                update(StatusList).where(StatusList.number == number).values(is_open=False)
            )

    def _make_list(self, expiry_group: str) -> int:
        highest = self._session.scalar(select(func.max(StatusList.number)))
        number = 1 if highest is None else highest + 1
        closed_world = select(StatusList.number).where(StatusList.is_closed_world).limit(1)
        self._session.add(
            StatusList(
                number=number,
                expiry_group=expiry_group,
                is_open=True,
                # What a key compromise made necessary for the others holds for a new one too.
                is_closed_world=self._session.scalar(closed_world) is not None,
            )
        )
        # A check of the list's first card must find the list.
        RegisterVersionRepository(self._session).bump()
        self._session.flush()
        return number

    def _take(self, number: int, index: int) -> bool:
        slot_id = uuid4()
        mac = mac_for(
            self._session, StatusSlot.__tablename__, slot_id, f"{number}:{index}:0", version=1
        )
        statement = (
            insert_if_absent(self._session, StatusSlot)
            .values(id=slot_id, list_number=number, slot_index=index, value=0, version=1, mac=mac)
            .on_conflict_do_nothing()
            .returning(StatusSlot.id)
        )
        return self._session.scalar(statement) is not None


def _packed(entries: dict[int, int], *, default: int) -> PackedList:
    # A row that something else put in may name a place that no list has.
    places = {index: value for index, value in entries.items() if 0 <= index < LIST_ENTRIES}
    return PackedList.of(places, entries=LIST_ENTRIES, default=default)
