from collections.abc import Callable

import pytest

from app.core.program import ProfileError, ProfileProblem, parse_profile

Bend = Callable[[str], str]

SMALL = """\
id = "milltown"
version = "1"
name = "Milltown ID"
time_zone = "America/Chicago"
legal_basis = { instrument = "Ordinance 1", provenance = "fictional", source = "Invented" }
sites = [{ id = "hall", name = "Town hall", provenance = "fictional", source = "Invented" }]
eligibility = { provenance = "fictional", source = "Invented" }
fees = {}
validity = { bands = [{ ages = {}, years = 5, provenance = "fictional", source = "Invented" }] }
card = { design = "a", fields = ["name"], provenance = "fictional", source = "Invented" }
languages = { offered = ["en"], provenance = "fictional", source = "Invented" }
second_look = { when = "before_printing", provenance = "fictional", source = "Invented" }

[issuer]
name = "Milltown"
url = "https://id.milltown.example"
host_held_by = "Milltown"
provenance = "fictional"
source = "Invented"

[retention]
rung = "R4"
draft_days = 30
refused_days = 90
provenance = "fictional"
source = "Invented"

[documents.rule]
form = "points"
minima = { total = 3 }
provenance = "fictional"
source = "Invented"

[[documents.accepted]]
kinds = ["passport"]
identity = 3
provenance = "fictional"
source = "Invented"
"""


def test_parses_a_file() -> None:
    made = parse_profile(SMALL.encode())
    assert (made.id, made.documents.terms["passport"].identity) == ("milltown", 3)


def replaced(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "problem", "key"),
    [
        pytest.param("id = ", ProfileProblem.NOT_TOML, "", id="not TOML"),
        pytest.param(SMALL + 'id = "b"\nid = "c"', ProfileProblem.NOT_TOML, "", id="a key twice"),
        pytest.param("a = " + "[" * 5000, ProfileProblem.NOT_TOML, "", id="nested without end"),
        pytest.param("#" * (256 * 1024 + 1), ProfileProblem.TOO_LARGE, "", id="too large"),
        pytest.param('colour = "red"\n' + SMALL, ProfileProblem.UNKNOWN_KEY, "colour", id="key"),
        pytest.param(
            replaced("refused_days", "denied_days"),
            ProfileProblem.MISSING_KEY,
            "retention.refused_days",
            id="missing within",
        ),
        pytest.param(
            replaced("identity = 3", "identity = 3\nresidenzy = 1"),
            ProfileProblem.UNKNOWN_KEY,
            "documents.accepted[0].residenzy",
            id="unknown within a list",
        ),
        pytest.param(
            replaced("minima = { total = 3 }", "minima = { totl = 3 }"),
            ProfileProblem.UNKNOWN_KEY,
            "documents.rule.minima.totl",
            id="unknown within one form of a rule",
        ),
        pytest.param(
            replaced('form = "points"\n', ""),
            ProfileProblem.MISSING_KEY,
            "documents.rule",
            id="no form",
        ),
        pytest.param(
            replaced('form = "points"', 'form = "lottery"'),
            ProfileProblem.BAD_VALUE,
            "documents.rule",
            id="no such form",
        ),
        pytest.param(
            replaced('["passport"]', '["pasport"]'),
            ProfileProblem.BAD_VALUE,
            "documents.accepted[0].kinds",
            id="unknown kind of paper",
        ),
        pytest.param(
            replaced('["passport"]', '["passport", "Pass port"]'),
            ProfileProblem.BAD_VALUE,
            "documents.accepted[0].kinds[1]",
            id="within a list of words",
        ),
        pytest.param(
            replaced("identity = 3", 'identity = "3"'),
            ProfileProblem.BAD_VALUE,
            "documents.accepted[0].identity",
            id="text for a number",
        ),
        pytest.param(
            replaced('rung = "R4"', 'rung = "R5"'),
            ProfileProblem.BAD_VALUE,
            "retention.rung",
            id="R5",
        ),
        pytest.param(
            replaced('provenance = "fictional"', 'provenance = "rumour"'),
            ProfileProblem.BAD_VALUE,
            "legal_basis.provenance",
            id="provenance",
        ),
        pytest.param(
            replaced('source = "Invented"\n\n[retention]', "\n[retention]"),
            ProfileProblem.MISSING_KEY,
            "issuer.source",
            id="a rule without source",
        ),
    ],
)
def test_names_the_key_at_fault(text: str, problem: ProfileProblem, key: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile(text.encode())
    assert (caught.value.problem, caught.value.key) == (problem, key)


def test_names_all_faults_at_once() -> None:
    text = replaced("identity = 3", 'identity = "3"').replace('version = "1"\n', "")
    with pytest.raises(ProfileError) as caught:
        parse_profile(text.encode())
    assert [fault.key for fault in caught.value.faults] == [
        "version",
        "documents.accepted[0].identity",
    ]
    assert str(caught.value).splitlines()[0] == "version: missing_key: Field required"


def test_a_file_that_is_no_text_is_no_profile() -> None:
    with pytest.raises(ProfileError, match="the file: not_toml"):
        parse_profile(b"\xff\xfe")
