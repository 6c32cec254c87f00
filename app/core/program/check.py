"""May this program run? Findings by name, each with the key it is about.

Development only warns of what production refuses; what cannot be kept at all (a rung nothing
enforces yet) stops issuing in both, see `issuing_is_refused_for`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.birth_date import AgeBounds
from app.core.documents.explain import explain
from app.core.documents.provenance import Provenance
from app.core.program.fees import ApplicationKind
from app.core.program.jurisdiction import (
    MayIssue,
    PapersBarred,
    in_force,
)
from app.core.program.profile import ProgramProfile, SecondLookTime
from app.core.program.sourced_rules import sourced_rules


class Environment(StrEnum):
    """Where the program is to run."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class FindingReason(StrEnum):
    """What was found."""

    FICTIONAL_RULE = "fictional_rule"  # an invented program under a real address
    MEMORY_RULE = "memory_rule"
    UNKNOWN_RULE = "unknown_rule"
    WEAK_RULE = "weak_rule"
    RUNG_NOT_ENFORCED = "rung_not_enforced"
    SECOND_LOOK_NOT_ENFORCED = "second_look_not_enforced"
    RECORD_CLASS_MISSING = "record_class_missing"
    RECORD_AUTHORITY_MISSING = "record_authority_missing"
    RECORD_APPROVAL_MISSING = "record_approval_missing"
    ISSUING_BARRED = "issuing_barred"
    ISSUING_NOT_STATED = "issuing_not_stated"
    PAPER_BARRED = "paper_barred"
    CLAIM_STRUCK = "claim_struck"
    FEE_NOT_STATED = "fee_not_stated"
    NO_PAPERS_SUFFICE = "no_papers_suffice"


class Severity(StrEnum):
    """Whether a finding stops the program."""

    REFUSES = "refuses"
    WARNS = "warns"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, at one key of the profile."""

    reason: FindingReason
    key: str
    severity: Severity


# These never stop a program: they ask for a look.
_ONLY_WARNINGS = frozenset(
    {
        FindingReason.WEAK_RULE,
        FindingReason.ISSUING_NOT_STATED,
        FindingReason.CLAIM_STRUCK,
        FindingReason.FEE_NOT_STATED,
    }
)

_PROVENANCE_REASONS = {
    Provenance.WEAK: FindingReason.WEAK_RULE,
    Provenance.MEMORY: FindingReason.MEMORY_RULE,
    Provenance.UNKNOWN: FindingReason.UNKNOWN_RULE,
    Provenance.FICTIONAL: FindingReason.FICTIONAL_RULE,
}

# Grown up and not yet old: nobody in whose case a rule for children or the old applies.
_AN_ADULT = AgeBounds.exactly(40)

Found = Iterator[tuple[FindingReason, str]]


def check_profile(
    profile: ProgramProfile, *, environment: Environment, on: date
) -> tuple[Finding, ...]:
    """Return everything to be said about running this program from the day `on`."""
    found = [
        *_unsure_rules(profile),
        *_not_enforced(profile),
        *_records(profile),
        *_jurisdiction(profile, on),
        *_gaps(profile, on),
    ]
    return tuple(Finding(reason, key, _severity(reason, environment)) for reason, key in found)


def refuses(findings: Sequence[Finding]) -> bool:
    """Does any of these stop the program?"""
    return any(finding.severity is Severity.REFUSES for finding in findings)


def issuing_is_refused_for(profile: ProgramProfile) -> tuple[FindingReason, ...]:
    """Return why no card may be issued under this profile, in any environment; empty: it may."""
    return tuple(reason for reason, _ in _not_enforced(profile))


def _severity(reason: FindingReason, environment: Environment) -> Severity:
    if environment is Environment.DEVELOPMENT or reason in _ONLY_WARNINGS:
        return Severity.WARNS
    return Severity.REFUSES


def _unsure_rules(profile: ProgramProfile) -> Found:
    for key, rule in sourced_rules(profile):
        reason = _PROVENANCE_REASONS.get(rule.provenance)
        is_example = rule.provenance is Provenance.FICTIONAL and profile.issuer.is_invented
        if reason is not None and not is_example:
            yield reason, key


def _not_enforced(profile: ProgramProfile) -> Found:
    if not profile.retention.is_enforced:
        yield FindingReason.RUNG_NOT_ENFORCED, "retention.rung"
    if profile.second_look.when is not SecondLookTime.BEFORE_PRINTING:
        yield FindingReason.SECOND_LOOK_NOT_ENFORCED, "second_look.when"


def _records(profile: ProgramProfile) -> Found:
    named = {schedule.record for schedule in profile.retention.classes}
    for record in sorted(profile.retention.records - named):
        yield FindingReason.RECORD_CLASS_MISSING, f"retention.classes ({record.value})"
    for number, schedule in enumerate(profile.retention.classes):
        key = f"retention.classes[{number}]"
        if schedule.authority is None:
            yield FindingReason.RECORD_AUTHORITY_MISSING, f"{key}.authority"
        if schedule.approved_by is None or schedule.approved_on is None:
            yield FindingReason.RECORD_APPROVAL_MISSING, f"{key}.approved_by"


def _jurisdiction(profile: ProgramProfile, on: date) -> Found:
    is_stated = False
    for number, entry in in_force(profile.jurisdiction, on=on):
        key = f"jurisdiction[{number}]"
        if isinstance(entry, MayIssue):
            is_stated = True
            if not entry.allowed:
                yield FindingReason.ISSUING_BARRED, key
        if isinstance(entry, PapersBarred) and entry.kinds & profile.documents.terms.keys():
            yield FindingReason.PAPER_BARRED, f"{key}.kinds"
    if not is_stated:
        yield FindingReason.ISSUING_NOT_STATED, "jurisdiction"
    standing = profile.claims_to_make(on=on)
    for number, claim in enumerate(profile.claims):
        if claim not in standing:
            yield FindingReason.CLAIM_STRUCK, f"claims[{number}]"


def _gaps(profile: ProgramProfile, on: date) -> Found:
    priced = frozenset().union(*(fee.kinds for fee in profile.fees.prices))
    for kind in ApplicationKind:
        if kind not in priced:
            yield FindingReason.FEE_NOT_STATED, f"fees.prices ({kind.value})"
    explanation = explain(profile.documents, [], ages=_AN_ADULT, today=on)
    if not explanation.ways and not explanation.decision.satisfied:
        yield FindingReason.NO_PAPERS_SUFFICE, "documents"
