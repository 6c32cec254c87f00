from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from app.core.documents.span import Span, SpanText

DAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("1 day", date(2026, 3, 30), date(2026, 4, 1)),
        ("60 days", date(2026, 1, 30), date(2026, 5, 30)),
        pytest.param("1 month", date(2026, 2, 28), date(2026, 4, 30), id="a shorter month"),
        ("3 months", date(2025, 12, 31), date(2026, 6, 30)),
        ("5 years", date(2021, 3, 31), date(2031, 3, 31)),
        ("0 days", DAY, DAY),
    ],
)
def test_moves_a_day(text: str, before: date, after: date) -> None:
    span = Span.parse(text)
    assert (span.before(DAY), span.after(DAY)) == (before, after)


@pytest.mark.parametrize("text", ["", "3", "3 weeks", "-3 days", "03 days", "3  days", 3, None])
def test_refuses_other_forms(text: object) -> None:
    with pytest.raises(ValueError, match="60 days"):
        Span.parse(text)


@pytest.mark.parametrize("text", ["60 days", "3 months", "60 months"])
def test_is_text_in_profiles_and_in_json(text: str) -> None:
    adapter: TypeAdapter[Span] = TypeAdapter(SpanText)
    span = adapter.validate_python(text)
    assert adapter.dump_python(span, mode="json") == text
    assert adapter.validate_python(span) is span
    with pytest.raises(ValidationError):
        adapter.validate_python("soon")


def test_never_leaves_the_calendar() -> None:
    assert Span.parse("9999 years").after(DAY) == date.max
    assert Span.parse("9999 years").before(DAY) == date.min


def test_compares_months_with_days() -> None:
    assert Span.parse("3 months").is_longer_than(Span.parse("60 days"))
    assert not Span.parse("1 month").is_longer_than(Span.parse("31 days"))
