"""The whole job in a browser: in production, on PostgreSQL, over TLS, by clicks and keys only.

Whoever wants to look at the pages sets TESSERA_SCREENSHOTS to a folder.
"""

from playwright.sync_api import expect

from app.cli.read_code import read_code
from app.core.permissions import Role
from tests.browser.at_the_desk import (
    Resident,
    choose_photo,
    hand_over,
    open_form,
    submit,
    take_photo,
    write_intake,
)
from tests.browser.at_the_printer import print_card
from tests.browser.checking import paste, scan, see_answer_leave
from tests.browser.conftest import OpenDesk
from tests.browser.window import LANGUAGES, Window
from tests.town import Town

ROSALBA = Resident(
    on_card="Rosalba Quispe Mamani",
    language="es",
    names={"Given names": "Rosalba", "Family names": "Quispe Mamani"},
    birth_month="2",
    birth={"Day": "14", "Year": "1990"},
    address={"Street and number": "1420 Willow Street", "City": "Riverbend", "ZIP code": "55021"},
)
LAYLA = Resident(
    on_card="ليلى الحداد",
    language="ar",
    names={"Given names": "ليلى", "Family names": "الحداد", "In Latin letters": "Layla Al-Haddad"},
    birth={"Year": "1984"},
)


def test_a_resident_gets_a_card_that_is_checked_ended_and_counted(
    open_desk: OpenDesk, production_town: Town
) -> None:
    clerk = open_desk(Role.CLERK)
    clerk.keep("desk")
    open_form(clerk)
    clerk.keep_in_every_language("intake")
    write_intake(clerk, ROSALBA)
    choose_photo(clerk)
    submit(clerk)
    supervisor = open_desk(Role.SUPERVISOR)
    open_what_waits(supervisor, ROSALBA)
    supervisor.keep_in_every_language("review")
    approve(supervisor)
    text = read_code(print_card(open_desk(Role.PRINTER)))
    assert hand_over(clerk)

    revoke(supervisor, see_a_valid_card(clerk, text, ROSALBA))
    see_a_card_out_of_use(clerk, text, ROSALBA)

    production_town.clock.move(days=7)
    see_the_month(open_desk(Role.ADMINISTRATOR))
    clerk.follow("Desk")
    expect(clerk.page.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_name_in_arabic_goes_from_the_camera_to_the_check(open_desk: OpenDesk) -> None:
    clerk = open_desk(Role.CLERK)
    open_form(clerk)
    write_intake(clerk, LAYLA)
    take_photo(clerk)
    submit(clerk)
    supervisor = open_desk(Role.SUPERVISOR)
    open_what_waits(supervisor, LAYLA)
    supervisor.keep("review")
    approve(supervisor)
    text = read_code(print_card(open_desk(Role.PRINTER)))
    hand_over(clerk)

    clerk.follow("Check a card")
    expect(paste(clerk, text)).to_contain_text(LAYLA.on_card)
    clerk.keep("check-arabic-name")


def open_what_waits(supervisor: Window, resident: Resident) -> None:
    """Open the application that waits, with the keyboard."""
    supervisor.keep("review-queue")
    supervisor.press("j", "Enter")
    expect(supervisor.page.locator(".person__name")).to_have_text(resident.on_card)


def approve(supervisor: Window) -> None:
    """Approve the application that is open, with the keyboard."""
    supervisor.press("a", "Enter")
    expect(supervisor.page.get_by_text("Nothing waits for review.")).to_be_visible()


def see_a_valid_card(clerk: Window, text: str, resident: Resident) -> str:
    """Check the card; the answer leaves the screen after 20 seconds. Return the card's number."""
    clerk.page.clock.install()
    clerk.follow("Check a card")
    clerk.keep("check")
    for language in LANGUAGES:
        clerk.read_in(language)
        expect(paste(clerk, text)).to_contain_text(resident.on_card)
        clerk.keep(f"check-valid-{language}")
        clerk.keep_on_phone(f"check-valid-{language}")
    clerk.follow("Check a card")
    answer = scan(clerk, text)
    expect(answer).to_contain_text("This card is in use.")
    number = answer.locator(".code").inner_text()
    see_answer_leave(clerk, answer)
    return number


def revoke(supervisor: Window, number: str) -> None:
    """Find the card by its number and take it out of use."""
    page = supervisor.page
    supervisor.follow("Cards")
    expect(page.get_by_label("Card number")).to_be_focused()
    supervisor.keep("cards")
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    page.locator("summary", has_text="End the card for good").click()
    page.get_by_label("Reason").last.select_option("lost")
    supervisor.keep("card-to-end")
    supervisor.click("End the card for good")
    expect(page.locator(".state").first).to_have_text("Ended for good")
    supervisor.keep("card-ended")


def see_a_card_out_of_use(clerk: Window, text: str, resident: Resident) -> None:
    """Check the card; the answer names nobody."""
    clerk.follow("Check a card")
    answer = paste(clerk, text)
    expect(answer).to_contain_text("This card is not in use now.")
    assert resident.on_card not in clerk.page.content()
    clerk.keep("check-revoked")


def see_the_month(administrator: Window) -> None:
    """Read the report of the ended month and take it home as CSV."""
    page = administrator.page
    expect(page.get_by_role("heading", name="Report")).to_be_visible()
    row = page.get_by_role("row", name="November 2026").first
    expect(row).to_contain_text("City Hall, Room 104")
    expect(row).to_contain_text("<11")
    administrator.keep("report")
    with page.expect_download() as download:
        administrator.follow("Download as CSV")
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert lines[:2] == [
        "month,site,act,reason,count",
        "2026-11,city_hall,application_submitted,,<11",
    ]
    assert "2026-11,city_hall,card_revoked,,<11" in lines
