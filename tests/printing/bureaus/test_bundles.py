"""Cards go to an outside bureau: intent first, drawn once, sealed, and printed nowhere else."""

from io import BytesIO
from uuid import UUID

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from sqlalchemy import text

from app.applicants import Person
from app.audit import AuditRepository, verify_log
from app.cards import RevocationReason, SpoilReason, revoke_card
from app.cli.read_code import read_code
from app.core.permissions import Role
from app.kit.db import RegisterBrokenError
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from app.printing import PrintJobRepository, confirm_print, draw_card_of_job, spoil_print
from app.printing.bureaus.cancel_bundle import cancel_bundle
from app.printing.bureaus.close_bureau import close_bureau
from app.printing.bureaus.repository import BundleRepository
from tests.at_desk import at_desk
from tests.cards.towns import ISSUER, card_of, token_of
from tests.printing.bureaus.bureau_towns import bundle_for, bureau_of, drawn, sent
from tests.printing.proof.test_draw_proved import flat_photo, keep_photo
from tests.town import Town
from tests.walks import ELDER, MINOR, PERSON, issued


def waiting(town: Town, *people: Person) -> list[UUID]:
    """Issue the cards of these people, one minute after another."""
    cards = []
    for person in people:
        cards.append(issued(town, person))
        town.clock.move(minutes=1)
    return cards


def other_photo() -> bytes:
    """Return a picture of somebody else."""
    buffer = BytesIO()
    picture = Image.new("RGB", (600, 750), (120, 150, 171))
    ImageDraw.Draw(picture).ellipse((200, 120, 400, 480), fill=(60, 40, 30))
    picture.save(buffer, "JPEG")
    return buffer.getvalue()


def states(town: Town, bundle_id: UUID) -> list[tuple[str, str]]:
    """Return where each card of a bundle stands, and its print."""
    with town.app.state.new_session() as session:
        return [
            (piece.state, job.state)
            for piece, job, _ in BundleRepository(session).pieces(bundle_id)
        ]


def job_id_of(town: Town, card_id: UUID) -> UUID:
    with town.app.state.new_session() as session:
        job = PrintJobRepository(session).open_job_of(card_id)
    assert job is not None
    return job.id


def revoke(town: Town, card_id: UUID) -> None:
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = RevocationReason.ISSUED_IN_ERROR
        revoke_card(session, card_id, reason=reason, actor=actor, now=town.clock())


def test_the_bureau_gets_every_card_on_two_pages_of_its_own(town: Town) -> None:
    cards = waiting(town, PERSON, MINOR, ELDER)
    bureau = bureau_of(town)
    opened = sent(town, bureau)
    numbers = [card_of(town, card).number for card in cards]
    assert [card.number for card in opened.manifest.cards] == numbers
    (file,) = opened.files
    assert len(pypdfium2.PdfDocument(file)) == 6
    for card_id, filed in zip(cards, opened.manifest.cards, strict=True):
        two = pypdfium2.PdfDocument.new()
        two.import_pages(pypdfium2.PdfDocument(file), [filed.page - 1, filed.page])
        buffer = BytesIO()
        two.save(buffer)
        assert read_code(buffer.getvalue()) == token_of(town, card_id).text(ISSUER)
    assert states(town, opened.manifest.bundle) == [("sent", "sent")] * 3
    with town.app.state.new_session() as session:
        assert verify_log(session).is_intact


def test_nothing_is_drawn_before_the_intent_is_on_record(town: Town) -> None:
    card_id = issued(town)
    bundle_id = bundle_for(town, bureau_of(town).id)
    assert states(town, bundle_id) == [("intended", "queued")]
    acts = _acts(town)
    assert acts[-1] == "bundle_opened"
    assert "card_drawn" not in acts
    drawn(town, bundle_id)
    assert _acts(town)[-2:] == ["card_drawn", "bundle_drawn"]
    assert card_of(town, card_id).state == "issued"


def _acts(town: Town) -> list[str]:
    with town.app.state.new_session() as session:
        return [
            leaf.split(b'"act":"')[1].split(b'"')[0].decode()
            for leaf in AuditRepository(session).leaves()
        ]


