"""Which other forms of a name fit the program's card, for a name that does not."""

from dataclasses import replace

from app.applicants import Names
from app.core.name_proposals import name_proposals
from app.core.rendering.content import CardContent
from app.core.rendering.measure import measure
from app.programs import ActiveProgram, load_card_design, program_text

MOST = 3


def propose_names(names: Names, *, program: ActiveProgram) -> tuple[str, ...]:
    """Return at most three forms for the name's place on the card, the nearest first."""
    forms = name_proposals(
        names.card_name(), given=names.given, family=names.family, romanised=names.romanised
    )
    return _fitting([_card(program, form) for form in forms], program=program)


def propose_second_names(names: Names, *, program: ActiveProgram) -> tuple[str, ...]:
    """Return at most three shorter forms of the name in Latin letters."""
    forms = name_proposals(names.romanised, given=names.romanised, family="", romanised="")
    return _fitting(
        [replace(_card(program, form), second_name=form) for form in forms], program=program
    )


def _card(program: ActiveProgram, name: str) -> CardContent:
    return CardContent(program=program_text(program.profile, on=program.today), name=name)


def _fitting(cards: list[CardContent], *, program: ActiveProgram) -> tuple[str, ...]:
    design = load_card_design(program.profile.card.design)
    return tuple(card.name for card in cards if not measure(design, card))[:MOST]
