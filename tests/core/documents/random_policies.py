"""Strategies for policies of every form and for sets of papers, for the property tests."""

from datetime import timedelta

from hypothesis import strategies as st

from app.core.birth_date import AgeBounds
from app.core.documents import DocumentPolicy, PresentedDocument
from tests.core.documents.policies import SOURCED, TODAY, Table, policy

KINDS = (
    "passport",
    "national_id",
    "birth_certificate",
    "health_card",
    "school_photo_id",
    "license_with_address",
    "utility_bill",
    "lease",
    "care_of_letter",
    "caretaker_photo_id",
    "guardianship_paper",
)
IDENTITY = frozenset(KINDS[:6])
RESIDENCY = frozenset(KINDS[5:8])
DATED = frozenset({"utility_bill", "lease", "care_of_letter"})
LISTS = ("strong", "weaker", "home")


def ages() -> st.SearchStrategy[AgeBounds]:
    return st.builds(
        lambda youngest, extra: AgeBounds(youngest, youngest + extra),
        st.integers(0, 80),
        st.integers(0, 1),
    )


@st.composite
def papers(draw: st.DrawFn) -> PresentedDocument:
    end = draw(st.none() | st.integers(-2500, 900))
    made = draw(st.none() | st.integers(-400, 2))
    return PresentedDocument(
        kind=draw(st.sampled_from(KINDS)),
        expires_on=None if end is None else TODAY + timedelta(days=end),
        issued_on=None
        if made is None
        else TODAY + timedelta(days=made if end is None else min(made, end)),
        organization=draw(st.sampled_from([None, "River House"])),
    )


def age_ranges() -> st.SearchStrategy[Table]:
    return st.sampled_from([{}, {"under": 14}, {"at_least": 14}, {"at_least": 10, "under": 22}])


@st.composite
def policies(draw: st.DrawFn) -> DocumentPolicy:
    rule = draw(_rules())
    # Those the rule asks for, read from its text: quicker than to know all four forms here.
    lists = [name for name in LISTS if repr(name) in repr(rule)]
    accepted = [
        draw(_terms(kind, lists=lists))
        for kind in draw(st.sets(st.sampled_from(KINDS), min_size=1))
    ]
    proofs = st.sampled_from(["photo", "birth_date", "caretaker", "relationship"])
    return policy(
        rule,
        sorted(accepted, key=str),
        conditions=draw(
            st.lists(st.fixed_dictionaries({"needs": proofs, "ages": age_ranges()}), max_size=3)
        ),
        routes=draw(st.lists(_routes(), max_size=2, unique_by=lambda route: str(route["id"]))),
    )


def _routes() -> st.SearchStrategy[Table]:
    return st.fixed_dictionaries(
        {
            "id": st.sampled_from(["caretaker", "care_of"]),
            "opened_by": st.sets(
                st.sampled_from(["caretaker", "relationship", "care_of"]), min_size=1
            ),
            "ages": age_ranges(),
            "waives": st.sets(st.sampled_from(["photo", "birth_date"])),
            "grants": st.fixed_dictionaries(
                {"identity": st.integers(0, 2), "residency": st.integers(0, 1)}
            ),
        }
    )


def _rules() -> st.SearchStrategy[Table]:
    minima = st.fixed_dictionaries(
        {name: st.integers(0, 6) for name in ("identity", "residency", "total")}
    )
    ways = st.lists(
        st.dictionaries(st.sampled_from(LISTS), st.integers(1, 2), min_size=1),
        min_size=1,
        max_size=2,
    )
    items = st.lists(
        st.fixed_dictionaries(
            {
                "list": st.sampled_from(LISTS),
                "label": st.just("Something"),
                "category": st.sampled_from(["identity", "residency", "other"]),
            }
        ),
        min_size=1,
        max_size=3,
    )
    return st.one_of(
        st.fixed_dictionaries({"form": st.just("points"), "minima": minima}),
        st.fixed_dictionaries(
            {
                "form": st.just("weighted_points"),
                "minima": minima,
                "after_expiry": st.just(
                    [{"up_to": "1 year", "percent": 100}, {"up_to": "5 years", "percent": 50}]
                ),
            }
        ),
        st.fixed_dictionaries(
            {
                "form": st.just("combinations"),
                "identity": ways,
                "residency": ways,
                "share": st.booleans(),
            }
        ),
        st.fixed_dictionaries(
            {"form": st.just("checklist"), "items": items, "separate": st.booleans()}
        ),
    )


@st.composite
def _terms(draw: st.DrawFn, kind: str, *, lists: list[str]) -> Table:
    counts_points = not lists
    terms: dict[str, object] = {**SOURCED, "kinds": [kind], "ages": draw(age_ranges())}
    if counts_points:
        terms["identity"] = draw(st.integers(0, 4)) if kind in IDENTITY else 0
        terms["residency"] = draw(st.integers(0, 2)) if kind in RESIDENCY else 0
    if kind in DATED:
        terms["max_age"] = draw(st.sampled_from(["15 days", "60 days", "1 year"]))
    if draw(st.booleans()) and kind in IDENTITY:
        terms["expired"] = [{"up_to": "3 years", **({"identity": 0} if counts_points else {})}]
    if lists:
        terms["lists"] = draw(st.sets(st.sampled_from(lists)))
    return terms
