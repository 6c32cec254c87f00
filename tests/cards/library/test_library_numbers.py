"""Each card takes the next number that the library handed out; none is used twice."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select, text

from app.cards.library import add_library_range, library_number_of
from app.cards.library.models import TakenLibraryNumber
from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.kit.errors import ConflictError, RefusedError
from app.main.trouble import find_trouble
from app.programs import read_profile
from app.vault.models import SealedValue
from tests.applications.rows import row_of
from tests.cards.towns import issue
from tests.databases import Database
from tests.http import NewClient
from tests.put_back import put_back
from tests.put_back import row_of as any_row_of
from tests.town import Town, make_town
from tests.walks import approved, drawn, issued

LIBRARY = """[card.library]
symbology = "codabar"
length = 14
check = "mod10"
low_at = 2
provenance = "fictional"
source = "Invented: agreement with the Riverbend Library"

[languages]"""
FIRST, SECOND, THIRD = "29999000500017", "29999000500025", "29999000500033"


def make_library_town(
    folder: Path, database: Database, new_client: NewClient, *, design: str
) -> Town:
    content = read_profile("riverbend").decode().replace("[languages]", LIBRARY)
    profile = folder / "program.toml"
    profile.write_text(content.replace('design = "riverbend"', f'design = "{design}"'))
    return make_town(folder, database.url, new_client, program=str(profile))


@pytest.fixture
def library_town(tmp_path: Path, database: Database, new_client: NewClient) -> Iterator[Town]:
    town = make_library_town(tmp_path, database, new_client, design="harborlight")
    yield town
    town.close()


def add(town: Town, first: str = FIRST, last: str = THIRD) -> UUID:
    with town.transaction() as session:
        return add_library_range(session, first=first, last=last, by=SERVICE, now=town.clock())


def number_of(town: Town, card_id: UUID) -> str | None:
    with town.app.state.new_session() as session:
        return library_number_of(session, card_id, vault=town.vault)


def trouble(town: Town) -> list[str]:
    return [line for line in find_trouble(town.app.state.deployment) if "librar" in line]


def test_cards_take_the_numbers_in_turn(library_town: Town) -> None:
    add(library_town)
    numbers = [number_of(library_town, issued(library_town)) for _ in range(3)]
    assert numbers == [FIRST, SECOND, THIRD]


def test_the_number_is_in_bars_on_the_card(library_town: Town) -> None:
    add(library_town)
    pdf = pypdfium2.PdfDocument(drawn(library_town, issued(library_town)))
    face = np.asarray(pdf[0].render(scale=300 / 72).to_pil().convert("RGB"))
    assert [code.text for code in zxingcpp.read_barcodes(face)] == [f"A{FIRST}A"]


def test_whose_number_it_is_lies_sealed_alone(library_town: Town) -> None:
    add(library_town)
    card_id = issued(library_town)
    with library_town.app.state.new_session() as session:
        (taken,) = session.scalars(select(TakenLibraryNumber))
        sealed = session.scalars(select(SealedValue).where(SealedValue.owner_id == card_id)).all()
    assert taken.number == FIRST
    assert {row.label for row in sealed} == {"card.credential", "card.library_number"}
    assert all(FIRST.encode() not in row.ciphertext for row in sealed)


def test_when_the_numbers_are_used_up_no_card_is_issued_until_there_are_more(
    library_town: Town,
) -> None:
    add(library_town, last=FIRST)
    issued(library_town)
    number = approved(library_town)
    with pytest.raises(RefusedError, match="library_numbers_used_up"):
        issue(library_town, number)
    assert row_of(library_town, number).state == "approved"
    add(library_town, first=SECOND)
    assert number_of(library_town, issue(library_town, number)) == SECOND


def test_a_range_put_back_to_an_older_state_gives_no_number_twice(library_town: Town) -> None:
    add(library_town)
    before = any_row_of(library_town, "library_ranges")
    issued(library_town)
    put_back(library_town, "library_ranges", before)
    assert number_of(library_town, issued(library_town)) == SECOND


def test_a_changed_range_stops_issuing_and_is_named(library_town: Town) -> None:
    add(library_town)
    with library_town.transaction() as session:
        session.execute(text("UPDATE library_ranges SET next = next + 1"))
    assert re.fullmatch("row .* of library_ranges was changed .*", trouble(library_town)[0])
    number = approved(library_town)
    with pytest.raises(Exception, match="register_broken"):
        issue(library_town, number)


def test_doctor_asks_for_numbers_before_they_run_out(library_town: Town) -> None:
    assert "no library number is left" in trouble(library_town)[0]
    add(library_town)
    assert trouble(library_town) == []
    issued(library_town)
    assert "only 2 library numbers are left" in trouble(library_town)[0]


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        pytest.param("29999000500018", THIRD, "library_number_check_digit", id="a slip"),
        pytest.param(FIRST[:-1], THIRD, "library_number_malformed", id="short"),
        pytest.param(THIRD, FIRST, "library_range_reversed", id="reversed"),
    ],
)
def test_a_range_with_a_slip_is_refused(
    first: str, last: str, reason: str, library_town: Town
) -> None:
    with pytest.raises(RefusedError, match=reason):
        add(library_town, first=first, last=last)


def test_a_range_that_overlaps_another_is_refused(library_town: Town) -> None:
    add(library_town, last=SECOND)
    with pytest.raises(ConflictError, match="library_range_overlaps"):
        add(library_town, first=SECOND)


def test_doctor_names_a_design_that_has_no_place_for_the_number(
    tmp_path: Path, sqlite_database: Database, new_client: NewClient
) -> None:
    town = make_library_town(tmp_path, sqlite_database, new_client, design="riverbend")
    add(town)
    assert trouble(town) == ["the card design riverbend prints no library number"]
    town.close()


def test_a_program_without_a_library_has_no_numbers(town: Town) -> None:
    with pytest.raises(RefusedError, match="program_has_no_library"):
        add(town)
    assert number_of(town, issued(town)) is None
    assert trouble(town) == []


def test_the_printers_page_shows_the_number(library_town: Town) -> None:
    add(library_town)
    card_id = issued(library_town)
    page = library_town.browser(Role.PRINTER).get(f"/print/cards/{card_id}").text
    assert FIRST in page
