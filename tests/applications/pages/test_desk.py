"""The desk in a browser: its list, one application, photo, submission, withdrawal."""

from io import BytesIO

import httpx
import pytest
from PIL import Image

from app.applications import DecisionOutcome
from app.audit import AuditRepository
from app.core.permissions import Role
from app.kit.http import MAX_PHOTO_BYTES
from app.kit.paging import ROWS
from tests import walks
from tests.town import Browser, Town

NAME = "Quispe"


def upload(browser: Browser, number: str, picture: bytes) -> httpx.Response:
    files = {"photo": ("picture.jpg", picture, "image/jpeg")}
    return browser.post(f"/desk/applications/{number}/photo", files=files)


def small_picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (120, 150)).save(buffer, "JPEG")
    return buffer.getvalue()


def test_the_list_shows_numbers_and_states_and_no_name(town: Town) -> None:
    draft, waiting = walks.draft(town), walks.submitted(town)
    page = town.browser(Role.CLERK).get("/desk").text
    assert draft in page
    assert waiting in page
    assert "City Hall, Room 104" in page
    assert NAME not in page


def test_a_tab_shows_one_state(town: Town) -> None:
    draft, waiting = walks.draft(town), walks.submitted(town)
    page = town.browser(Role.CLERK).get("/desk?state=submitted").text
    assert waiting in page
    assert draft not in page


def test_a_state_that_is_none_shows_all(sqlite_town: Town) -> None:
    draft = walks.draft(sqlite_town)
    assert draft in sqlite_town.browser(Role.CLERK).get("/desk?state=zqxwiana").text


def test_a_desk_shows_its_own_applications_only(town: Town) -> None:
    number = walks.draft(town)
    town.add(Role.CLERK, email="east@riverbend.example", site="east_library")
    browser = town.browser(Role.CLERK, email="east@riverbend.example")
    assert number not in browser.get("/desk").text
    assert browser.get(f"/desk/applications/{number}").status_code == 404
    assert browser.post("/desk/find", {"number": number}).status_code == 404


def test_a_long_list_comes_in_parts(sqlite_town: Town) -> None:
    oldest = walks.draft(sqlite_town, has_photo=False)
    sqlite_town.clock.move(minutes=1)
    for _ in range(ROWS):
        newest = walks.draft(sqlite_town, has_photo=False)
        sqlite_town.clock.move(seconds=1)
    clerk = sqlite_town.browser(Role.CLERK)
    first, second = clerk.get("/desk").text, clerk.get("/desk?part=2").text
    assert (oldest in first, newest in first, "/desk?part=2" in first) == (True, False, True)
    assert (oldest in second, newest in second, "/desk?part=1" in second) == (False, True, True)


def test_an_application_is_found_by_its_number_in_the_body(town: Town) -> None:
    number = walks.draft(town)
    clerk = town.browser(Role.CLERK)
    answer = clerk.post("/desk/find", {"number": f" {number.lower().replace('-', ' ')} "})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/desk/applications/{number}",
    )


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        pytest.param("A-0000-0000", 404, id="no such number"),
        pytest.param("Zqxwiana", 422, id="no number"),
        pytest.param("", 422, id="nothing"),
    ],
)
def test_what_is_not_found_is_not_repeated(sqlite_town: Town, typed: str, status: int) -> None:
    answer = sqlite_town.browser(Role.CLERK).post("/desk/find", {"number": typed})
    assert answer.status_code == status
    assert 'href="#number"' in answer.text
    assert "zqxwiana" not in answer.text.lower()


def test_looking_at_an_application_goes_on_record(town: Town) -> None:
    number = walks.draft(town)
    before = len(leaves(town))
    town.browser(Role.CLERK).get(f"/desk/applications/{number}")
    *_, newest = leaves(town)[before:]
    assert b'"act":"application_viewed"' in newest
    assert b'"reason":"intake"' in newest


def leaves(town: Town) -> list[bytes]:
    with town.app.state.new_session() as session:
        return list(AuditRepository(session).leaves())


