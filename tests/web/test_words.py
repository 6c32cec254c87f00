"""Every code that a page can meet has words: states, results, reasons, acts, modes of address."""

from collections.abc import Iterable
from enum import StrEnum

import pytest

from app.applicants import AddressMode
from app.applications.reasons import RefusalReason, ReturnReason
from app.cards.reasons import ReprintReason, RevocationReason, SpoilReason, SuspensionReason
from app.core.birth_date import BirthDateProblem
from app.core.credential.verdict import ResultWord
from app.core.documents.decision import Category
from app.core.lifecycle import ApplicationState, CardState, PrintJobState
from app.core.names import NameRefusal
from app.core.permissions import Role
from app.core.rendering.fit_refusal import FitRefusal
from app.kit.html import environment

FALLBACK = "This does not fit yet. Please check it and try again."


def words(template: str, name: str) -> dict[str, str]:
    found: dict[str, str] = getattr(environment("en").get_template(template).module, name)
    return found


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        pytest.param(
            "STATES", [*ApplicationState, *CardState, *PrintJobState, "expired"], id="states"
        ),
        pytest.param("ROLES", list(Role), id="roles"),
        pytest.param("CATEGORIES", list(Category), id="categories of papers"),
        pytest.param("ADDRESS_MODES", list(AddressMode), id="modes of address"),
    ],
)
def test_every_code_has_a_word(name: str, codes: Iterable[str]) -> None:
    assert set(codes) <= set(words("macros/words.html", name))


def test_every_result_of_a_check_has_a_sentence() -> None:
    assert set(words("macros/result.html", "SENTENCES")) == set(ResultWord)


def test_the_two_results_for_a_card_out_of_use_read_alike() -> None:
    sentences = words("macros/result.html", "SENTENCES")

    assert sentences["suspended"] == sentences["revoked"]


@pytest.mark.parametrize(
    "reasons",
    [
        pytest.param(reasons, id=reasons.__name__)
        for reasons in (
            ReturnReason,
            RefusalReason,
            SuspensionReason,
            RevocationReason,
            SpoilReason,
            ReprintReason,
            NameRefusal,
            BirthDateProblem,
            FitRefusal,
        )
    ],
)
def test_every_reason_has_a_sentence_of_its_own(reasons: type[StrEnum]) -> None:
    sentence = environment("en").get_template("macros/reasons.html").module.sentence  # type: ignore[attr-defined]  # a macro

    assert not [reason for reason in reasons if str(sentence(reason)) == FALLBACK]


def test_a_reason_without_a_sentence_gets_one_that_is_true_of_all() -> None:
    sentence = environment("en").get_template("macros/reasons.html").module.sentence  # type: ignore[attr-defined]  # a macro

    assert str(sentence("no_such_reason")) == FALLBACK


def test_a_state_that_does_not_allow_an_act_has_a_sentence() -> None:
    sentence = environment("en").get_template("macros/reasons.html").module.sentence  # type: ignore[attr-defined]  # a macro

    assert str(sentence("card_is_revoked")).startswith("This is not possible at this point.")
