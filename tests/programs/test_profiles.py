"""The shipped profiles: each published rule with a worked case, and where a rule comes from."""

import re
from datetime import date, timedelta
from importlib.resources import files

import pytest

from app.core.birth_date import AgeBounds, BirthDate
from app.core.documents import Decision, PresentedDocument, evaluate, explain
from app.core.program import (
    ApplicationKind,
    CardField,
    Environment,
    FindingReason,
    ProgramProfile,
    Provenance,
    Rung,
    check_profile,
    issuing_is_refused_for,
    parse_profile,
    refuses,
)
from app.core.program.sourced_rules import sourced_rules

TODAY = date(2026, 11, 24)
NEXT_YEAR = date(2027, 11, 24)
ADULT = AgeBounds.exactly(40)
CHILD = AgeBounds.exactly(10)
NAMES = ("riverbend", "faithaction", "marcc")


def load(name: str) -> ProgramProfile:
    return parse_profile(files("app.programs").joinpath("profiles", f"{name}.toml").read_bytes())


RIVERBEND, FAITHACTION, MARCC = (load(name) for name in NAMES)
EVERY_PROFILE = [pytest.param(load(name), id=name) for name in NAMES]


def paper(
    kind: str,
    *,
    ended_days_ago: int | None = None,
    days_old: int | None = None,
    organization: str | None = None,
) -> PresentedDocument:
    """Return a paper; one that must bear an end is good for another year unless told."""
    ends = {
        "passport",
        "passport_without_code_lines",
        "license_with_address",
        "drivers_license",
        "state_id",
        "consular_id",
        "military_id",
    }
    end = NEXT_YEAR if kind in ends else None
    return PresentedDocument(
        kind=kind,
        expires_on=end if ended_days_ago is None else TODAY - timedelta(days=ended_days_ago),
        issued_on=None if days_old is None else TODAY - timedelta(days=days_old),
        organization=organization,
    )


def decide(
    profile: ProgramProfile, *papers: PresentedDocument, ages: AgeBounds = ADULT
) -> Decision:
    return evaluate(profile.documents, papers, ages=ages, today=TODAY)


BILL = paper("utility_bill", days_old=10)
TICKET = paper("orientation_ticket", days_old=0)
CHILDS_ADULT = paper("caretaker_photo_id")


# --- Riverbend (invented) ---


@pytest.mark.parametrize(
    ("papers", "reasons"),
    [
        pytest.param(["passport", BILL], (), id="rule 1: three and one"),
        pytest.param(["license_with_address"], (), id="table A: one paper for both"),
        pytest.param(["passport"], ("residency_not_shown",), id="rule 1: no residency"),
        pytest.param([BILL], ("identity_not_shown", "photo_missing", "birth_date_missing"),
                     id="rule 1: no identity"),
        pytest.param([paper("passport", ended_days_ago=1000), "birth_certificate", BILL], (),
                     id="table A: two points up to three years after its end"),
        pytest.param([paper("passport", ended_days_ago=1000), BILL], ("identity_not_shown",),
                     id="table A: two are not three"),
        pytest.param([paper("passport", ended_days_ago=1100), "birth_certificate", BILL],
                     ("identity_not_shown", "photo_missing"), id="table A: four years after"),
        pytest.param(["consular_id", "birth_certificate", BILL], (), id="table B and C"),
        pytest.param([paper("consular_id", ended_days_ago=9), "birth_certificate", BILL],
                     ("identity_not_shown",), id="table B: one point after its end"),
        pytest.param(["birth_certificate", "social_security_card", "health_card", BILL],
                     ("photo_missing",), id="rule 2: a photo"),
        pytest.param(["work_photo_id", "social_security_card", "health_card", BILL],
                     ("birth_date_missing",), id="rule 2: a date of birth"),
        pytest.param(["passport", paper("utility_bill", days_old=61)], ("residency_not_shown",),
                     id="table D: sixty days"),
        pytest.param(["passport", paper("lease", days_old=300)], (), id="table D: a year"),
        pytest.param(
            ["passport", paper("care_of_letter", days_old=15, organization="River House")], (),
            id="rule 5: care of an organization"),
        pytest.param(
            ["passport", paper("shelter_letter", days_old=16, organization="River House")],
            ("residency_not_shown",), id="rule 5: fifteen days"),
    ],
)  # fmt: skip
def test_riverbend_decides_about_an_adult(
    papers: list[str | PresentedDocument], reasons: tuple[str, ...]
) -> None:
    shown = [paper(one) if isinstance(one, str) else one for one in papers]
    decision = decide(RIVERBEND, *shown)
    assert decision.reasons == reasons
    assert decision.satisfied is (not reasons)


