"""Where an agent can stand: at a desk, with a printer of its register or with another one.

One choice says both, so that nobody can choose the printer of another desk.
"""

from dataclasses import dataclass
from uuid import UUID

from app.kit.db import Session
from app.kit.errors import RefusedError
from app.printing.printers import PrinterKind, printer_choices
from app.programs import ActiveProgram

BETWEEN = "/"


@dataclass(frozen=True, slots=True)
class Place:
    """One choice; `printer` is empty for one that is not in the register."""

    value: str
    site: str
    printer: str


def place_value(site: str, printer_id: UUID | None) -> str:
    """Return a choice as a form sends it."""
    return f"{site}{BETWEEN}{printer_id or ''}"


def places_of(session: Session, program: ActiveProgram, *, site: str) -> list[Place]:
    """Return the choices of a desk (`site` empty: of all)."""
    found = []
    for desk in program.profile.sites:
        if site not in {"", desk.id}:
            continue
        name = program.site_name(desk.id)
        printers = printer_choices(session, site=desk.id, kind=PrinterKind.CARD)
        found += [Place(desk.id + BETWEEN + one, name, called) for one, called in printers]
        found.append(Place(place_value(desk.id, None), name, ""))
    return found


def read_place(text: str) -> tuple[str, UUID | None]:
    """Return the desk and the printer of a choice.

    Raises:
        RefusedError: `agent_field_unusable`.
    """
    try:
        site, printer = text.split(BETWEEN)
        return site, UUID(printer) if printer else None
    except ValueError as error:
        fields = (("place", "agent_field_unusable"),)
        raise RefusedError("agent_field_unusable", fields=fields) from error
