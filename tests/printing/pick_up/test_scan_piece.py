"""A printed card is scanned once: its code must be the very token that was signed for it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from app.cards import Issuing, ReprintReason, SuspensionReason, issue_card, suspend_card
from app.core.permissions import Role
from app.core.print_room import PrintReport
from app.kit.db import RegisterBrokenError
from app.kit.errors import AppError, ConflictError, RefusedError
from app.printing.pick_up import scan_piece
from app.printing.reprints import reprint_card
from tests.at_desk import at_desk
from tests.cards.towns import ISSUER, card_of, claims_of
from tests.core.credential.material import sign_claims
from tests.databases import Database
from tests.http import NewClient
from tests.printed import code_of
from tests.printing.pick_up.drawer import hand_over, mail, of_batch, place_of, ready, scan
from tests.printing.print_room import agent, batch
from tests.town import Town, make_town
from tests.walks import MINOR, drawn, handed_over, issued, printed

ALWAYS = '\n[print_room]\nscan_before_pick_up = "always"\n'
NEVER = '\n[print_room]\nscan_before_pick_up = "never"\n'


def town_that_scans(folder: Path, database: Database, new_client: NewClient, rule: str) -> Town:
    source = Path(__file__).parents[3] / "app/programs/profiles/riverbend.toml"
    path = folder / "scanning.toml"
    path.write_text(source.read_text() + rule)
    return make_town(folder, database.url, new_client, program=str(path))


def sent(town: Town) -> UUID:
    """Draw a card, so that its print counts as sent."""
    card_id = issued(town)
    drawn(town, card_id)
    return card_id


def test_a_scan_confirms_the_print_and_puts_the_card_into_the_drawer(town: Town) -> None:
    card_id = sent(town)
    scan(town, f"{code_of(town, card_id)}\r\n", expected=card_id)
    assert card_of(town, card_id).state == "printed"
    assert place_of(town, card_id) == "ready"
    hand_over(town, card_id)
    assert card_of(town, card_id).state == "active"
    assert place_of(town, card_id) == "handed_over"


def test_a_card_of_a_batch_is_handed_over_once_it_was_scanned(town: Town) -> None:
    card_id = of_batch(town)
    for give in (hand_over, mail):
        with pytest.raises(ConflictError, match="scan_needed"):
            give(town, card_id)
    assert card_of(town, card_id).state == "printed"
    scan(town, code_of(town, card_id))
    hand_over(town, card_id)
    assert card_of(town, card_id).state == "active"


def test_a_card_that_an_agent_sent_and_nobody_judged_is_good_once_scanned(town: Town) -> None:
    _, (card_id,) = batch(town)
    one = agent(town)
    lease = one.next()
    assert lease is not None
    one.sent(lease)
    one.draw(lease)
    one.report(lease, PrintReport.UNKNOWN)
    ready(town, card_id)
    assert card_of(town, card_id).state == "printed"
    assert one.report(lease, PrintReport.PRINTED) == "printed"


def test_a_card_made_at_the_desk_is_looked_at_there(sqlite_town: Town) -> None:
    card_id = printed(sqlite_town)
    hand_over(sqlite_town, card_id)
    assert place_of(sqlite_town, card_id) == "handed_over"


def test_a_program_may_ask_for_a_scan_of_every_card(
    tmp_path: Path, sqlite_database: Database, new_client: NewClient
) -> None:
    town = town_that_scans(tmp_path, sqlite_database, new_client, ALWAYS)
    card_id = printed(town)
    with pytest.raises(ConflictError, match="scan_needed"):
        hand_over(town, card_id)
    hand_over(town, ready(town, card_id))
    town.close()


def test_a_program_may_ask_for_no_scan(
    tmp_path: Path, sqlite_database: Database, new_client: NewClient
) -> None:
    town = town_that_scans(tmp_path, sqlite_database, new_client, NEVER)
    card_id = of_batch(town)
    hand_over(town, card_id)
    assert card_of(town, card_id).state == "active"
    town.close()


def test_the_code_of_another_card_is_refused(town: Town) -> None:
    meant, other = sent(town), printed(town, MINOR)
    with pytest.raises(RefusedError, match="code_of_another_card"):
        scan(town, code_of(town, other), expected=meant)
    assert (place_of(town, meant), place_of(town, other)) == (None, None)
    assert card_of(town, meant).state == "issued"


def test_a_code_that_differs_from_the_one_that_was_signed_is_refused(town: Town) -> None:
    card_id = sent(town)
    forged = sign_claims(claims_of(town, card_id))
    with pytest.raises(RefusedError, match="code_differs"):
        scan(town, forged.text(ISSUER), expected=card_id)
    assert place_of(town, card_id) is None


def test_the_code_of_the_card_before_a_reprint_is_refused(town: Town) -> None:
    old = handed_over(town)
    with at_desk(town, Role.CLERK) as (session, actor):
        number = reprint_card(
            session,
            old,
            reason=ReprintReason.DAMAGED,
            vault=town.vault,
            actor=actor,
            now=town.clock(),
        )
    with at_desk(town, Role.PRINTER) as (session, actor):
        issuing = Issuing(town.vault, town.app.state.find_signing_key)
        new = issue_card(
            session, application_number=number, with_=issuing, actor=actor, now=town.clock()
        )
    drawn(town, new)
    with pytest.raises(RefusedError, match="code_of_another_card"):
        scan(town, code_of(town, old), expected=new)
    with pytest.raises(ConflictError, match="piece_out_of_use"):
        scan(town, code_of(town, old))
    scan(town, code_of(town, new), expected=new)
    assert (place_of(town, old), place_of(town, new)) == ("rejected", "ready")


@pytest.mark.parametrize("typed", ["", "Zqxwiana", f"{ISSUER}/v#12345", "9" * 4000])
def test_what_is_no_code_is_refused(sqlite_town: Town, typed: str) -> None:
    with pytest.raises(RefusedError, match="code_unreadable"):
        scan(sqlite_town, typed)


def test_the_code_of_no_card_here_is_refused(sqlite_town: Town) -> None:
    card_id = sent(sqlite_town)
    claims = replace(claims_of(sqlite_town, card_id), card_number="7K3M-9QXT-2BK")
    sqlite_town.add(Role.PRINTER, email="east@riverbend.example", site="east_library")
    with pytest.raises(RefusedError, match="code_of_no_card"):
        scan(sqlite_town, code_of(sqlite_town, card_id), email="east@riverbend.example")
    with pytest.raises(RefusedError, match="code_of_no_card"):
        scan(sqlite_town, sign_claims(claims).text(ISSUER))


def test_a_card_that_no_printer_got_has_no_code_to_scan(sqlite_town: Town) -> None:
    card_id = issued(sqlite_town)
    with pytest.raises(ConflictError, match="piece_not_sent"):
        scan(sqlite_town, code_of(sqlite_town, card_id))
    assert card_of(sqlite_town, card_id).state == "issued"


def test_a_card_is_scanned_once(sqlite_town: Town) -> None:
    card_id = ready(sqlite_town, sent(sqlite_town))
    with pytest.raises(ConflictError, match="piece_scanned_already"):
        scan(sqlite_town, code_of(sqlite_town, card_id))
    hand_over(sqlite_town, card_id)
    with pytest.raises(ConflictError, match="piece_given_out"):
        scan(sqlite_town, code_of(sqlite_town, card_id))


def test_a_paused_card_is_not_put_into_the_drawer(sqlite_town: Town) -> None:
    card_id = printed(sqlite_town)
    with at_desk(sqlite_town, Role.SUPERVISOR) as (session, actor):
        reason = SuspensionReason.REPORTED_LOST
        suspend_card(session, card_id, reason=reason, actor=actor, now=sqlite_town.clock())
    with pytest.raises(ConflictError, match="piece_of_paused_card"):
        scan(sqlite_town, code_of(sqlite_town, card_id))


def test_of_scans_at_once_one_counts(town: Town) -> None:
    card_id = sent(town)
    code, actor = code_of(town, card_id), town.actor(Role.PRINTER)

    def once(_: int) -> str:
        try:
            with town.transaction() as session:
                return scan_piece(
                    session, code, vault=town.vault, actor=actor, now=town.clock()
                ).state
        except AppError as error:
            return error.reason

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(once, range(4)))
    assert sorted(answers) == ["piece_scanned_already"] * 3 + ["printed"]


def test_a_place_that_something_else_wrote_is_not_believed(town: Town) -> None:
    card_id = ready(town, of_batch(town))
    with town.transaction() as session:
        session.execute(text("UPDATE pieces SET place = 'came_back'"))
    with pytest.raises(RegisterBrokenError):
        hand_over(town, card_id)