def test_riverbend_takes_a_child_with_the_adult_beside() -> None:
    alone = decide(RIVERBEND, paper("birth_certificate"), BILL, ages=CHILD)
    assert alone.reasons == ("identity_not_shown", "photo_missing", "caretaker_missing")
    both = decide(RIVERBEND, paper("birth_certificate"), CHILDS_ADULT, ages=CHILD)
    assert both.satisfied
    assert both.routes == ("caretaker",)
    guardian = decide(
        RIVERBEND, paper("school_record"), CHILDS_ADULT, paper("guardianship_paper"), ages=CHILD
    )
    assert guardian.satisfied


def test_riverbend_takes_a_school_id_from_the_young_only() -> None:
    papers = (paper("school_photo_id"), paper("birth_certificate"), BILL)
    assert decide(RIVERBEND, *papers, ages=AgeBounds.exactly(21)).satisfied
    assert not decide(RIVERBEND, *papers, ages=AgeBounds.exactly(22)).satisfied


@pytest.mark.parametrize(
    ("born", "last_day"),
    [
        pytest.param("1990-02-14", date(2031, 11, 23), id="five years"),
        pytest.param("2014-05-20", date(2028, 4, 30), id="before the 14th birthday"),
        pytest.param("1950-02-14", None, id="no end date at 65"),
    ],
)
def test_riverbend_cards_end(born: str, last_day: date | None) -> None:
    made = RIVERBEND.card_dates(birth_date=BirthDate.parse(born), issued_on=TODAY)
    assert made.last_day == last_day


@pytest.mark.parametrize(
    ("kind", "age", "waiver", "cents"),
    [
        (ApplicationKind.NEW, 40, None, 1000),
        (ApplicationKind.NEW, 17, None, 500),
        (ApplicationKind.RENEWAL, 65, None, 0),
        (ApplicationKind.REPLACEMENT, 40, None, 500),
        (ApplicationKind.NEW, 40, "hardship", 0),
        (ApplicationKind.REPLACEMENT, 40, "card_never_came", 0),
    ],
)
def test_riverbend_prices(kind: ApplicationKind, age: int, waiver: str | None, cents: int) -> None:
    assert RIVERBEND.fee_cents(kind, ages=AgeBounds.exactly(age), waiver=waiver) == cents


def test_riverbend_may_run_in_production() -> None:
    assert check_profile(RIVERBEND, environment=Environment.PRODUCTION, on=TODAY) == ()
    assert issuing_is_refused_for(RIVERBEND) == ()
    assert RIVERBEND.issuer.url == "https://id.riverbend.example"
    assert len(RIVERBEND.sites) == 3
    assert RIVERBEND.languages.offered == ("en", "es", "ar")


# --- FaithAction (facts, section 2.3) ---


@pytest.mark.parametrize(
    ("papers", "reasons"),
    [
        pytest.param([TICKET, "passport", BILL], (), id="orientation, photo ID, address"),
        pytest.param([TICKET, "consular_id", paper("lease", days_old=60)], (), id="consular ID"),
        pytest.param([TICKET, "national_id", paper("bank_statement", days_old=60)], (),
                     id="national ID"),
        pytest.param([TICKET, "drivers_license", paper("medical_record", days_old=60)], (),
                     id="license of any state"),
        pytest.param([TICKET, "license_with_address"], (), id="an ID with the address on it"),
        pytest.param([TICKET, paper("license_with_address", ended_days_ago=9)],
                     ("residency_not_shown",), id="which does not show it after its end"),
        pytest.param([TICKET, paper("drivers_license", ended_days_ago=2000), BILL], (),
                     id="expired license"),
        pytest.param([TICKET, paper("passport", ended_days_ago=2000), BILL], (),
                     id="expired passport"),
        pytest.param([TICKET, paper("consular_id", ended_days_ago=9), BILL],
                     ("identity_not_shown",), id="expired consular ID"),
        pytest.param([TICKET, "passport", paper("utility_bill", days_old=92)], (),
                     id="three months old"),
        pytest.param([TICKET, "passport", paper("utility_bill", days_old=93)],
                     ("residency_not_shown",), id="older than three months"),
        pytest.param(["passport", BILL], ("item_missing",), id="no orientation"),
        pytest.param([TICKET, BILL], ("identity_not_shown",), id="no photo ID"),
    ],
)  # fmt: skip
def test_faithaction_decides(
    papers: list[str | PresentedDocument], reasons: tuple[str, ...]
) -> None:
    shown = [paper(one) if isinstance(one, str) else one for one in papers]
    decision = decide(FAITHACTION, *shown)
    assert decision.reasons == reasons
    assert decision.satisfied is (not reasons)


def test_faithaction_costs_ten_dollars_whatever_the_age() -> None:
    for age in (1, 40, 90):
        cents = FAITHACTION.fee_cents(ApplicationKind.NEW, ages=AgeBounds.exactly(age))
        assert cents == 1000


