"""A program: its profile, what follows from it, and whether it may run."""

from app.core.documents.provenance import Provenance, SourcedRule
from app.core.program.card_face import CardField, Gender, Panel
from app.core.program.check import (
    Environment,
    Finding,
    FindingReason,
    Severity,
    check_profile,
    issuing_is_refused_for,
    refuses,
)
from app.core.program.eligibility import AgeAnswer
from app.core.program.fees import ApplicationKind, FeeError, FeeProblem
from app.core.program.issuer import Issuer, Site
from app.core.program.legal_lines import ALWAYS_PRINTED
from app.core.program.parse_profile import (
    ProfileError,
    ProfileFault,
    ProfileProblem,
    parse_profile,
)
from app.core.program.print_room import PrintRoom, ScanRule
from app.core.program.profile import ProgramProfile, SecondLookTime
from app.core.program.retention import ANSWERS, ENFORCED_RUNGS, KEPT, RecordClass, Rung
from app.core.program.validity import CardDates, ValidFrom

__all__ = [
    "ALWAYS_PRINTED",
    "ANSWERS",
    "ENFORCED_RUNGS",
    "KEPT",
    "AgeAnswer",
    "ApplicationKind",
    "CardDates",
    "CardField",
    "Environment",
    "FeeError",
    "FeeProblem",
    "Finding",
    "FindingReason",
    "Gender",
    "Issuer",
    "Panel",
    "PrintRoom",
    "ProfileError",
    "ProfileFault",
    "ProfileProblem",
    "ProgramProfile",
    "Provenance",
    "RecordClass",
    "Rung",
    "ScanRule",
    "SecondLookTime",
    "Severity",
    "Site",
    "SourcedRule",
    "ValidFrom",
    "check_profile",
    "issuing_is_refused_for",
    "parse_profile",
    "refuses",
]
