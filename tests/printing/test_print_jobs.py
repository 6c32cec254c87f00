"""One print of one card: queued once, drawn as often as needed, confirmed or spoiled."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pypdfium2
import pytest
from sqlalchemy import text

from app.applicants import Address, Names, Person
from app.cards import RevocationReason, SpoilReason, revoke_card
from app.cli.read_code import read_code
from app.core.birth_date import BirthDate
from app.core.permissions import Role
from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError, RefusedError, UnavailableError
from app.printing import (
    PrintJob,
    PrintJobRepository,
    confirm_print,
    draw_card_of_job,
    queue_print,
    spoil_print,
)
from app.vault import Label, Vault
from tests.at_desk import at_desk
from tests.cards.towns import ISSUER, card_of, token_of
from tests.journeys.desks import done, refused
from tests.town import Town
from tests.walks import MINOR, PERSON, issued, printed

CARD_POINTS = (85.60 / 25.4 * 72, 53.98 / 25.4 * 72)


def queue(town: Town, card_id: UUID) -> UUID:
    with at_desk(town, Role.PRINTER) as (session, actor):
        return queue_print(session, card_id, actor=actor, now=town.clock())


def draw(town: Town, job_id: UUID) -> bytes:
    actor = town.actor(Role.PRINTER)
    with town.app.state.new_session() as session:
        pdf = draw_card_of_job(session, job_id, vault=town.vault, actor=actor, now=town.clock())
        session.finish()
    return pdf


def confirm(town: Town, job_id: UUID) -> None:
    with at_desk(town, Role.PRINTER) as (session, actor):
        confirm_print(session, job_id, actor=actor, now=town.clock())


def spoil(town: Town, job_id: UUID) -> None:
    with at_desk(town, Role.PRINTER) as (session, actor):
        reason = SpoilReason.PRINT_FAULT
        spoil_print(session, job_id, reason=reason, actor=actor, now=town.clock())


def revoke(town: Town, card_id: UUID) -> None:
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = RevocationReason.ISSUED_IN_ERROR
        revoke_card(session, card_id, reason=reason, actor=actor, now=town.clock())


def job_of(town: Town, job_id: UUID) -> PrintJob:
    with town.app.state.new_session() as session:
        return PrintJobRepository(session).get(job_id, site="")


def words_on(pdf: bytes) -> str:
    """Return what somebody could select on the card; drawn outlines hold no words."""
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_card_has_one_open_print_at_a_time(town: Town) -> None:
    card_id = issued(town)
    with ThreadPoolExecutor(4) as pool:
        jobs = set(pool.map(lambda _: queue(town, card_id), range(4)))
    assert len(jobs) == 1
    (job,) = jobs
    assert job_of(town, job).state in {"queued", "sent"}


def test_a_drawing_has_two_pages_of_card_size_and_the_token_of_the_card(town: Town) -> None:
    card_id = issued(town)
    job_id = queue(town, card_id)
    first, second = draw(town, job_id), draw(town, job_id)
    assert first == second
    pages = pypdfium2.PdfDocument(first)
    assert [page.get_size() for page in pages] == [pytest.approx(CARD_POINTS, abs=0.01)] * 2
    assert read_code(first) == token_of(town, card_id).text(ISSUER)
    assert job_of(town, job_id).state == "sent"
    assert "Rosalba" not in words_on(first)


@pytest.mark.parametrize(
    "person",
    [
        pytest.param(MINOR, id="a minor without an address"),
        pytest.param(Person(PERSON.names, BirthDate(1950), Address()), id="no end, year only"),
        pytest.param(
            Person(
                Names(given="أمل", family="حداد", romanised="Amal Haddad"),
                BirthDate(1988, 5),
                PERSON.address,
            ),
            id="Arabic with a romanised line",
        ),
    ],
)
def test_cards_of_all_kinds_can_be_drawn_and_read_back(sqlite_town: Town, person: Person) -> None:
    card_id = issued(sqlite_town, person)
    pdf = draw(sqlite_town, queue(sqlite_town, card_id))
    assert read_code(pdf) == token_of(sqlite_town, card_id).text(ISSUER)


def test_what_was_not_drawn_cannot_be_confirmed_or_spoiled(sqlite_town: Town) -> None:
    job_id = queue(sqlite_town, issued(sqlite_town))
    for act in (confirm, spoil):
        with pytest.raises(ConflictError, match="print_job_is_queued"):
            act(sqlite_town, job_id)


def test_a_finished_print_is_finished(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    job_id = queue(town, card_id)
    draw(town, job_id)
    confirm(town, job_id)
    assert (job_of(town, job_id).state, card_of(town, card_id).state) == ("printed", "printed")
    with pytest.raises(ConflictError, match="print_job_is_printed"):
        draw(town, job_id)
    with pytest.raises(ConflictError, match="print_job_is_printed"):
        spoil(town, job_id)
    with pytest.raises(ConflictError, match="card_is_printed"):
        confirm(town, job_id)
    with pytest.raises(ConflictError, match="card_is_printed"):
        queue(town, card_id)


def test_a_spoiled_print_is_spoiled_once(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    job_id = queue(town, card_id)
    draw(town, job_id)
    spoil(town, job_id)
    job, card = job_of(town, job_id), card_of(town, card_id)
    assert (job.state, job.reason) == ("spoiled", "print_fault")
    assert (card.state, card.reason) == ("spoiled", "print_fault")
    with pytest.raises(ConflictError):
        spoil(town, job_id)
    with pytest.raises(ConflictError, match="print_job_is_spoiled"):
        confirm(town, job_id)


def test_a_card_revoked_before_its_print_is_neither_drawn_nor_confirmed(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    job_id = queue(town, card_id)
    draw(town, job_id)
    revoke(town, card_id)
    with pytest.raises(ConflictError, match="card_is_revoked"):
        draw(town, job_id)
    with pytest.raises(ConflictError, match="card_is_revoked"):
        confirm(town, job_id)
    spoil(town, job_id)
    assert job_of(town, job_id).state == "spoiled"
    assert card_of(town, card_id).state == "revoked"


def test_a_card_whose_data_is_gone_is_not_drawn(sqlite_town: Town) -> None:
    job_id = queue(sqlite_town, issued(sqlite_town))
    with sqlite_town.transaction() as session:
        session.execute(text("DELETE FROM sealed_values WHERE label = 'card.credential'"))
    with pytest.raises(UnavailableError, match="card_data_not_kept"):
        draw(sqlite_town, job_id)


def test_a_print_that_nobody_ordered_is_not_found(sqlite_town: Town) -> None:
    for act in (draw, confirm, spoil):
        with pytest.raises(NotFoundError, match="no_such_print_job"):
            act(sqlite_town, uuid4())


def test_no_print_is_confirmed_under_a_rung_that_is_not_enforced(sqlite_town: Town) -> None:
    town = sqlite_town
    job_id = queue(town, issued(town))
    draw(town, job_id)
    with town.transaction() as session:
        statement = text("UPDATE program_versions SET content = :content")
        session.execute(statement, {"content": _at_rung_2(town)})
    with pytest.raises(RefusedError, match="rung_not_enforced"):
        confirm(town, job_id)
    assert job_of(town, job_id).state == "sent"


def _at_rung_2(town: Town) -> bytes:
    with town.app.state.new_session() as session:
        content: bytes = session.scalars(text("SELECT content FROM program_versions")).one()
    return content.replace(b'rung = "R4"', b'rung = "R2"')


def test_the_queue_of_a_desk_holds_what_it_still_has_to_print(town: Town) -> None:
    printer = town.script(Role.PRINTER)
    first = issued(town)
    town.clock.move(minutes=1)
    second = issued(town)
    printed(town)
    queued = done(printer.get("/api/print-jobs"))
    assert [job["card_id"] for job in queued] == [str(first), str(second)]
    assert {job["state"] for job in queued} == {"queued"}
    job = done(printer.get(f"/api/print-jobs/{queued[0]['id']}"))
    assert job == queued[0]
    revoke(town, second)
    assert done(printer.get("/api/print-jobs")) == [job]

    town.add(Role.PRINTER, email="east@riverbend.example", site="east_library")
    east = town.script(Role.PRINTER, email="east@riverbend.example")
    assert done(east.get("/api/print-jobs")) == []
    elsewhere = east.post(f"/api/print-jobs/{queued[0]['id']}/drawing")
    assert refused(elsewhere) == (404, "no_such_print_job")


def test_a_card_that_changes_while_it_is_drawn_is_not_handed_out(town: Town) -> None:
    card_id = issued(town)
    job_id = queue(town, card_id)
    actor = town.actor(Role.PRINTER)

    class Interrupted(Vault):
        """A vault; while it hands out the photo, a receipt is drawn elsewhere."""

        def read(self, session: Session, owner_id: UUID, label: Label) -> bytes | None:
            if label is Label.PHOTO:
                town.script(Role.CLERK).post(f"/api/cards/{card_id}/receipt")
            return super().read(session, owner_id, label)

    with (
        town.app.state.new_session() as session,
        pytest.raises(ConflictError, match="card_changed"),
    ):
        draw_card_of_job(
            session,
            job_id,
            vault=Interrupted(town.vault.keyring),
            actor=actor,
            now=town.clock(),
        )
    assert job_of(town, job_id).state == "queued"
