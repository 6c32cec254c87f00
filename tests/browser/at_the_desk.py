"""What a clerk does in the browser: intake, photo, submission, the card's hand-over."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import expect

from scripts.portrait import portrait_jpeg
from tests.browser.window import Window

# Days as a browser for the United States asks for them: month, day, year.
PASSPORT_ENDS = "01312030"
BILL_DATED = "11022026"


@dataclass(frozen=True, kw_only=True)
class Resident:
    """Somebody invented, as the form asks: labels of fields and what is typed there."""

    on_card: str
    language: str
    names: Mapping[str, str]
    birth_month: str = ""
    birth: Mapping[str, str]
    address: Mapping[str, str] = field(default_factory=dict)


def open_form(clerk: Window) -> None:
    """Open the empty intake form with the keyboard."""
    clerk.press("n")
    expect(clerk.page.get_by_role("heading", name="New application")).to_be_visible()


def write_intake(clerk: Window, resident: Resident) -> None:
    """Fill the intake form and save it."""
    page = clerk.page
    page.get_by_label("Language for letters and talks").select_option(resident.language)
    _show_papers(clerk)
    _type_all(clerk, resident.names)
    page.get_by_label("Month").select_option(resident.birth_month)
    _type_all(clerk, resident.birth)
    if not resident.address:
        page.get_by_text("No address").click()
    _type_all(clerk, resident.address)
    clerk.keep("intake-filled", full_page=True)
    page.keyboard.press("Alt+s")
    expect(page.get_by_role("heading", name="Photo")).to_be_visible()


def _show_papers(clerk: Window) -> None:
    """Tick one paper with the mouse and find the other with the keyboard; type their days."""
    page = clerk.page
    page.get_by_text("Passport", exact=True).click()
    page.get_by_label("Good until (Passport)").focus()
    page.keyboard.type(PASSPORT_ENDS)
    page.locator("#narrow").focus()
    page.keyboard.type("electricity")
    page.keyboard.press("Enter")
    page.get_by_label("Dated (Bill for electricity").focus()
    page.keyboard.type(BILL_DATED)
    page.keyboard.press("Tab")
    expect(page.get_by_text("The papers are enough.")).to_be_visible()


def _type_all(clerk: Window, fields: Mapping[str, str]) -> None:
    for label, text in fields.items():
        clerk.page.get_by_label(label, exact=True).click()
        clerk.page.keyboard.type(text)


def choose_photo(clerk: Window) -> None:
    """Choose a picture from the disk and keep it."""
    clerk.keep("application-without-photo")
    with clerk.page.expect_file_chooser() as asked:
        clerk.page.get_by_label("Or choose a picture").click()
    asked.value.set_files(
        {"name": "portrait.jpg", "mimeType": "image/jpeg", "buffer": portrait_jpeg()}
    )
    clerk.click("Keep this photo")


def take_photo(clerk: Window) -> None:
    """Take the photo with the camera and keep it, with the keyboard only."""
    clerk.press("Space")
    expect(clerk.page.get_by_role("button", name="Take the photo")).to_be_focused()
    clerk.keep("camera")
    clerk.press("Space")
    expect(clerk.page.get_by_role("button", name="Keep this photo")).to_be_focused()
    clerk.keep("photo-taken")
    clerk.press("Enter")


def submit(clerk: Window) -> None:
    """Send the application to review with the keyboard."""
    expect(clerk.page.get_by_alt_text("Photo for the card")).to_be_visible()
    clerk.keep("application-ready")
    clerk.press("s", "Enter")
    expect(clerk.page.get_by_text("Another person looks at it now.")).to_be_visible()
    clerk.keep("application-submitted")


def hand_over(clerk: Window) -> str:
    """Give the card with its slip to its holder; return the code on the slip."""
    page = clerk.page
    clerk.follow("Print")
    expect(page.get_by_role("heading", name="Print")).to_be_visible()
    clerk.keep("clerk-print-queue")
    clerk.press("j", "Enter")
    expect(page.get_by_role("button", name="The person has the card")).to_be_visible()
    clerk.keep("card-to-hand-over")
    with page.expect_popup() as opened:
        clerk.press("l", "Enter")
    slip = opened.value
    code = slip.locator(".receipt .code").inner_text()
    clerk.album.keep(slip, "slip")
    slip.close()
    clerk.press("h", "Enter")
    expect(page.locator(".state").first).to_have_text("In use")
    clerk.keep("card-handed-over")
    return code
