"""Forms of a name that fit the program's card."""

from app.applicants import Names
from app.applications.propose_names import MOST, propose_names, propose_second_names
from tests.applications.programs import riverbend

LONG = "Maria Guadalupe Wilhelmina Alexandrina Bartholomea Constantina Featherstonehaugh"


def test_a_shorter_form_that_fits_is_proposed() -> None:
    forms = propose_names(Names(given=LONG, family="W" * 20), program=riverbend())
    assert "W" * 20 in forms[0]
    assert 0 < len(forms) <= MOST


def test_a_script_without_a_font_is_proposed_in_latin_letters() -> None:
    names = Names(given="\U00010330\U00010331", family="", romanised="Atta Unsar")
    assert propose_names(names, program=riverbend()) == ("Atta Unsar",)


def test_a_second_name_that_is_too_long_is_proposed_shorter() -> None:
    names = Names(given="أمل", family="حداد", romanised=LONG)
    assert "Maria Featherstonehaugh" in propose_second_names(names, program=riverbend())


def test_what_fits_nowhere_has_no_proposal() -> None:
    assert propose_names(Names(given="W" * 90, family=""), program=riverbend()) == ()
