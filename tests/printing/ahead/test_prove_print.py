"""One print proved ahead: its outcome is kept, its drawing is not."""

from uuid import UUID

from app.core.permissions import Role
from app.printing.ahead import PrintProof, ProofRepository, prove_print
from tests import walks
from tests.journeys.desks import done
from tests.printing.proof.test_draw_proved import flat_photo, keep_photo, last_entry
from tests.town import Town


def queued(town: Town) -> tuple[UUID, UUID]:
    """Return a card that waits for its print, and the print."""
    card_id = walks.issued(town)
    jobs = done(town.script(Role.PRINTER).get("/api/print-jobs"))
    return card_id, UUID(jobs[-1]["id"])


def prove(town: Town, job_id: UUID) -> PrintProof | None:
    with town.app.state.new_session() as session:
        prove_print(session, job_id, vault=town.vault, now=town.clock())
        session.finish()
    with town.app.state.new_session() as session:
        return ProofRepository(session).find(job_id)


def test_a_print_that_would_pass_is_on_record_with_its_design_and_proved_once(town: Town) -> None:
    _, job_id = queued(town)
    proof = prove(town, job_id)
    assert proof is not None
    assert (proof.outcome, proof.element) == ("passed", "")
    assert proof.design_version.startswith("riverbend/")
    town.clock.move(minutes=1)
    again = prove(town, job_id)
    assert again is not None
    assert again.proved_at == proof.proved_at


def test_a_print_at_fault_names_the_element_until_it_is_mended(town: Town) -> None:
    card_id, job_id = queued(town)
    keep_photo(town, card_id, flat_photo())
    proof = prove(town, job_id)
    assert proof is not None
    assert (proof.outcome, proof.element) == ("photo_flat", "photo")
    assert last_entry(town)["reason"] == "photo:photo_flat"
    keep_photo(town, card_id, walks.photo())
    mended = prove(town, job_id)
    assert mended is not None
    assert mended.outcome == "passed"
    with town.app.state.new_session() as session:
        assert ProofRepository(session).faults([job_id]) == {}


def test_what_cannot_be_drawn_at_all_is_an_outcome_too(sqlite_town: Town) -> None:
    card_id, job_id = queued(sqlite_town)
    keep_photo(sqlite_town, card_id, b"no picture")
    proof = prove(sqlite_town, job_id)
    assert proof is not None
    assert (proof.outcome, proof.element) == ("photo_unreadable", "photo")


def test_a_print_that_waits_no_longer_is_not_drawn(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id, job_id = queued(town)
    walks.drawn(town, card_id)
    assert prove(town, job_id) is None
