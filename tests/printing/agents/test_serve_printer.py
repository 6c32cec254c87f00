"""What an agent gets is drawn for the printer it serves: moved, coloured, and the same card."""

from uuid import UUID

import pytest

from app.cards import CardRepository
from app.core.permissions import Role
from app.core.print_room import PrintReport
from app.kit.actor import SERVICE
from app.kit.errors import AppError, ConflictError, NotFoundError
from app.printing import drawing_of
from app.printing.agents import AgentRepository, serve_printer
from app.printing.printers.change_printer import change_printer
from app.printing.printers.close_printer import close_printer
from app.printing.printers.printer_form import PrinterForm
from tests.core.rendering.test_layers import operators_of
from tests.journeys.desks import done, refused
from tests.printing.print_room import Agent, agent, batch, states
from tests.printing.printers.test_printers import CARD, SHEET, code_box, printer
from tests.rendering.paper import faces_of, read_code
from tests.town import Town

OF_RGB, OF_PRESS = {b"rg", b"RG"}, {b"k", b"K"}


def drawn_next(one: Agent) -> bytes:
    """Take the next card through an agent's hands and return what it was given to print."""
    lease = one.next()
    assert lease is not None
    one.sent(lease)
    pdf = one.draw(lease)
    one.report(lease, PrintReport.PRINTED)
    return pdf


def plainly(town: Town, card_id: UUID) -> bytes:
    """Return a card as the design has it."""
    with town.app.state.new_session() as session:
        card = CardRepository(session).get(card_id, site="")
        return drawing_of(session, card, vault=town.vault, actor=SERVICE)


def symbol(pdf: bytes) -> tuple[str, int, int]:
    """Return text, version and mask of the code of a card."""
    code = read_code(faces_of(pdf)[1])
    return code.text, code.version, code.mask


def test_an_agents_card_is_moved_and_coloured_for_its_printer(town: Town) -> None:
    _, (card_id,) = batch(town)
    setting = {"offset_x": 1.5, "offset_y": -2, "profile": "cmyk"}
    pdf = drawn_next(agent(town, printer_id=UUID(printer(town, **CARD, **setting))))
    still = plainly(town, card_id)
    assert code_box(pdf) == pytest.approx(
        [edge + by for edge, by in zip(code_box(still), (1.5, -2) * 2, strict=True)], abs=0.1
    )
    assert operators_of(still) >= OF_RGB
    assert operators_of(pdf) >= OF_PRESS
    assert not OF_RGB & operators_of(pdf)
    assert symbol(pdf) == symbol(still)


def test_an_agent_without_a_printer_of_the_register_gets_the_card_as_it_is(town: Town) -> None:
    _, (card_id,) = batch(town)
    assert drawn_next(agent(town)) == plainly(town, card_id)


def test_an_administrator_gives_an_agent_another_printer(town: Town) -> None:
    administrator = town.script(Role.ADMINISTRATOR)
    first = printer(town, **CARD)
    second = printer(town, **CARD | {"name": "Evolis " + "n" * 90}, offset_x=-2)
    body = {"site": "city_hall", "name": "Desk 1", "printer_id": first}
    made = done(administrator.post("/api/print-agents", json=body))
    (row,) = done(administrator.get("/api/print-agents"))
    assert (row["printer"], row["printer_id"]) == ("Zebra by the window", first)
    path = f"/api/print-agents/{made['id']}/printer"
    for chosen, name in ((second, "Evolis " + "n" * 90), (None, "Desk 1")):
        assert administrator.put(path, json={"printer_id": chosen}).status_code == 204
        (row,) = done(administrator.get("/api/print-agents"))
        assert (row["printer"], row["printer_id"]) == (name, chosen)


def test_another_desks_printer_or_one_for_sheets_is_not_served(sqlite_town: Town) -> None:
    town = sqlite_town
    one = agent(town)
    elsewhere = printer(town, **CARD | {"site": "east_library"})
    for other in (elsewhere, printer(town, **SHEET)):
        with pytest.raises(NotFoundError, match="no_such_printer"):
            agent(town, printer_id=UUID(other))
        with pytest.raises(NotFoundError, match="no_such_printer"), town.transaction() as session:
            serve_printer(session, one.at_work.id, UUID(other), by=SERVICE, now=town.clock())


def test_a_printer_out_of_use_gets_no_further_card_but_the_one_committed_to_it(
    sqlite_town: Town,
) -> None:
    town = sqlite_town
    _, (card_id, _) = batch(town, cards=2)
    chosen = printer(town, **CARD, offset_x=2)
    one = agent(town, printer_id=UUID(chosen))
    lease = one.next()
    assert lease is not None
    one.sent(lease)
    administrator = town.script(Role.ADMINISTRATOR)
    done(administrator.post(f"/api/printers/{chosen}/closure"))
    still, moved = code_box(plainly(town, card_id)), code_box(one.draw(lease))
    assert moved[0] - still[0] == pytest.approx(2, abs=0.1)
    one.report(lease, PrintReport.PRINTED)
    assert refused(one.client().post("/api/print-agents/next")) == (409, "printer_closed")
    with town.transaction() as session:
        serve_printer(session, one.at_work.id, None, by=SERVICE, now=town.clock())
    assert one.next() is not None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (None, "printer_closed"),
        ({"site": "east_library"}, "no_such_printer"),
        ({"kind": "sheet"}, "no_such_printer"),
    ],
)
def test_a_card_under_lease_is_not_committed_to_a_printer_that_takes_none_here(
    sqlite_town: Town, change: dict[str, str] | None, reason: str
) -> None:
    town = sqlite_town
    batch_id, _ = batch(town)
    chosen = printer(town, **CARD)
    one, other = agent(town, printer_id=UUID(chosen)), agent(town, name="Desk 2")
    lease = one.next()
    assert lease is not None
    with town.transaction() as session:
        if change is None:
            close_printer(session, UUID(chosen), by=SERVICE, now=town.clock())
        else:
            form = PrinterForm.model_validate(CARD | change)
            change_printer(session, UUID(chosen), form, by=SERVICE, now=town.clock())
    for refuse in (lambda: one.sent(lease), one.next):
        with pytest.raises(AppError, match=reason):
            refuse()
    assert states(town, batch_id) == ["leased"]
    town.clock.move(seconds=60)
    assert other.next() is not None


def test_a_closed_agent_serves_no_other_printer(sqlite_town: Town) -> None:
    one = agent(sqlite_town)
    with sqlite_town.transaction() as session:
        agents = AgentRepository(session)
        agents.change(agents.lock(one.at_work.id), is_closed=True)
    with pytest.raises(ConflictError, match="agent_closed"), sqlite_town.transaction() as session:
        serve_printer(session, one.at_work.id, None, by=SERVICE, now=sqlite_town.clock())
