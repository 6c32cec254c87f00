"""What a document policy says about a set of papers: values to show, with stable named reasons.

`points` and `needed` may outlive the draft; `papers` names kinds and must not.
"""

from collections.abc import Mapping
from enum import StrEnum

from app.core.documents.provenance import ProfilePart
from app.core.documents.wording import N_


class Category(StrEnum):
    """What points, or ticked requirements, count towards."""

    IDENTITY = "identity"
    RESIDENCY = "residency"
    OTHER = "other"
    TOTAL = "total"


class Reason(StrEnum):
    """Why a set of papers does not suffice yet."""

    IDENTITY_NOT_SHOWN = "identity_not_shown"
    RESIDENCY_NOT_SHOWN = "residency_not_shown"
    ITEM_MISSING = "item_missing"
    TOTAL_TOO_LOW = "total_too_low"
    PHOTO_MISSING = "photo_missing"
    BIRTH_DATE_MISSING = "birth_date_missing"
    CARETAKER_MISSING = "caretaker_missing"
    RELATIONSHIP_MISSING = "relationship_missing"


class Remark(StrEnum):
    """What is to be said about one paper."""

    NOT_ACCEPTED = "not_accepted"
    NOT_FOR_THIS_AGE = "not_for_this_age"
    ORGANIZATION_MISSING = "organization_missing"
    ISSUE_DATE_MISSING = "issue_date_missing"
    ISSUED_IN_FUTURE = "issued_in_future"
    TOO_OLD = "too_old"
    EXPIRY_DATE_MISSING = "expiry_date_missing"
    EXPIRED = "expired"
    EXPIRED_BUT_COUNTS = "expired_but_counts"  # perhaps for less
    KIND_COUNTS_ONCE = "kind_counts_once"  # several papers of one kind were shown


# Sentences with %(num)d say how much is missing; they need no plural forms in any language.
POINT_MESSAGES: Mapping[Reason, str] = {
    Reason.IDENTITY_NOT_SHOWN: N_("Points for who you are, still needed: %(num)d"),
    Reason.RESIDENCY_NOT_SHOWN: N_("Points for where you live, still needed: %(num)d"),
    Reason.TOTAL_TOO_LOW: N_("Points from any paper, still needed: %(num)d"),
}
REASON_MESSAGES: Mapping[Reason, str] = {
    Reason.IDENTITY_NOT_SHOWN: N_("Papers that show who you are, still needed: %(num)d"),
    Reason.RESIDENCY_NOT_SHOWN: N_("Papers that show where you live, still needed: %(num)d"),
    Reason.ITEM_MISSING: N_("Other things to bring, still needed: %(num)d"),
    Reason.TOTAL_TOO_LOW: N_("Papers of any kind, still needed: %(num)d"),
    Reason.PHOTO_MISSING: N_("Bring one paper with your photo on it."),
    Reason.BIRTH_DATE_MISSING: N_("Bring one paper with your date of birth on it."),
    Reason.CARETAKER_MISSING: N_("The adult with you needs a photo ID."),
    Reason.RELATIONSHIP_MISSING: N_("Bring a paper that names the adult with you."),
}

REMARK_MESSAGES: Mapping[Remark, str] = {
    Remark.NOT_ACCEPTED: N_("This program does not use this kind of paper."),
    Remark.NOT_FOR_THIS_AGE: N_("This kind of paper counts for another age."),
    Remark.ORGANIZATION_MISSING: N_("Enter the organization that wrote the letter."),
    Remark.ISSUE_DATE_MISSING: N_("Enter the date on the paper."),
    Remark.ISSUED_IN_FUTURE: N_("The date on the paper is still to come. Please look again."),
    Remark.TOO_OLD: N_("This paper is too old. Bring a newer one."),
    Remark.EXPIRY_DATE_MISSING: N_("Enter the date on which the paper ends."),
    Remark.EXPIRED: N_("This paper has ended and does not count."),
    Remark.EXPIRED_BUT_COUNTS: N_("This paper has ended but still counts."),
    Remark.KIND_COUNTS_ONCE: N_("Several papers of one kind count as one."),
}


class PaperFinding(ProfilePart):
    """What one presented paper is worth by itself; findings keep the order of the papers."""

    kind: str
    counts: bool
    identity: int = 0
    residency: int = 0
    remark: Remark | None = None


class Decision(ProfilePart):
    """Does the set of papers suffice, and if not, why."""

    satisfied: bool
    points: Mapping[Category, int]  # for lists and checklists: requirements met
    needed: Mapping[Category, int]
    missing: Mapping[Reason, int]  # how much is missing, by reason; empty when satisfied
    routes: tuple[str, ...]  # identifiers of the routes these papers opened
    papers: tuple[PaperFinding, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons against, in a fixed order."""
        return tuple(self.missing)
