"""A card that a bureau cannot find: two people settle it, and the bundle comes to zero."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from app.cards import SpoilReason
from app.core.bureau import OpenedBundle
from app.core.permissions import Role
from app.kit.errors import ConflictError, ForbiddenError, NotFoundError
from app.main.trouble import find_trouble
from app.printing.bureaus.repository import BundleRepository
from app.printing.write_offs.confirm_write_off import confirm_write_off
from app.printing.write_offs.open_write_off import open_write_off
from tests.at_desk import at_desk
from tests.cards.towns import card_of
from tests.journeys.desks import done, refused
from tests.printing.bureaus.bureau_towns import Bureau, accepted, bureau_of, sent
from tests.put_back import put_back, row_of
from tests.town import Town
from tests.walks import MINOR, issued

ONE, TWO = "1", "2"
PAGE = "/print/bureaus"


def job_in(town: Town, opened: OpenedBundle, place: str = ONE) -> UUID:
    with town.app.state.new_session() as session:
        pieces = BundleRepository(session).pieces(opened.manifest.bundle)
    return pieces[int(place) - 1][1].id


def bundle_with_missing(town: Town) -> tuple[Bureau, OpenedBundle, UUID]:
    """Send two cards, of which the bureau cannot find the first; return that one."""
    card_id = issued(town)
    town.clock.move(seconds=1)
    issued(town, MINOR)
    bureau = bureau_of(town)
    opened = sent(town, bureau)
    accepted(town, bureau.receipt(opened, missing=frozenset({ONE})))
    return bureau, opened, card_id


def sign_first(town: Town, opened: OpenedBundle, job_id: UUID, *, by: Role = Role.PRINTER) -> None:
    with at_desk(town, by) as (session, actor):
        open_write_off(
            session,
            opened.manifest.bundle,
            job_id,
            reason=SpoilReason.LOST,
            actor=actor,
            now=town.clock(),
        )


def sign_second(town: Town, opened: OpenedBundle, job_id: UUID, *, by: Role = Role.CLERK) -> bool:
    """Confirm and say whether the bundle is at zero."""
    with at_desk(town, by) as (session, actor):
        bundle_id = opened.manifest.bundle
        return confirm_write_off(session, bundle_id, job_id, actor=actor, now=town.clock()).is_zero


def test_two_people_settle_a_missing_card_and_the_bundle_is_at_zero(town: Town) -> None:
    _, opened, card_id = bundle_with_missing(town)
    job_id = job_in(town, opened)
    sign_first(town, opened, job_id)
    assert card_of(town, card_id).state == "issued"
    assert sign_second(town, opened, job_id)
    card = card_of(town, card_id)
    assert (card.state, card.reason) == ("spoiled", "lost")
    with town.app.state.new_session() as session:
        bundle = BundleRepository(session).get(opened.manifest.bundle, site="")
        states = [
            (piece.state, job.state)
            for piece, job, _ in BundleRepository(session).pieces(opened.manifest.bundle)
        ]
    assert bundle.state == "settled"
    assert states == [("spoiled", "spoiled"), ("printed", "printed")]
    assert find_trouble(town.app.state.deployment) == []


def test_one_person_alone_settles_nothing(town: Town) -> None:
    _, opened, card_id = bundle_with_missing(town)
    job_id = job_in(town, opened)
    with pytest.raises(NotFoundError, match="no_such_write_off"):
        sign_second(town, opened, job_id)
    sign_first(town, opened, job_id)
    with pytest.raises(ForbiddenError, match="second_person_needed"):
        sign_second(town, opened, job_id, by=Role.PRINTER)
    with pytest.raises(ConflictError, match="write_off_is_open"):
        sign_first(town, opened, job_id, by=Role.CLERK)
    assert card_of(town, card_id).state == "issued"


def test_nobody_writes_off_what_the_bureau_may_still_tell_of(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    bureau = bureau_of(town, purge_days=14)
    opened = sent(town, bureau)
    job_id = job_in(town, opened)
    with pytest.raises(ConflictError, match="piece_not_missing"):
        sign_first(town, opened, job_id)
    with pytest.raises(NotFoundError, match="no_such_print_job"):
        sign_first(town, opened, uuid4())
    town.clock.move(days=15)
    sign_first(town, opened, job_id)
    assert sign_second(town, opened, job_id)
    assert card_of(town, card_id).state == "spoiled"


def test_a_card_that_turns_up_before_the_second_signature_is_not_written_off(
    sqlite_town: Town,
) -> None:
    town = sqlite_town
    bureau, opened, card_id = bundle_with_missing(town)
    job_id = job_in(town, opened)
    sign_first(town, opened, job_id)
    assert accepted(town, bureau.receipt(opened)).is_zero
    with pytest.raises(ConflictError, match="piece_not_missing"):
        sign_second(town, opened, job_id)
    assert card_of(town, card_id).state == "printed"


@pytest.mark.parametrize("says", ["printed", "missing", "spoiled"])
def test_what_a_later_receipt_says_of_a_card_that_was_written_off_changes_nothing(
    town: Town, says: str
) -> None:
    card_id = issued(town)
    town.clock.move(seconds=1)
    other = issued(town, MINOR)
    bureau = bureau_of(town)
    opened = sent(town, bureau)
    accepted(town, bureau.receipt(opened, missing=frozenset({ONE}), printed=frozenset()))
    job_id = job_in(town, opened)
    sign_first(town, opened, job_id)
    assert not sign_second(town, opened, job_id)
    late = {
        "printed": bureau.receipt(opened),
        "missing": bureau.receipt(opened, missing=frozenset({ONE})),
        "spoiled": bureau.receipt(opened, spoiled={ONE: "damaged"}),
    }
    balance = accepted(town, late[says])
    assert (balance.is_zero, balance.printed, balance.spoiled) == (True, 1, 1)
    assert card_of(town, card_id).reason == "lost"
    assert card_of(town, other).state == "printed"


def test_a_signature_that_was_changed_behind_the_services_back_counts_for_nothing(
    sqlite_town: Town,
) -> None:
    town = sqlite_town
    _, opened, _ = bundle_with_missing(town)
    job_id = job_in(town, opened)
    sign_first(town, opened, job_id)
    row = row_of(town, "write_offs")
    someone = town.actor(Role.CLERK).person_id
    put_back(town, "write_offs", row | {"first_person_id": str(someone)})
    (line,) = find_trouble(town.app.state.deployment)
    assert line == f"row {row['id']} of write_offs was changed behind the service's back"
    script = town.script(Role.PRINTER)
    path = f"/api/bundles/{opened.manifest.bundle}/cards/{job_id}/write-off/confirmation"
    assert refused(script.post(path)) == (503, "register_broken")


def test_two_people_settle_it_on_the_page(town: Town) -> None:
    _, opened, card_id = bundle_with_missing(town)
    url = f"{PAGE}/bundles/{opened.manifest.bundle}/cards/{job_in(town, opened)}/write-off"
    printer, clerk = town.browser(Role.PRINTER), town.browser(Role.CLERK)
    number = opened.manifest.cards[0].number
    page = printer.get(PAGE).text
    assert "Cards that nobody can find" in page
    assert number in page
    assert printer.post(url, {"reason": "moon"}).status_code == 422
    assert printer.post(url, {"reason": "lost"}).status_code == 303
    assert f"{url}/confirmation" not in printer.get(PAGE).text
    own = printer.post(f"{url}/confirmation")
    assert (own.status_code, "another person signs second" in own.text) == (403, True)
    assert f"{url}/confirmation" in clerk.get(PAGE).text
    settled = clerk.post(f"{url}/confirmation")
    assert "Everything is accounted for." in settled.text
    assert number not in clerk.get(PAGE).text
    assert card_of(town, card_id).state == "spoiled"
    assert clerk.post(f"{url}/confirmation").status_code == 409


def test_two_people_settle_it_by_the_api(sqlite_town: Town) -> None:
    town = sqlite_town
    bundle_with_missing(town)
    printer, clerk = town.script(Role.PRINTER), town.script(Role.CLERK)
    (row,) = done(printer.get("/api/bundles/missing"))
    assert (row["reason"], row["is_own"]) == ("", False)
    path = f"/api/bundles/{row['bundle_id']}/cards/{row['job_id']}/write-off"
    assert printer.post(path, json={"reason": "damaged"}).status_code == 204
    (row,) = done(printer.get("/api/bundles/missing"))
    assert (row["reason"], row["is_own"]) == ("damaged", True)
    assert done(clerk.post(f"{path}/confirmation"))["remaining"] == []
    assert done(printer.get("/api/bundles/missing")) == []


def test_another_desk_sees_none_of_it(sqlite_town: Town) -> None:
    town = sqlite_town
    _, opened, _ = bundle_with_missing(town)
    town.add(Role.PRINTER, email="east@riverbend.example", site="east_library")
    east = town.script(Role.PRINTER, email="east@riverbend.example")
    assert done(east.get("/api/bundles/missing")) == []
    path = f"/api/bundles/{opened.manifest.bundle}/cards/{job_in(town, opened)}/write-off"
    assert refused(east.post(path, json={})) == (404, "no_such_bundle")


def test_the_deadline_is_the_bundles_own(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    opened = sent(town, bureau_of(town, purge_days=3))
    assert opened.manifest.made_at + timedelta(days=3) > town.clock()
    town.clock.move(days=4)
    assert len(done(town.script(Role.PRINTER).get("/api/bundles/missing"))) == 1
