"""What leaves the print room for good under two signatures, and where such a paper stands."""

from enum import StrEnum


class DisposalKind(StrEnum):
    """What is destroyed or wiped."""

    PIECES = "pieces"  # cards: rejects of the day, and those that nobody fetched
    BLANKS = "blanks"  # blank cards that must not be printed
    FILM = "film"  # a used ribbon or film roll; it keeps the faces it has printed
    PRINTER = "printer"  # a printer that leaves the building, wiped by the list below


class DisposalState(StrEnum):
    """Where it stands; done and called off are final."""

    OPEN = "open"  # one person has signed
    DONE = "done"  # a second one has
    CALLED_OFF = "called_off"


class WipeItem(StrEnum):
    """One line of the list for a printer that leaves the building. All of them are needed."""

    MEMORY_CLEARED = "memory_cleared"
    DISK_WIPED_OR_REMOVED = "disk_wiped_or_removed"
    RIBBON_OUT = "ribbon_out"
    FILM_OUT = "film_out"
    SETTINGS_AND_KEYS_REMOVED = "settings_and_keys_removed"
    LABELS_OFF = "labels_off"
