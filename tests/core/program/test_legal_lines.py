from datetime import date

from tests.core.program.profiles import SOURCED, TODAY, profile


def test_every_card_says_what_it_is_not() -> None:
    assert profile().legal_lines(on=TODAY) == (
        "Not for voting.",
        "Not a driver's license.",
        "Not a federal ID.",
    )


def test_then_come_the_lines_of_the_law_and_the_programs_own_each_once() -> None:
    made = profile(
        jurisdiction=[
            {
                "rule": "card_must_carry",
                "lines": ["Not valid for benefits.", "Not for voting."],
                "place": "Somewhere",
                "since": "2026-11-24",
                **SOURCED,
            }
        ],
        card__legal_lines=["Please return.", "Not valid for benefits."],
    )
    assert made.legal_lines(on=TODAY)[3:] == ("Not valid for benefits.", "Please return.")
    assert made.legal_lines(on=date(2026, 11, 23))[3:] == (
        "Please return.",
        "Not valid for benefits.",
    )
