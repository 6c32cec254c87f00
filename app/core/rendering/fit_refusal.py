"""Why something cannot be put on a card; the same words at intake, in the API and in print."""

from dataclasses import dataclass
from enum import StrEnum


class FitRefusal(StrEnum):
    """The closed list of reasons."""

    TOO_LONG = "too_long"  # does not fit its box at the smallest size allowed
    SCRIPT_NOT_COVERED = "script_not_covered"  # no installed font has one of its characters
    VARIANT_NOT_COVERED = "variant_not_covered"  # the letter is there, not the form asked for
    BROKEN_SEQUENCE = "broken_sequence"  # its script does not allow these signs in this order
    FIELD_MISSING = "field_missing"  # the design needs it and it is not there
    QR_TOO_LARGE = "qr_too_large"  # no error level fits the version cap
    MODULE_TOO_SMALL = "module_too_small"  # the box gives less than four printer dots per module
    BARCODE_TOO_WIDE = "barcode_too_wide"  # the box gives less than two dots to a narrow bar
    NOT_IN_SYMBOLOGY = "not_in_symbology"  # the kind of barcode has no sign for a character
    PHOTO_UNREADABLE = "photo_unreadable"  # not a JPEG


@dataclass(frozen=True, kw_only=True)
class FieldRefusal:
    """One element of a design that cannot be filled."""

    element: str
    """The id of the element in the design."""
    reason: FitRefusal


class FieldDoesNotFitError(ValueError):
    """An element cannot be filled; nothing is printed. The text itself is not repeated."""

    def __init__(self, element: str, reason: FitRefusal) -> None:
        super().__init__(f"{element}: {reason.value}")
        self.element = element
        self.reason = reason

    @property
    def refusal(self) -> FieldRefusal:
        """The same as a value, for lists of findings."""
        return FieldRefusal(element=self.element, reason=self.reason)
