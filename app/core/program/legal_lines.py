"""The lines a card must carry: those every design has, the law's, and the program's own."""

from collections.abc import Iterable
from datetime import date

from app.core.documents.wording import N_
from app.core.program.jurisdiction import CardMustCarry, JurisdictionEntry, in_force

# What no card of this kind is. Every design prints these, whatever the profile says.
ALWAYS_PRINTED = (
    N_("Not for voting."),
    N_("Not a driver's license."),
    N_("Not a federal ID."),
)


def lines_to_print(
    own: Iterable[str], *, jurisdiction: tuple[JurisdictionEntry, ...], on: date
) -> tuple[str, ...]:
    """Return the lines in the order they are printed, each once."""
    wanted = [*ALWAYS_PRINTED]
    for _, entry in in_force(jurisdiction, on=on):
        if isinstance(entry, CardMustCarry):
            wanted += entry.lines
    return tuple(dict.fromkeys([*wanted, *own]))
