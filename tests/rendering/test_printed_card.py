"""The finished card as it lies in the printer: read back from 300 dpi rasters."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageFilter

from app.core.rendering.card import draw_card
from app.core.rendering.content import NO_EXPIRATION_DATE, CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import set_element
from app.core.rendering.operators import Area
from app.core.rendering.qr import make_symbol
from app.core.rendering.sample import HARD_NAMES, bare_content, sample_content
from app.core.rendering.template import AnyElement, ImageElement, QRElement, TextElement
from app.programs.card_designs import load_card_design
from tests.core.rendering.designs import small
from tests.rendering.paper import (
    DOTS_PER_MM,
    cut,
    faces_of,
    ink_box,
    read_code,
    share_differing,
)

DOT = 1 / DOTS_PER_MM
QUIET_ZONE = 4


@pytest.fixture
def design() -> CardDesign:
    return load_card_design("riverbend")


@pytest.fixture
def content() -> CardContent:
    return sample_content()


@pytest.fixture
def faces(design: CardDesign, content: CardContent) -> list[Image.Image]:
    return faces_of(draw_card(design, content))


def find(design: CardDesign, identifier: str) -> AnyElement:
    return next(element for element in design.template.elements if element.id == identifier)


def code_of(design: CardDesign) -> QRElement:
    element = find(design, "code")
    assert isinstance(element, QRElement)
    return element


def area_of(design: CardDesign, identifier: str) -> Area:
    element = find(design, identifier)
    assert isinstance(element, TextElement | ImageElement)
    return element.area


def test_the_code_on_the_card_is_the_code_it_was_given(
    content: CardContent, faces: list[Image.Image]
) -> None:
    code = read_code(faces[1])
    assert content.qr_text is not None
    symbol = make_symbol(content.qr_text)
    assert code.text == content.qr_text
    assert (code.version, code.level, code.mask) == (symbol.version, symbol.level, symbol.mask)
    assert code.version <= 17


def test_modules_are_at_least_four_whole_dots(faces: list[Image.Image]) -> None:
    code = read_code(faces[1])
    modules = code.version * 4 + 17
    dots = round((code.side + 1) / modules)
    assert dots >= 4
    assert code.side == pytest.approx(dots * modules, abs=2)


def test_every_dot_of_the_code_is_black_or_white(
    design: CardDesign, faces: list[Image.Image]
) -> None:
    element = code_of(design)
    dots = cut(faces[1], Area(element.x, element.y, element.size, element.size))
    assert set(np.unique(dots)) == {0, 255}
    assert (dots == dots[:, :, :1]).all()


def test_the_quiet_zone_is_white(design: CardDesign, faces: list[Image.Image]) -> None:
    element, code = code_of(design), read_code(faces[1])
    module = round(code.side / (code.version * 4 + 17))
    quiet = QUIET_ZONE * module
    left, top = round(code.left) - quiet, round(code.top) - quiet
    side = round(code.side) + 2 * quiet
    zone = np.asarray(faces[1].crop((left, top, left + side, top + side)))
    inside = zone[quiet - 1 : -quiet + 1, quiet - 1 : -quiet + 1].copy()
    assert inside.min() == 0
    zone = zone.copy()
    zone[quiet - 1 : -quiet + 1, quiet - 1 : -quiet + 1] = 255
    assert zone.min() == 255
    assert left >= element.x * DOTS_PER_MM - 1


@pytest.mark.parametrize(
    "worn",
    [
        pytest.param(lambda face: face.filter(ImageFilter.GaussianBlur(1.2)), id="blurred"),
        pytest.param(lambda face: face.rotate(14, expand=True, fillcolor="white"), id="rotated"),
        pytest.param(lambda face: ImageEnhance.Contrast(face).enhance(0.35), id="dimmed"),
        pytest.param(lambda face: face.resize((650, 410)), id="far away"),
    ],
)
def test_a_worn_copy_of_the_code_still_reads(
    worn: type, content: CardContent, faces: list[Image.Image]
) -> None:
    copy = worn(faces[1])
    assert read_code(copy).text == content.qr_text


def test_a_reprint_with_the_stored_mask_is_the_same_picture(
    design: CardDesign, content: CardContent
) -> None:
    assert content.qr_text is not None
    mask = make_symbol(content.qr_text).mask
    assert draw_card(design, content) == draw_card(design, replace(content, qr_mask=mask))


@pytest.mark.parametrize(
    "identifier", ["name", "birth-date", "expires-on", "address", "card-number", "check-code"]
)
def test_personal_texts_are_black(
    identifier: str, design: CardDesign, faces: list[Image.Image]
) -> None:
    dots = cut(faces[0], area_of(design, identifier)).reshape(-1, 3)
    black = (dots == 0).all(axis=1)
    assert black.sum() > 100
    # Nothing is nearly black: dark means RGB 0 inside and paper outside, with one dot of edge.
    dark = dots.max(axis=1) < 40
    assert black.sum() / dark.sum() > 0.7


def test_the_photo_is_there(design: CardDesign, content: CardContent) -> None:
    red = Image.new("RGB", (600, 750), (200, 30, 30))
    picture = faces_of(draw_card(design, replace(content, photo=as_jpeg(red))))[0]
    area = area_of(design, "photo")
    middle = cut(picture, Area(area.x + 2, area.y + 2, area.width - 4, area.height - 4))
    assert np.abs(middle.astype(int) - (200, 30, 30)).max() < 8


def test_a_wide_photo_is_cut_not_stretched(design: CardDesign, content: CardContent) -> None:
    wide = Image.new("RGB", (900, 750), (255, 0, 0))
    wide.paste((0, 0, 255), (150, 0, 750, 750))
    picture = faces_of(draw_card(design, replace(content, photo=as_jpeg(wide))))[0]
    area = area_of(design, "photo")
    middle = cut(picture, Area(area.x + 1, area.y + 2, area.width - 2, area.height - 4))
    assert (middle[:, :, 2] > 200).all()


def as_jpeg(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=95, subsampling=0)
    return file.getvalue()


@pytest.mark.parametrize("name", HARD_NAMES)
def test_every_hard_name_is_inside_its_box(name: str, content: CardContent) -> None:
    """Compare what the text engine says it covers with what the raster shows."""
    text = {"id": "name", "kind": "text", "field": "name", "font": "bold", "lines": 3}
    box = {"x": 10, "y": 10, "width": 49, "height": 9.2, "size": 13, "min_size": 6}
    design = small({**text, **box})
    element = design.template.front[0]
    assert isinstance(element, TextElement)
    named = replace(content, name=name)
    said = set_element(element, design=design, content=named).ink
    seen = ink_box(faces_of(draw_card(design, named))[0])
    assert seen[1::2] == pytest.approx(said[1::2], abs=2 * DOT)
    assert seen[::2] == pytest.approx(said[::2], abs=5 * DOT)  # sides of letters are white
    assert seen[0] >= 10 - DOT
    assert seen[1] >= 10 - DOT
    assert seen[2] <= 59 + DOT
    assert seen[3] <= 19.2 + DOT


def test_without_an_address_only_its_place_differs(
    design: CardDesign, content: CardContent, faces: list[Image.Image]
) -> None:
    bare = faces_of(draw_card(design, replace(content, address_lines=())))
    differs = (np.asarray(bare[0]) != np.asarray(faces[0])).any(axis=2)
    rows, columns = np.flatnonzero(differs.any(1)) * DOT, np.flatnonzero(differs.any(0)) * DOT
    label, value = area_of(design, "address-label"), area_of(design, "address")
    assert label.y - 2 * DOT <= rows[0]
    assert rows[-1] <= value.y + value.height + 2 * DOT
    assert value.x - 2 * DOT <= columns[0]
    assert columns[-1] <= value.x + value.width + 2 * DOT
    assert share_differing(bare, faces)[1] == 0


def test_a_card_without_an_end_says_so(design: CardDesign, content: CardContent) -> None:
    endless = faces_of(draw_card(design, replace(content, expires_on=NO_EXPIRATION_DATE)))[0]
    dots = cut(endless, area_of(design, "expires-on"))
    assert (dots == 0).all(axis=2).sum() > 500


def test_optional_fields_leave_nothing_behind(design: CardDesign, content: CardContent) -> None:
    bare = faces_of(draw_card(design, bare_content(content)))[0]
    for identifier in ("address-label", "address", "issued-label", "issued-on"):
        assert cut(bare, area_of(design, identifier)).min() > 100
