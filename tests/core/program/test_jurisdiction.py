from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from app.core.program.jurisdiction import JurisdictionEntry, acceptance_is_barred, in_force
from tests.core.program.profiles import SOURCED, TODAY

ENTRY: TypeAdapter[JurisdictionEntry] = TypeAdapter(JurisdictionEntry)


def entry(since: str, until: str | None = None, *, allowed: bool = False) -> JurisdictionEntry:
    return ENTRY.validate_python(
        {
            "rule": "may_be_accepted_by_officials",
            "allowed": allowed,
            "place": "Somewhere",
            "since": since,
            **({} if until is None else {"until": until}),
            **SOURCED,
        }
    )


@pytest.mark.parametrize(
    ("since", "until", "is_in_force"),
    [
        pytest.param("2015", None, True, id="since a year"),
        pytest.param("2026", None, True, id="since some day of this year"),
        pytest.param("2026-11-24", None, True, id="from today"),
        pytest.param("2026-11-25", None, False, id="from tomorrow"),
        pytest.param("2026-12", None, False, id="from next month"),
        pytest.param("2015", "2026-11-24", True, id="last day"),
        pytest.param("2015", "2026-11-23", False, id="over"),
        pytest.param("2015", "2026", True, id="until some day of this year"),
        pytest.param("2015", "2025-06", False, id="over last year"),
    ],
)
def test_an_entry_has_its_time(since: str, until: str | None, *, is_in_force: bool) -> None:
    entries = (entry(since, until),)
    assert bool(list(in_force(entries, on=TODAY))) is is_in_force
    assert acceptance_is_barred(entries, on=TODAY) is is_in_force


def test_acceptance_that_is_allowed_is_not_barred() -> None:
    assert not acceptance_is_barred((entry("2015", allowed=True),), on=date(2026, 1, 1))


def test_refuses_an_entry_that_ends_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="lies before"):
        entry("2020", "2019")


def test_refuses_a_vague_time() -> None:
    with pytest.raises(ValidationError, match="pattern"):
        entry("last spring")