def test_a_photo_is_kept_and_shown_to_no_cache(town: Town) -> None:
    number = walks.draft(town, has_photo=False)
    clerk = town.browser(Role.CLERK)
    assert "Take the photo first" in clerk.get(f"/desk/applications/{number}").text
    assert clerk.get(f"/desk/applications/{number}/photo").status_code == 404
    assert upload(clerk, number, walks.photo()).status_code == 303
    shown = clerk.get(f"/desk/applications/{number}/photo")
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["cache-control"] == "no-store"
    assert Image.open(BytesIO(shown.content)).size == (600, 750)


@pytest.mark.parametrize(
    ("picture", "status", "sentence"),
    [
        pytest.param(b"", 422, "could not be read", id="nothing"),
        pytest.param(b"Zqxwiana", 422, "could not be read", id="no picture"),
        pytest.param(small_picture(), 422, "too small", id="too small"),
        pytest.param(b"x" * (MAX_PHOTO_BYTES + 1), 413, "8 megabytes", id="too many bytes"),
    ],
)
def test_a_picture_that_does_not_do_is_asked_for_again(
    sqlite_town: Town, picture: bytes, status: int, sentence: str
) -> None:
    number = walks.draft(sqlite_town, has_photo=False)
    answer = upload(sqlite_town.browser(Role.CLERK), number, picture)
    assert answer.status_code == status
    assert sentence in answer.text
    assert 'href="#photo"' in answer.text


def test_a_photo_for_what_is_no_longer_open_is_a_conflict(sqlite_town: Town) -> None:
    number = walks.submitted(sqlite_town)
    answer = upload(sqlite_town.browser(Role.CLERK), number, walks.photo())
    assert answer.status_code == 409
    assert 'href="#photo"' not in answer.text


def test_a_complete_intake_is_handed_on(town: Town) -> None:
    number = walks.draft(town)
    clerk = town.browser(Role.CLERK)
    assert f"{number}/submission" in clerk.get(f"/desk/applications/{number}").text
    assert clerk.post(f"/desk/applications/{number}/submission").status_code == 303
    page = clerk.get(f"/desk/applications/{number}").text
    assert "Waiting for review" in page
    assert f"{number}/submission" not in page


def test_papers_that_are_not_enough_stop_the_submission(sqlite_town: Town) -> None:
    number = walks.draft(sqlite_town, papers=walks.PAPERS[:1])
    clerk = sqlite_town.browser(Role.CLERK)
    assert f"{number}/submission" not in clerk.get(f"/desk/applications/{number}").text
    answer = clerk.post(f"/desk/applications/{number}/submission")
    assert answer.status_code == 422
    assert "The papers are not enough yet." in answer.text


def test_an_application_can_be_withdrawn(town: Town) -> None:
    number = walks.submitted(town)
    clerk = town.browser(Role.CLERK)
    assert clerk.post(f"/desk/applications/{number}/withdrawal").status_code == 303
    page = clerk.get(f"/desk/applications/{number}").text
    assert "Withdrawn" in page
    assert "Passport" not in page
    assert clerk.post(f"/desk/applications/{number}/withdrawal").status_code == 409


def test_the_reason_of_a_return_is_shown_to_the_desk(town: Town) -> None:
    number = walks.submitted(town)
    walks.decide(town, number, DecisionOutcome.RETURNED, "photo_retake")
    page = town.browser(Role.CLERK).get(f"/desk/applications/{number}").text
    assert "A new photo is needed." in page
    assert f"{number}/edit" in page


def test_the_desk_makes_the_card_of_an_approved_application(sqlite_town: Town) -> None:
    number = walks.approved(sqlite_town)
    clerk = sqlite_town.browser(Role.CLERK)
    assert f"{number}/card" in clerk.get(f"/desk/applications/{number}").text
    answer = clerk.post(f"/desk/applications/{number}/card")
    assert answer.headers["location"].startswith("/print/cards/")
    page = clerk.get(f"/desk/applications/{number}").text
    assert f"/print/applications/{number}/card" in page


@pytest.mark.parametrize("role", [Role.PRINTER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_others_see_neither_people_nor_photos(sqlite_town: Town, role: Role) -> None:
    number = walks.draft(sqlite_town)
    browser = sqlite_town.browser(role)
    for path in ("/desk", f"/desk/applications/{number}", f"/desk/applications/{number}/photo"):
        assert browser.get(path).status_code == 403
