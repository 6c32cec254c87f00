"""Cards that are paused, ended, spoiled, or looked at on another day."""

from datetime import UTC, datetime

from sqlalchemy import text as sql

from app.core.credential import SignedCredential, read_own_claims
from app.core.credential.digits import decode_digits
from app.verification import check_card
from tests.journeys.desks import Desks, done, refused

ISSUER = "https://id.riverbend.example"


def claims_of(text: str) -> tuple[str, bytes, tuple[int, int], int, int]:
    """Return what a token says of itself: number, cti, place, start and end."""
    cose = decode_digits(text.partition("#")[2])
    assert SignedCredential(cose).text(ISSUER) == text
    claims = read_own_claims(cose, issuer=ISSUER)
    place = (claims.status_list, claims.status_index)
    return claims.card_number, claims.cti, place, claims.issued_at, claims.expires_at


def test_a_revoked_card_answers_revoked_at_once_and_for_good(desks: Desks) -> None:
    card, text = desks.handed_over()
    address = f"/api/cards/{card['id']}"
    reason = {"reason": "lost"}
    assert refused(desks.clerk.post(f"{address}/revocation", json=reason)) == (403, "not_permitted")
    ended = done(desks.supervisor.post(f"{address}/revocation", json=reason))
    assert (ended["state"], ended["reason"]) == ("revoked", "lost")
    assert desks.check(text) == "revoked"

    again = desks.supervisor.post(f"{address}/revocation", json=reason)
    assert refused(again) == (409, "card_is_revoked")
    assert refused(desks.clerk.delete(f"{address}/suspension")) == (409, "card_is_revoked")
    assert refused(desks.clerk.post(f"{address}/receipt")) == (409, "card_is_revoked")
    assert desks.check(text) == "revoked"


def test_a_pause_is_lifted_on_sight_of_card_and_face(desks: Desks) -> None:
    card, text = desks.handed_over()
    address = f"/api/cards/{card['id']}"
    reason = {"reason": "reported_lost"}
    paused = done(desks.supervisor.post(f"{address}/suspension", json=reason))
    assert (paused["state"], paused["reason"]) == ("suspended", "reported_lost")
    assert desks.check(text) == "suspended"
    again = desks.supervisor.post(f"{address}/suspension", json=reason)
    assert refused(again) == (409, "card_is_suspended")

    lifted = done(desks.clerk.delete(f"{address}/suspension"))
    assert (lifted["state"], lifted["reason"]) == ("active", "")
    assert desks.check(text) == "valid"
    assert refused(desks.clerk.delete(f"{address}/suspension")) == (409, "card_is_active")


def test_a_spoiled_piece_is_out_of_use_and_the_next_card_shares_nothing_with_it(
    desks: Desks,
) -> None:
    number = desks.approved()
    card = desks.issued(number)
    job, text = desks.drawn(card["id"])
    spoiled = desks.printer.post(f"/api/print-jobs/{job}/spoil", json={"reason": "print_fault"})
    assert done(spoiled)["state"] == "spoiled"
    assert done(desks.clerk.get(f"/api/cards/{card['id']}"))["state"] == "spoiled"
    assert desks.state_of(number) == "approved"
    assert desks.check(text) == "revoked"

    second = desks.issued(number)
    _, second_text = desks.drawn(second["id"])
    assert desks.check(second_text) == "valid"
    assert desks.check(text) == "revoked"
    first_claims, second_claims = claims_of(text), claims_of(second_text)
    assert first_claims[0] == card["number"] != second_claims[0]
    assert first_claims[1] != second_claims[1]
    assert first_claims[2] != second_claims[2]
    with desks.town.transaction() as session:
        digests = session.scalars(sql("SELECT digest FROM cards")).all()
    assert len(set(digests)) == len(digests) == 2


def test_a_card_ends_with_its_last_day_and_begins_five_minutes_before_its_issue(
    sqlite_desks: Desks,
) -> None:
    desks = sqlite_desks
    _, text = desks.handed_over()
    *_, issued_at, expires_at = claims_of(text)
    clock = desks.town.clock
    # The last day is the 23rd in Riverbend, six hours behind UTC.
    assert datetime.fromtimestamp(expires_at, UTC) == datetime(2031, 11, 24, 6, tzinfo=UTC)
    words = {}
    for seconds in (issued_at - 301, issued_at - 300, expires_at - 1, expires_at):
        clock.now = datetime.fromtimestamp(seconds, UTC)
        words[seconds] = desks.check(text)
    assert list(words.values()) == ["not_yet_valid", "valid", "valid", "expired"]


def test_no_changed_digit_of_a_token_checks_as_valid(sqlite_desks: Desks) -> None:
    desks = sqlite_desks
    _, text = desks.handed_over()
    snapshot, now = desks.town.app.state.snapshots.get(), desks.town.clock()
    address, _, digits = text.partition("#")
    words = {
        check_card(
            f"{address}#{digits[:at]}{other}{digits[at + 1 :]}", snapshot=snapshot, now=now
        ).verdict.word
        for at in range(len(digits))
        for other in "0123456789"
        if other != digits[at]
    }
    assert words <= {"not_authentic", "unreadable", "unknown_key"}
    assert "not_authentic" in words


def test_a_text_that_is_no_card_of_ours_gets_an_answer_too(sqlite_desks: Desks) -> None:
    _, text = sqlite_desks.handed_over()
    answers = {
        changed: sqlite_desks.check(changed)
        for changed in ("", "A card of some other city", "9" * 4297, text[:-1], f"{text}0")
    }
    assert set(answers.values()) == {"unreadable"}