def test_faithaction_says_it_is_no_government_card_and_prints_no_origin() -> None:
    assert "This is not a government-issued ID." in FAITHACTION.legal_lines(on=TODAY)
    assert FAITHACTION.card.fields == {
        CardField.NAME,
        CardField.PHOTO,
        CardField.BIRTH_DATE,
        CardField.ADDRESS,
        CardField.EXPIRES_ON,
    }


def test_faithaction_waits_for_what_nobody_has_read_in_a_source() -> None:
    findings = check_profile(FAITHACTION, environment=Environment.PRODUCTION, on=TODAY)
    unsure = {
        finding.key
        for finding in findings
        if finding.reason in {FindingReason.MEMORY_RULE, FindingReason.UNKNOWN_RULE}
    }
    assert unsure == {"issuer", "validity.bands[0]", "languages", "retention", "second_look"}
    assert refuses(findings)
    development = check_profile(FAITHACTION, environment=Environment.DEVELOPMENT, on=TODAY)
    assert not refuses(development)
    assert issuing_is_refused_for(FAITHACTION) == ()


# --- MARCC (facts, section 2.4) ---


@pytest.mark.parametrize(
    "kind",
    ["passport", "birth_certificate", "drivers_license", "national_id", "military_id",
     "consular_id"],
)  # fmt: skip
@pytest.mark.parametrize("address", ["utility_bill", "bank_statement", "lease"])
def test_marcc_takes_one_paper_of_each_list(kind: str, address: str) -> None:
    assert decide(MARCC, paper(kind), paper(address)).satisfied


@pytest.mark.parametrize(
    ("kinds", "reasons"),
    [
        pytest.param(["lease"], ("identity_not_shown",), id="address alone"),
        pytest.param(["passport"], ("residency_not_shown",), id="date of birth alone"),
        pytest.param(["passport", "birth_certificate"], ("residency_not_shown",), id="twice one"),
        pytest.param(["license_with_address"], ("residency_not_shown",), id="one paper is not two"),
        pytest.param(
            ["social_security_card", "lease"], ("identity_not_shown",), id="not on the list"
        ),
    ],
)
def test_marcc_wants_two_papers(kinds: list[str], reasons: tuple[str, ...]) -> None:
    assert decide(MARCC, *(paper(kind) for kind in kinds)).reasons == reasons


def test_marcc_costs_fifteen_dollars_or_nothing_for_a_year() -> None:
    assert MARCC.fee_cents(ApplicationKind.NEW, ages=ADULT) == 1500
    assert MARCC.fee_cents(ApplicationKind.NEW, ages=ADULT, waiver="cannot_pay") == 0
    made = MARCC.card_dates(birth_date=BirthDate(1990), issued_on=TODAY)
    assert made.last_day == date(2027, 11, 23)


def test_marcc_prints_four_elements() -> None:
    assert {field.value for field in MARCC.card.fields} == {
        "photo",
        "name",
        "address",
        "birth_date",
    }


def test_marcc_keeps_nothing_and_waits_until_that_is_enforced() -> None:
    assert MARCC.retention.rung is Rung.R0
    assert issuing_is_refused_for(MARCC) == (FindingReason.RUNG_NOT_ENFORCED,)
    findings = check_profile(MARCC, environment=Environment.PRODUCTION, on=TODAY)
    assert refuses(findings)
    assert FindingReason.RUNG_NOT_ENFORCED in {finding.reason for finding in findings}


# --- All of them ---


@pytest.mark.parametrize("profile", EVERY_PROFILE)
def test_every_rule_names_its_source(profile: ProgramProfile) -> None:
    rules = dict(sourced_rules(profile))
    assert len(rules) > 15
    assert all(rule.source for rule in rules.values())
    is_invented = {rule.provenance is Provenance.FICTIONAL for rule in rules.values()}
    assert is_invented == {profile.id == "riverbend"}


@pytest.mark.parametrize("profile", EVERY_PROFILE)
@pytest.mark.parametrize("age", [0, 10, 13, 14, 17, 18, 21, 22, 40, 64, 65, 90])
def test_everybody_is_told_a_way_to_finish(profile: ProgramProfile, age: int) -> None:
    explanation = explain(profile.documents, [], ages=AgeBounds.exactly(age), today=TODAY)
    assert explanation.ways


@pytest.mark.parametrize("profile", EVERY_PROFILE)
def test_no_profile_says_a_word_that_is_kept_out(profile: ProgramProfile) -> None:
    kept_out = re.compile(
        r"\b(fake|forged|stolen|illegal|status|alien|citizen|undocumented|homeless|hold|drive"
        r"|denied)\b",
        re.IGNORECASE,
    )
    spoken = [
        profile.name,
        *profile.legal_lines(on=TODAY),
        *(claim.text for claim in profile.claims),
        *(site.name for site in profile.sites),
        *(waiver.label for waiver in profile.fees.waivers),
        *(item.label for item in getattr(profile.documents.rule, "items", ())),
    ]
    assert not [text for text in spoken if kept_out.search(text)]
