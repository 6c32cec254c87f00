"""`tessera verify` on text, standard input, a picture and a PDF: one word and an exit status."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from app.cards import RevocationReason, revoke_card
from app.cli.read_code import read_code
from app.core.permissions import Role
from tests import walks
from tests.cli.conftest import Tessera
from tests.town import Town

SOON = "2026-11-25T12:00:00+00:00"
LATER = "2056-11-25T12:00:00Z"
EARLIER = "2026-11-01T12:00:00+00:00"

Give = Callable[[bytes, Path], tuple[str, str]]


def as_text(pdf: bytes, folder: Path) -> tuple[str, str]:
    """Give the text of the code as the argument."""
    del folder
    return read_code(pdf), ""


def as_input(pdf: bytes, folder: Path) -> tuple[str, str]:
    """Give it on standard input, with the line end that a hand scanner types."""
    del folder
    return "-", f"{read_code(pdf)}\r\n"


def as_pdf(pdf: bytes, folder: Path) -> tuple[str, str]:
    """Give the card as it is printed."""
    path = folder / "card.pdf"
    path.write_bytes(pdf)
    return str(path), ""


def as_picture(pdf: bytes, folder: Path) -> tuple[str, str]:
    """Give a photo of the card's back."""
    path = folder / "card.png"
    pages = [page.render(scale=4).to_pil() for page in pypdfium2.PdfDocument(BytesIO(pdf))]
    sheet = Image.new("RGB", (pages[0].width, pages[0].height * len(pages)), "white")
    for row, page in enumerate(pages):
        sheet.paste(page, (0, row * page.height))
    sheet.save(path)
    return str(path), ""


@pytest.fixture
def pdf(town: Town) -> bytes:
    """Return a card of the town."""
    return walks.drawn(town, walks.issued(town))


@pytest.mark.parametrize("give", [as_text, as_input, as_pdf, as_picture])
def test_a_good_card_is_valid(of_town: Tessera, pdf: bytes, tmp_path: Path, give: Give) -> None:
    argument, stdin = give(pdf, tmp_path)
    ran = of_town("verify", argument, "--at", SOON, stdin=stdin)
    assert (ran.status, ran.out) == (0, "valid\n")


@pytest.mark.parametrize(
    ("at", "word"),
    [
        pytest.param(LATER, "expired", id="later"),
        pytest.param(EARLIER, "not_yet_valid", id="earlier"),
    ],
)
def test_the_moment_decides(of_town: Tessera, pdf: bytes, at: str, word: str) -> None:
    ran = of_town("verify", read_code(pdf), "--at", at)
    assert (ran.status, ran.out) == (1, f"{word}\n")


def test_a_card_out_of_use_is_revoked(of_town: Tessera, town: Town) -> None:
    card_id = walks.issued(town)
    text = read_code(walks.drawn(town, card_id))
    supervisor = town.actor(Role.SUPERVISOR)
    with town.transaction() as session:
        revoke_card(
            session, card_id, reason=RevocationReason.LOST, actor=supervisor, now=town.clock()
        )
    ran = of_town("verify", text, "--at", SOON)
    assert (ran.status, ran.out) == (1, "revoked\n")


def test_json_says_how_old_the_answer_is(of_town: Tessera, pdf: bytes) -> None:
    ran = of_town("verify", read_code(pdf), "--at", SOON, "--json")
    answer = json.loads(ran.out)
    assert answer.keys() == {"result", "status_as_of", "freshness", "please_visit", "face"}
    assert (answer["result"], answer["please_visit"]) == ("valid", False)


def test_an_old_answer_is_said_and_can_be_refused(of_town: Tessera, pdf: bytes) -> None:
    text = read_code(pdf)
    # The command reads the list now; asked about the day after tomorrow, it says how old that is.
    later = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    stale = of_town("verify", text, "--at", later)
    assert (stale.status, stale.out) == (0, "valid\n")
    assert stale.error.splitlines() == ["the list is stale"]
    assert of_town("verify", text, "--at", later, "--require-fresh").status == 1


@pytest.mark.parametrize("text", ["", "hello", "https://id.example/v#123", "9" * 700, "\0"])
def test_garbage_is_unreadable(of_town: Tessera, text: str) -> None:
    ran = of_town("verify", "-", stdin=text)
    assert (ran.status, ran.out) == (1, "unreadable\n")


def test_a_text_longer_than_any_files_name_is_no_file(of_town: Tessera) -> None:
    ran = of_town("verify", "7" * 300)
    assert (ran.status, ran.out) == (1, "unreadable\n")
    assert "777" not in ran.error


def test_a_picture_without_a_code_is_unreadable(of_town: Tessera, tmp_path: Path) -> None:
    for name, content in {
        "empty.png": b"",
        "photo.jpg": walks.photo(),
        "x.pdf": b"%PDF-1.7",
    }.items():
        (tmp_path / name).write_bytes(content)
        ran = of_town("verify", str(tmp_path / name))
        assert (ran.status, ran.out) == (1, "unreadable\n")
        assert "no code was found" in ran.error


def test_a_moment_that_is_none_is_wrong_usage(of_town: Tessera) -> None:
    ran = of_town("verify", "123", "--at", "yesterday")
    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize("name", ["away.pdf", "away.PNG", "."])
def test_a_file_that_is_not_there_is_no_card(of_town: Tessera, name: str) -> None:
    ran = of_town("verify", name)
    assert (ran.status, ran.out, ran.error) == (2, "", "there is no such file\n")
