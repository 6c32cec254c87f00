"""A design that asks for it puts a small face into the code; no other card carries one."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.applicants import Names
from app.cards.prepare_for_design import FACE_BUDGETS
from app.cli.read_code import read_code
from app.core.permissions import Role
from tests.cards.towns import ISSUER, claims_of, token_of, town_with, word_of
from tests.databases import Database
from tests.http import NewClient
from tests.town import Town
from tests.walks import MINOR, PERSON, drawn, issued

pytestmark = pytest.mark.filterwarnings("ignore:cards are signed with a development key")
LOOM = ('design = "riverbend"', 'design = "loom"')


@pytest.fixture
def loom_town(tmp_path: Path, sqlite_database: Database, new_client: NewClient) -> Iterator[Town]:
    town = town_with(tmp_path, sqlite_database, new_client, LOOM)
    yield town
    town.close()


def test_the_code_on_the_card_carries_the_face_and_every_check_takes_it(loom_town: Town) -> None:
    card_id = issued(loom_town)
    claims = claims_of(loom_town, card_id)
    assert claims.face is not None
    assert len(claims.face) <= FACE_BUDGETS[0]
    with Image.open(BytesIO(claims.face)) as opened:
        assert opened.format == "WEBP"
    text = token_of(loom_town, card_id).text(ISSUER)
    assert read_code(drawn(loom_town, card_id)) == text
    assert word_of(loom_town, card_id) == "valid"
    page = loom_town.browser(Role.CLERK).post("/desk/check", {"text": text})
    assert 'src="data:image/webp;base64,' in page.text
    assert "img-src 'self' data:" in page.headers["content-security-policy"]


def test_a_minors_code_carries_none(loom_town: Town) -> None:
    claims = claims_of(loom_town, issued(loom_town, MINOR))
    assert (claims.name, claims.face) == (None, None)


def test_a_long_name_takes_the_place_of_a_finer_face(loom_town: Town) -> None:
    given, family = "Wilhelmina Maximiliana Theodora", "Montgomery-Fitzgerald"
    names = Names(given=given, family=family)
    claims = claims_of(loom_town, issued(loom_town, replace(PERSON, names=names)))
    assert claims.name == f"{given} {family}"
    assert claims.face is not None


def test_another_design_carries_none(sqlite_town: Town) -> None:
    assert claims_of(sqlite_town, issued(sqlite_town)).face is None
