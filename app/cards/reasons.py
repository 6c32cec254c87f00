"""Coded reasons for taking a card out of use, for a while or for good. Never free text."""

from enum import StrEnum


class SuspensionReason(StrEnum):
    """Why a card is paused."""

    REPORTED_LOST = "reported_lost"
    HOLDER_ASKED = "holder_asked"
    TO_BE_CLARIFIED = "to_be_clarified"


class RevocationReason(StrEnum):
    """Why a card is out of use for good."""

    LOST = "lost"
    TAKEN = "taken"
    DAMAGED = "damaged"
    HOLDER_ASKED = "holder_asked"
    MOVED_AWAY = "moved_away"
    DETAILS_CHANGED = "details_changed"
    ISSUED_IN_ERROR = "issued_in_error"
    HOLDER_DIED = "holder_died"


class SpoilReason(StrEnum):
    """Why a printed piece cannot be handed over."""

    PRINT_FAULT = "print_fault"
    OUT_OF_POSITION = "out_of_position"
    WRONG_DETAILS = "wrong_details"
    DAMAGED = "damaged"
    LOST = "lost"  # sent to a printer and found in no tray


class ReprintReason(StrEnum):
    """Why another card is made for the same approval; without one none is."""

    DAMAGED_IN_PRINTING = "damaged_in_printing"
    DAMAGED = "damaged"
    LOST = "lost"
    TAKEN = "taken"
    NOT_FETCHED = "not_fetched"  # ended and destroyed; now its holder is here


CardReason = tuple(
    dict.fromkeys(
        reason.value
        for reasons in (SuspensionReason, RevocationReason, SpoilReason)
        for reason in reasons
    )
)
