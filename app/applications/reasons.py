"""Coded reasons of decisions: what reports count and letters explain. Never free text."""

from enum import StrEnum


class DecisionOutcome(StrEnum):
    """What the second person decided."""

    APPROVED = "approved"
    RETURNED = "returned"
    REFUSED = "refused"


class ReturnReason(StrEnum):
    """What the clerk is asked to mend."""

    PHOTO_RETAKE = "photo_retake"
    NAME_TO_CORRECT = "name_to_correct"
    BIRTH_DATE_TO_CORRECT = "birth_date_to_correct"
    ADDRESS_TO_CORRECT = "address_to_correct"
    PAPERS_TO_COMPLETE = "papers_to_complete"


class RefusalReason(StrEnum):
    """Why no card is issued now."""

    PAPERS_NOT_ENOUGH = "papers_not_enough"
    PAPERS_DO_NOT_MATCH = "papers_do_not_match"
    NOT_ELIGIBLE_AGE = "not_eligible_age"
    NOT_RESIDENT = "not_resident"
    HAS_CARD_ALREADY = "has_card_already"


REASONS_OF: dict[DecisionOutcome, tuple[str, ...]] = {
    DecisionOutcome.APPROVED: ("",),
    DecisionOutcome.RETURNED: tuple(reason.value for reason in ReturnReason),
    DecisionOutcome.REFUSED: tuple(reason.value for reason in RefusalReason),
}
