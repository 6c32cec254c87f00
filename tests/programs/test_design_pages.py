"""Administrators look at designs and try values on them; nobody else, and nothing is kept."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from app.core.permissions import Role
from app.core.rendering.sample import HARD_NAMES
from app.programs import list_card_designs
from app.programs.designs.proof_values import sample_values
from tests.town import Town

ADMINISTRATOR = Role.ADMINISTRATOR


def pictures(page: str) -> list[Image.Image]:
    found = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    return [Image.open(BytesIO(b64decode(data))) for data in found]


def test_the_list_names_every_design_and_the_one_in_use(sqlite_town: Town) -> None:
    page = sqlite_town.browser(ADMINISTRATOR).get("/admin/designs").text
    for name in list_card_designs():
        assert f'href="/admin/designs/{name}"' in page
    assert page.count("On your cards") == 1


@pytest.mark.parametrize("name", list_card_designs())
def test_a_design_is_shown_front_and_back_beside_its_features(name: str, sqlite_town: Town) -> None:
    answer = sqlite_town.browser(ADMINISTRATOR).get(f"/admin/designs/{name}")
    assert [picture.size for picture in pictures(answer.text)] == [(742, 468)] * 2
    assert "Scan it on the verifier page" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "img-src 'self' data:" in answer.headers["content-security-policy"]


def test_other_values_make_another_picture(sqlite_town: Town) -> None:
    browser = sqlite_town.browser(ADMINISTRATOR)
    before = pictures(browser.get("/admin/designs/cedar").text)
    sent = sample_values() | {"proof_name": "Zoraida Quispe", "proof_address": ""}
    answer = browser.post("/admin/designs/cedar", sent)
    after = pictures(answer.text)
    assert after[0].tobytes() != before[0].tobytes()
    assert after[1].tobytes() == before[1].tobytes()
    assert 'value="Zoraida Quispe"' in answer.text


def test_a_hard_name_takes_the_place_of_the_name(sqlite_town: Town) -> None:
    sent = sample_values() | {"hard_name": HARD_NAMES[2]}
    page = sqlite_town.browser(ADMINISTRATOR).post("/admin/designs/loom", sent).text
    assert f'name="proof_name" value="{HARD_NAMES[2]}"' in page
    assert len(pictures(page)) == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param({"proof_name": "Wm" * 50}, "Name: This is too long for the card", id="wide"),
        pytest.param({"proof_name": "x" * 201}, "Name: This is too long for the card", id="long"),
        pytest.param({"proof_name": "\U00010330"}, "no font for one of these letters", id="script"),
        pytest.param({"proof_expires_on": ""}, "Something the card needs is empty", id="empty"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason_and_no_picture(
    values: dict[str, str], sentence: str, sqlite_town: Town
) -> None:
    sent = sample_values() | values
    answer = sqlite_town.browser(ADMINISTRATOR).post("/admin/designs/riverbend", sent)
    assert sentence in answer.text
    assert pictures(answer.text) == []


def test_a_design_that_is_not_there_has_no_page(sqlite_town: Town) -> None:
    assert sqlite_town.browser(ADMINISTRATOR).get("/admin/designs/atlantis").status_code == 404


@pytest.mark.parametrize("role", [Role.CLERK, Role.PRINTER, Role.SUPERVISOR])
def test_others_do_not_see_designs(role: Role, sqlite_town: Town) -> None:
    assert sqlite_town.browser(role).get("/admin/designs").status_code == 403
