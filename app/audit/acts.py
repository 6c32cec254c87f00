"""The closed list of acts that are recorded, and what an entry may name."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.kit.actor import Doer


class Act(StrEnum):
    """What was done. The words appear in the log, in tallies and in reports."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    STAFF_ADDED = "staff_added"
    STAFF_CLOSED = "staff_closed"
    STAFF_REOPENED = "staff_reopened"
    STAFF_ROLES_CHANGED = "staff_roles_changed"
    APPLICATION_OPENED = "application_opened"
    APPLICATION_CHANGED = "application_changed"
    APPLICATION_VIEWED = "application_viewed"
    APPLICATION_SUBMITTED = "application_submitted"
    APPLICATION_RETURNED = "application_returned"
    APPLICATION_APPROVED = "application_approved"
    APPLICATION_REFUSED = "application_refused"
    APPLICATION_WITHDRAWN = "application_withdrawn"
    DECISION_BLOCKED = "decision_blocked"  # somebody tried to decide their own intake
    PHOTO_TAKEN = "photo_taken"
    CARD_ISSUED = "card_issued"
    PRINT_QUEUED = "print_queued"
    PRINT_SENT = "print_sent"  # committed to a printer, before the first byte leaves
    PRINT_REPORTED = "print_reported"  # an agent says what became of a card
    PRINT_CANCELLED = "print_cancelled"
    CARD_DRAWN = "card_drawn"
    CARD_PROOF_FAILED = "card_proof_failed"  # the finished picture is at fault: not released
    CARD_PRINTED = "card_printed"
    CARD_SPOILED = "card_spoiled"
    CARD_HANDED_OVER = "card_handed_over"
    CARD_SUSPENDED = "card_suspended"
    CARD_LIFTED = "card_lifted"
    CARD_REVOKED = "card_revoked"
    CARD_REPLACED = "card_replaced"
    REPRINT_ORDERED = "reprint_ordered"  # another card for the same approval, with its reason
    PIECE_READY = "piece_ready"  # its code was scanned after the print
    PIECE_HANDED_OVER = "piece_handed_over"
    PIECE_MAILED = "piece_mailed"
    PIECE_CAME_BACK = "piece_came_back"
    PIECE_DISCARDED = "piece_discarded"  # two people are to destroy it
    DISPOSAL_OPENED = "disposal_opened"
    DISPOSAL_CONFIRMED = "disposal_confirmed"
    DISPOSAL_CALLED_OFF = "disposal_called_off"
    BLANKS_RECEIVED = "blanks_received"  # a box of blank cards came in
    BLANKS_SET_ASIDE = "blanks_set_aside"
    BLANKS_COUNTED = "blanks_counted"  # and whether the count was what the books ask for
    ROLL_INSTALLED = "roll_installed"
    ROLL_REMOVED = "roll_removed"
    ROLL_DISCARDED = "roll_discarded"  # two people are to destroy it
    PRINTER_TO_LEAVE = "printer_to_leave"  # wiped by the list, under a first signature
    CARD_SIGNED_AGAIN = "card_signed_again"  # the same claims, after a key compromise
    RECEIPT_DRAWN = "receipt_drawn"
    BATCH_MADE = "batch_made"
    BATCH_CHANGED = "batch_changed"  # the order of its cards, or a card was taken out
    BATCH_HELD = "batch_held"
    BATCH_RELEASED = "batch_released"
    BATCH_RESUMED = "batch_resumed"
    BATCH_CLOSED = "batch_closed"
    RELEASE_BLOCKED = "release_blocked"  # somebody tried to release their own batch
    AGENT_ADDED = "agent_added"
    AGENT_CHANGED = "agent_changed"  # the printer that it serves
    AGENT_KEY_CHANGED = "agent_key_changed"
    AGENT_CLOSED = "agent_closed"
    PROGRAM_ACTIVATED = "program_activated"
    KEY_MADE = "key_made"
    KEY_RETIRED = "key_retired"
    KEY_COMPROMISED = "key_compromised"
    KEY_SET_PUBLISHED = "key_set_published"
    ROOT_PINNED = "root_pinned"
    STATUS_LISTS_CLOSED = "status_lists_closed"  # an index that no card has reads revoked
    PARTNER_ADDED = "partner_added"
    PARTNER_KEY_CHANGED = "partner_key_changed"
    PARTNER_CLOSED = "partner_closed"
    LIBRARY_RANGE_ADDED = "library_range_added"
    PRINTER_ADDED = "printer_added"
    PRINTER_CHANGED = "printer_changed"
    PRINTER_CLOSED = "printer_closed"
    BUREAU_ADDED = "bureau_added"
    BUREAU_CLOSED = "bureau_closed"
    BUNDLE_OPENED = "bundle_opened"  # which cards go to which bureau, before anything is drawn
    BUNDLE_DRAWN = "bundle_drawn"
    BUNDLE_CANCELLED = "bundle_cancelled"
    BUNDLE_REPORTED = "bundle_reported"  # a purge receipt was accepted
    WRITE_OFF_OPENED = "write_off_opened"  # a card that a bureau cannot find
    WRITE_OFF_CONFIRMED = "write_off_confirmed"
    CARD_MISSING = "card_missing"  # a bureau got or printed it, and it is not there
    REPORT_READ = "report_read"
    APPLICANT_ERASED = "applicant_erased"


class Outcome(StrEnum):
    """How it ended."""

    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowVersion:
    """A row that tells of no person, a key's or a partner's, in the version that an act left."""

    table: str
    id: UUID
    version: int
    name: str = ""
    """What people know it by, such as the id of a key."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The one object of an entry.

    A card by its number, a person or an application by a token, a key or a partner by its row.
    """

    card_number: str | None = None
    row_id: UUID | None = None
    row: RowVersion | None = None


NOTHING = Subject()


@dataclass(frozen=True, slots=True)
class RefusedAct:
    """An act that was refused and must be on record although its transaction was rolled back."""

    act: Act
    by: Doer
    reason: str
    subject: Subject = NOTHING