def test_a_card_in_a_bundle_is_printed_and_settled_nowhere_else(town: Town) -> None:
    card_id = issued(town)
    bundle_id = bundle_for(town, bureau_of(town).id)
    job_id = job_id_of(town, card_id)

    def refused_here() -> None:
        with at_desk(town, Role.PRINTER) as (session, actor):
            now = town.clock()
            with pytest.raises(ConflictError, match="print_job_at_bureau"):
                draw_card_of_job(session, job_id, vault=town.vault, actor=actor, now=now)
            with pytest.raises(ConflictError, match="print_job_at_bureau"):
                confirm_print(session, job_id, actor=actor, now=now)
            with pytest.raises(ConflictError, match="print_job_at_bureau"):
                spoil_print(session, job_id, reason=SpoilReason.DAMAGED, actor=actor, now=now)

    refused_here()
    drawn(town, bundle_id)
    refused_here()


def test_a_card_is_in_one_open_bundle_at_a_time(town: Town) -> None:
    issued(town)
    bureau = bureau_of(town)
    bundle_for(town, bureau.id)
    with pytest.raises(RefusedError, match="nothing_to_print"):
        bundle_for(town, bureau.id)


def test_a_bundle_takes_the_oldest_cards_up_to_its_size(sqlite_town: Town) -> None:
    town = sqlite_town
    first = issued(town)
    town.clock.move(minutes=1)
    issued(town, MINOR)
    bundle_id = bundle_for(town, bureau_of(town).id, count=1)
    with town.app.state.new_session() as session:
        ((_, _, card),) = BundleRepository(session).pieces(bundle_id)
    assert card.id == first


@pytest.mark.parametrize("count", [0, 501])
def test_a_bundle_has_a_size(sqlite_town: Town, count: int) -> None:
    with pytest.raises(RefusedError, match="bundle_size_unusable"):
        bundle_for(sqlite_town, bureau_of(sqlite_town).id, count=count)


def test_a_lost_download_is_drawn_again_the_same_inside(town: Town) -> None:
    issued(town)
    bureau = bureau_of(town)
    bundle_id = bundle_for(town, bureau.id)
    first, second = drawn(town, bundle_id), drawn(town, bundle_id)
    assert first != second
    assert bureau.opened(town, first) == bureau.opened(town, second)
    assert _acts(town).count("bundle_drawn") == 2


