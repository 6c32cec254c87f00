"""What a print room uses up: blank cards, and the rolls of ribbon and film that keep faces."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SUPPLY_LABEL = re.compile(r"(?=.*[0-9])[A-Z0-9][A-Z0-9 ./-]{0,39}", re.ASCII)
"""A supplier's label: at least one digit, so that no person's name can stand there."""


class SupplyLabelError(ValueError):
    """The text is no label of a supplier's box or roll."""


class BlankMove(StrEnum):
    """How blank cards come into a desk's stock and leave it, other than by a print."""

    RECEIVED = "received"
    SET_ASIDE = "set_aside"  # not to be printed any more; two people destroy it


class SetAsideReason(StrEnum):
    """Why a blank is not printed any more."""

    JAMMED = "blank_jammed"
    TEST_PRINT = "blank_test_print"
    DAMAGED = "blank_damaged"
    SHEET_REST = "blank_sheet_rest"  # a place on a sheet that carried no card
    NOT_USED_ANY_MORE = "blank_not_used_any_more"


class RollKind(StrEnum):
    """What a printer takes colour from; both keep what they have printed."""

    RIBBON = "ribbon"
    FILM = "film"


class RollState(StrEnum):
    """Where a roll is; what two people destroyed is under a paper of theirs."""

    INSTALLED = "installed"
    REMOVED = "removed"


ROLL_MOVES: Mapping[RollState, frozenset[RollState]] = {
    RollState.INSTALLED: frozenset({RollState.REMOVED}),
    RollState.REMOVED: frozenset(),  # a roll never goes into a second printer
}


@dataclass(frozen=True, slots=True)
class BlankSpan:
    """What became of blanks between two counts; `spoiled` are some of the `used` ones."""

    received: int
    used: int
    spoiled: int
    set_aside: int

    def expected(self, counted: int | None) -> int | None:
        """Return how many a count should find after one that found `counted`; None: no count yet.

        Below zero where more left than ever came in by the book.
        """
        return None if counted is None else counted + self.received - self.used - self.set_aside


def read_supply_label(text: str) -> str:
    """Return a label in capitals, as it is kept.

    Raises:
        SupplyLabelError: more than 40 characters, no digit, or a sign that no label has.
    """
    label = " ".join(text.upper().split())
    if not SUPPLY_LABEL.fullmatch(label):
        raise SupplyLabelError
    return label


def may_be_shown_again(text: str) -> bool:
    """Say whether a form may repeat what was typed: a number, a label or a word of ours.

    Anything else could be a person's name, typed into the wrong field.
    """
    return text in set(RollKind) or SUPPLY_LABEL.fullmatch(text.strip().upper()) is not None
