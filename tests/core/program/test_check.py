from datetime import date

import pytest

from app.core.program import (
    Environment,
    FindingReason,
    ProgramProfile,
    Severity,
    check_profile,
    issuing_is_refused_for,
    refuses,
)
from tests.core.program.profiles import SOURCED, TODAY, profile, record

REAL = "https://id.milltown.gov"


def found(
    made: ProgramProfile, *, environment: Environment = Environment.PRODUCTION, on: date = TODAY
) -> list[tuple[str, str, str]]:
    return [
        (finding.reason.value, finding.key, finding.severity.value)
        for finding in check_profile(made, environment=environment, on=on)
    ]


def entry(rule: str, **values: object) -> dict[str, object]:
    return {"rule": rule, "place": "Milltown", "since": "2026-11-24", **SOURCED, **values}


def sourced(provenance: str) -> dict[str, object]:
    return {"offered": ["en"], "provenance": provenance, "source": "Somewhere"}


MAY = entry("may_issue", allowed=True)


def test_an_invented_program_under_an_invented_address_may_run() -> None:
    assert found(profile()) == []


def test_an_invented_rule_under_a_real_address_is_refused() -> None:
    findings = found(profile(issuer__url=REAL))
    assert ("fictional_rule", "fees.prices[0]", "refuses") in findings
    assert ("fictional_rule", "documents.accepted[0]", "refuses") in findings
    assert {reason for reason, _, _ in findings} == {"fictional_rule"}


@pytest.mark.parametrize(
    ("provenance", "expected"),
    [
        ("verified", []),
        ("weak", [("weak_rule", "languages", "warns")]),
        ("memory", [("memory_rule", "languages", "refuses")]),
        ("unknown", [("unknown_rule", "languages", "refuses")]),
    ],
)
def test_rules_nobody_read_in_a_source_are_flagged(
    provenance: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(profile(languages=sourced(provenance))) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"retention__rung": "R0", "retention__classes": [record("register_row")]},
            [
                ("rung_not_enforced", "retention.rung", "refuses"),
                ("record_class_missing", "retention.classes (audit_log)", "refuses"),
                ("record_class_missing", "retention.classes (draft)", "refuses"),
                ("record_class_missing", "retention.classes (refused_application)", "refuses"),
            ],
            id="rung and record classes",
        ),
        pytest.param(
            {"second_look": {"when": "within_days", "days": 14, **SOURCED}},
            [("second_look_not_enforced", "second_look.when", "refuses")],
            id="second look afterwards",
        ),
        pytest.param(
            {"jurisdiction": [entry("may_issue", allowed=False)]},
            [("issuing_barred", "jurisdiction[0]", "refuses")],
            id="issuing is barred",
        ),
        pytest.param(
            {"jurisdiction": []},
            [("issuing_not_stated", "jurisdiction", "warns")],
            id="nobody looked the law up",
        ),
        pytest.param(
            {"jurisdiction": [MAY, entry("papers_officials_may_not_take", kinds=["passport"])]},
            [("paper_barred", "jurisdiction[1].kinds", "refuses")],
            id="a paper that may not be taken",
        ),
        pytest.param(
            {"jurisdiction": [MAY, entry("papers_officials_may_not_take", kinds=["lease"])]},
            [],
            id="a paper nobody takes",
        ),
        pytest.param(
            {
                "jurisdiction": [MAY, entry("may_be_accepted_by_officials", allowed=False)],
                "claims": [
                    {"text": "Libraries take it.", "by_officials": False, **SOURCED},
                    {"text": "Police take it.", "by_officials": True, **SOURCED},
                ],
            },
            [("claim_struck", "claims[1]", "warns")],
            id="a claim that may not be made",
        ),
        pytest.param(
            {"fees__prices": [{"kinds": ["new", "renewal"], "cents": 0, **SOURCED}]},
            [("fee_not_stated", "fees.prices (replacement)", "warns")],
            id="no price",
        ),
        pytest.param(
            {"fees__prices": []},
            [
                ("fee_not_stated", f"fees.prices ({kind})", "warns")
                for kind in ("new", "renewal", "replacement")
            ],
            id="no prices",
        ),
        pytest.param(
            {"documents__rule__minima": {"residency": 1}},
            [("no_papers_suffice", "documents", "refuses")],
            id="no set of papers suffices",
        ),
        pytest.param({"documents__rule__minima": {}}, [], id="no paper is needed"),
    ],
)
def test_findings_by_name(changes: dict[str, object], expected: list[tuple[str, str, str]]) -> None:
    assert found(profile(**changes)) == expected


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        (["authority"], [("record_authority_missing", "retention.classes[0].authority")]),
        (["approved_by"], [("record_approval_missing", "retention.classes[0].approved_by")]),
        (["approved_on"], [("record_approval_missing", "retention.classes[0].approved_by")]),
    ],
)
def test_every_record_class_names_who_allows_its_end(
    missing: list[str], expected: list[tuple[str, str]]
) -> None:
    classes = [schedule.model_dump(mode="python") for schedule in profile().retention.classes]
    for name in missing:
        classes[0][name] = None
    findings = found(profile(retention__classes=classes))
    assert findings == [(reason, key, "refuses") for reason, key in expected]


def test_a_claim_comes_back_when_the_law_lets_it() -> None:
    made = profile(
        jurisdiction=[MAY, entry("may_be_accepted_by_officials", allowed=False, until="2026-12")],
        claims=[{"text": "Police take it.", "by_officials": True, **SOURCED}],
    )
    assert made.claims_to_make(on=TODAY) == ()
    assert made.claims_to_make(on=date(2027, 1, 1)) == made.claims


def test_a_law_that_begins_later_does_not_count_yet() -> None:
    barred = profile(
        jurisdiction=[MAY, entry("may_issue", allowed=False) | {"since": "2027-07-01"}]
    )
    assert found(barred) == []
    assert found(barred, on=date(2027, 7, 1)) == [("issuing_barred", "jurisdiction[1]", "refuses")]


def test_development_only_warns() -> None:
    made = profile(issuer__url=REAL, retention__rung="R1")
    findings = check_profile(made, environment=Environment.DEVELOPMENT, on=TODAY)
    assert {finding.severity for finding in findings} == {Severity.WARNS}
    assert not refuses(findings)
    assert refuses(check_profile(made, environment=Environment.PRODUCTION, on=TODAY))


def test_what_nothing_enforces_stops_issuing_everywhere() -> None:
    look = {"when": "within_days", "days": 14, **SOURCED}
    assert issuing_is_refused_for(profile()) == ()
    assert issuing_is_refused_for(profile(retention__rung="R0", second_look=look)) == (
        FindingReason.RUNG_NOT_ENFORCED,
        FindingReason.SECOND_LOOK_NOT_ENFORCED,
    )
