"""The Internet Printing Protocol as far as a print agent speaks it: how jobs of a queue ended.

Encoding by RFC 8010; subscriptions and their events by RFC 3995, fetched as RFC 3996 has it. A
queue that keeps no history forgets a job when it ends, but tells whoever has subscribed before.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

_VERSION = b"\x02\x00"
_OPERATION, _SUBSCRIPTION, _END = 0x01, 0x06, 0x03
_GROUPS_BELOW = 0x10  # a lower tag begins a group, RFC 8010, 3.5.1
_INTEGER, _ENUM = 0x21, 0x23
_NAME, _KEYWORD, _URI, _CHARSET, _LANGUAGE = 0x42, 0x44, 0x45, 0x47, 0x48
_NUMBERS = frozenset({_INTEGER, _ENUM})
_GOOD_STATUS = 0x00FF  # RFC 8011, 4.1.6.1: successful-ok and its relatives
_WHO = b"tessera"

Value = str | int


class JobState(IntEnum):
    """How a job ended (RFC 8011, 5.3.7)."""

    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class _Operation(IntEnum):
    CREATE_PRINTER_SUBSCRIPTIONS = 0x0016
    CANCEL_SUBSCRIPTION = 0x001B
    GET_NOTIFICATIONS = 0x001C


class IPPUnreadableError(ValueError):
    """The answer is no IPP."""


@dataclass(frozen=True, slots=True)
class IPPAnswer:
    """A status, and the groups of attributes with the first value of each."""

    status: int
    groups: tuple[Mapping[str, Value], ...]

    @property
    def is_good(self) -> bool:
        """Say whether the queue did what it was asked."""
        return self.status <= _GOOD_STATUS

    @property
    def subscription(self) -> int | None:
        """The number of the subscription that was made."""
        return next(self._numbers("notify-subscription-id"), None)

    def end_of(self, job: int) -> JobState | None:
        """Return how a job ended; None when no event says so."""
        for group in self.groups:
            if group.get("notify-job-id") == job and group.get("job-state") in set(JobState):
                return JobState(int(group["job-state"]))
        return None

    def _numbers(self, name: str) -> Iterator[int]:
        return (int(group[name]) for group in self.groups if name in group)


def subscribe_request(queue_uri: str, *, seconds: int) -> bytes:
    """Ask to be told, by asking again, how jobs of a queue end; for so many seconds."""
    asked = [
        bytes([_SUBSCRIPTION]),
        _attribute(_KEYWORD, "notify-pull-method", b"ippget"),
        _attribute(_KEYWORD, "notify-events", b"job-completed"),
        _attribute(_INTEGER, "notify-lease-duration", struct.pack(">i", seconds)),
    ]
    return _request(_Operation.CREATE_PRINTER_SUBSCRIPTIONS, queue_uri, *asked)


def events_request(queue_uri: str, subscription: int) -> bytes:
    """Ask for every event of a subscription."""
    number = _attribute(_INTEGER, "notify-subscription-ids", struct.pack(">i", subscription))
    return _request(_Operation.GET_NOTIFICATIONS, queue_uri, number)


def unsubscribe_request(queue_uri: str, subscription: int) -> bytes:
    """Ask to be told no more."""
    number = _attribute(_INTEGER, "notify-subscription-id", struct.pack(">i", subscription))
    return _request(_Operation.CANCEL_SUBSCRIPTION, queue_uri, number)


def read_ipp_answer(content: bytes) -> IPPAnswer:
    """Return what a queue answered.

    Raises:
        IPPUnreadableError: it is cut short, or something else.
    """
    try:
        (status,) = struct.unpack_from(">H", content, 2)
        return IPPAnswer(status, tuple(_groups(content, at=8)))
    except (struct.error, IndexError) as error:
        raise IPPUnreadableError from error


def _groups(content: bytes, at: int) -> Iterator[Mapping[str, Value]]:
    """Yield each group; a further value of an attribute comes without a name and is passed over."""
    group: dict[str, Value] = {}
    while (tag := content[at]) != _END:
        at += 1
        if tag < _GROUPS_BELOW:
            yield group
            group = {}
            continue
        name, at = _field(content, at)
        raw, at = _field(content, at)
        if name:
            text = raw.decode("utf-8", "replace")
            value = struct.unpack(">i", raw)[0] if tag in _NUMBERS else text
            group[name.decode("utf-8", "replace")] = value
    yield group


def _field(content: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", content, at)
    end = at + 2 + length
    if end > len(content):
        raise IndexError
    return content[at + 2 : end], end


def _request(operation: _Operation, queue_uri: str, *parts: bytes) -> bytes:
    head = [
        _VERSION + struct.pack(">HI", operation, 1) + bytes([_OPERATION]),
        _attribute(_CHARSET, "attributes-charset", b"utf-8"),
        _attribute(_LANGUAGE, "attributes-natural-language", b"en"),
        _attribute(_URI, "printer-uri", queue_uri.encode()),
        _attribute(_NAME, "requesting-user-name", _WHO),
    ]
    return b"".join([*head, *parts, bytes([_END])])


def _attribute(tag: int, name: str, value: bytes) -> bytes:
    sizes = struct.pack(">H", len(name)), struct.pack(">H", len(value))
    return b"".join([bytes([tag]), sizes[0], name.encode(), sizes[1], value])