def test_a_bundle_of_which_a_card_changed_is_not_drawn_again(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    bundle_id = bundle_for(town, bureau_of(town).id)
    drawn(town, bundle_id)
    revoke(town, card_id)
    with pytest.raises(ConflictError, match="card_changed"):
        drawn(town, bundle_id)


def test_a_card_out_of_use_or_without_data_stays_here_and_the_others_go(town: Town) -> None:
    gone, revoked, good = waiting(town, PERSON, MINOR, ELDER)
    bureau = bureau_of(town)
    bundle_id = bundle_for(town, bureau.id)
    revoke(town, revoked)
    with town.transaction() as session:
        session.execute(
            text("DELETE FROM sealed_values WHERE label = 'card.credential' AND owner_id = :id"),
            {"id": str(gone)},
        )
    opened = bureau.opened(town, drawn(town, bundle_id))
    assert [card.number for card in opened.manifest.cards] == [card_of(town, good).number]
    assert states(town, bundle_id) == [
        ("left_out", "queued"),
        ("left_out", "queued"),
        ("sent", "sent"),
    ]


def test_a_card_that_fails_its_proof_stays_here_and_is_on_record(sqlite_town: Town) -> None:
    town = sqlite_town
    bad, good = waiting(town, PERSON, MINOR)
    bureau = bureau_of(town)
    bundle_id = bundle_for(town, bureau.id)
    keep_photo(town, bad, flat_photo())
    opened = bureau.opened(town, drawn(town, bundle_id))
    assert [card.number for card in opened.manifest.cards] == [card_of(town, good).number]
    assert states(town, bundle_id) == [("left_out", "queued"), ("sent", "sent")]
    assert "card_proof_failed" in _acts(town)


def test_a_bundle_whose_content_would_differ_is_not_drawn_again(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    bundle_id = bundle_for(town, bureau_of(town).id)
    drawn(town, bundle_id)
    keep_photo(town, card_id, other_photo())
    with pytest.raises(ConflictError, match="bundle_would_differ"):
        drawn(town, bundle_id)


def test_a_bundle_of_cards_that_cannot_be_drawn_does_not_go(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    bundle_id = bundle_for(town, bureau_of(town).id)
    revoke(town, card_id)
    with pytest.raises(ConflictError, match="no_card_can_be_drawn"):
        drawn(town, bundle_id)
    assert states(town, bundle_id) == [("intended", "queued")]


def test_a_cancelled_bundle_lets_its_cards_go(town: Town) -> None:
    issued(town)
    bureau = bureau_of(town)
    bundle_id = bundle_for(town, bureau.id)

    def cancel() -> None:
        with at_desk(town, Role.PRINTER) as (session, actor):
            cancel_bundle(session, bundle_id, actor=actor, now=town.clock())

    cancel()
    with pytest.raises(ConflictError, match="bundle_is_cancelled"):
        cancel()
    with pytest.raises(ConflictError, match="bundle_is_cancelled"):
        drawn(town, bundle_id)
    assert bundle_for(town, bureau.id) != bundle_id


def test_what_has_left_cannot_be_cancelled(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    bundle_id = bundle_for(town, bureau_of(town).id)
    drawn(town, bundle_id)
    with (
        at_desk(town, Role.PRINTER) as (session, actor),
        pytest.raises(ConflictError, match="bundle_is_sent"),
    ):
        cancel_bundle(session, bundle_id, actor=actor, now=town.clock())


def test_a_closed_bureau_gets_nothing(town: Town) -> None:
    issued(town)
    bureau = bureau_of(town)
    bundle_id = bundle_for(town, bureau.id)
    with at_desk(town, Role.ADMINISTRATOR) as (session, actor):
        close_bureau(session, bureau.id, by=actor, now=town.clock())
    with pytest.raises(ConflictError, match="bureau_closed"):
        drawn(town, bundle_id)
    with pytest.raises(ConflictError, match="bureau_closed"):
        bundle_for(town, bureau.id)


@pytest.mark.parametrize("change", ["bundle_key = receipt_key", "purge_days = 90", "version = 7"])
def test_a_bureau_whose_row_was_changed_gets_nothing(sqlite_town: Town, change: str) -> None:
    town = sqlite_town
    issued(town)
    bureau = bureau_of(town)
    with town.transaction() as session:
        session.execute(text(f"UPDATE bureaus SET {change}"))  # noqa: S608 - constants of this test
    with pytest.raises(RegisterBrokenError):
        bundle_for(town, bureau.id)


def test_an_old_row_of_a_closed_bureau_put_back_opens_nothing(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    bureau = bureau_of(town)
    with town.app.state.new_session() as session:
        old = session.execute(text("SELECT version, mac, is_closed FROM bureaus")).one()
    with at_desk(town, Role.ADMINISTRATOR) as (session, actor):
        close_bureau(session, bureau.id, by=actor, now=town.clock())
    with town.transaction() as session:
        statement = text("UPDATE bureaus SET version = :version, mac = :mac, is_closed = :closed")
        values = {"version": old.version, "mac": old.mac, "closed": old.is_closed}
        session.execute(statement, values)
    with pytest.raises(RegisterBrokenError):
        bundle_for(town, bureau.id)


def test_a_bundle_sent_to_another_bureau_by_direct_sql_is_not_drawn(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    bundle_id = bundle_for(town, bureau_of(town).id)
    other = bureau_of(town, name="Printers & Sons")
    with town.transaction() as session:
        session.execute(text("UPDATE bundles SET bureau_id = :id"), {"id": str(other.id)})
    with pytest.raises(RegisterBrokenError):
        drawn(town, bundle_id)


def test_another_desk_knows_nothing_of_a_bundle(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    bundle_id = bundle_for(town, bureau_of(town).id)
    town.add(Role.PRINTER, email="east@riverbend.example", site="east_library")
    with (
        at_desk(town, Role.PRINTER, email="east@riverbend.example") as (session, actor),
        pytest.raises(NotFoundError, match="no_such_bundle"),
    ):
        cancel_bundle(session, bundle_id, actor=actor, now=town.clock())
