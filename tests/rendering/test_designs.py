"""Every shipped design, as a person and a reader meet it."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import numpy as np
import numpy.typing as npt
import pytest
import zxingcpp
from PIL import Image, ImageEnhance, ImageFilter

from app.core.rendering.card import draw_card
from app.core.rendering.check_design import check_design
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import is_on_every_card
from app.core.rendering.measure import measure
from app.core.rendering.operators import Area
from app.core.rendering.sample import bare_content, sample_content, sample_program
from app.core.rendering.template import AnyElement, BarcodeElement, ImageElement, TextElement
from app.programs.card_designs import list_card_designs, load_card_design
from tests.rendering.paper import DOTS_PER_MM, cut, faces_of, read_code, share_differing

DOT = 1 / DOTS_PER_MM
LEAST_CONTRAST = 4.5
"""Between letters and what lies behind them (WCAG 2.2, 1.4.3)."""
Wear = Callable[[Image.Image], Image.Image]
EACH_COPY = pytest.mark.parametrize(
    "worn",
    [
        pytest.param(lambda face: face, id="fresh"),
        pytest.param(lambda face: face.filter(ImageFilter.GaussianBlur(1.2)), id="blurred"),
        pytest.param(lambda face: face.rotate(5, expand=True, fillcolor="white"), id="rotated"),
        pytest.param(lambda face: ImageEnhance.Contrast(face).enhance(0.35), id="dimmed"),
    ],
)
NEEDED = {"do-not-copy": "do not copy", "found": "Found? Put it in any mailbox."}


@pytest.fixture(params=list_card_designs())
def design(request: pytest.FixtureRequest) -> CardDesign:
    return load_card_design(request.param)


@pytest.fixture
def content(design: CardDesign) -> CardContent:
    template = design.template
    return sample_content(program=sample_program(template), has_face=template.face_in_code)


def texts(elements: tuple[AnyElement, ...]) -> list[TextElement]:
    return [element for element in elements if isinstance(element, TextElement)]


def test_four_designs_come_along() -> None:
    assert list_card_designs() == ["cedar", "harborlight", "loom", "riverbend"]


def test_is_fit_to_print(design: CardDesign) -> None:
    assert check_design(design) == ()


def test_the_back_says_what_a_finder_and_a_copier_should_know(design: CardDesign) -> None:
    back = {element.id: element for element in texts(design.template.back)}
    for identifier, words in NEEDED.items():
        assert words in (back[identifier].text or "")
    assert {"legal_lines", "return_address", "verify_address"} <= {
        element.field for element in back.values()
    }


def test_every_value_has_a_label_that_leaves_with_it(design: CardDesign) -> None:
    front = {element.id: element for element in texts(design.template.front)}
    for value in ("address", "issued-on"):
        label = front[f"{value.removesuffix('-on')}-label"]
        assert label.shown_with == front[value].field


@EACH_COPY
def test_a_reader_reads_the_code(worn: Wear, design: CardDesign, content: CardContent) -> None:
    back = faces_of(draw_card(design, content))[1]
    assert read_code(worn(back)).text == content.qr_text


@EACH_COPY
def test_a_library_reads_its_number_on_the_side_away_from_the_signed_code(
    worn: Wear, design: CardDesign, content: CardContent
) -> None:
    front = faces_of(draw_card(design, content))[0]
    found = [
        (code.format, code.text.strip("ABCD"))
        for code in zxingcpp.read_barcodes(np.asarray(worn(front)))
    ]
    has_one = any(isinstance(element, BarcodeElement) for element in design.template.front)
    number = (zxingcpp.BarcodeFormat.Codabar, content.library_number)
    assert found == ([number] if has_one else [])


def test_one_design_at_least_carries_a_library_number() -> None:
    fronts = [load_card_design(name).template.front for name in list_card_designs()]
    assert any(isinstance(element, BarcodeElement) for front in fronts for element in front)


def test_no_two_designs_share_their_fine_lines(design: CardDesign, content: CardContent) -> None:
    other = replace(content, program=replace(content.program, program_id="hillcrest"))
    assert draw_card(design, content) != draw_card(design, other)


def test_without_an_address_only_its_place_differs(
    design: CardDesign, content: CardContent
) -> None:
    faces = faces_of(draw_card(design, content))
    bare = faces_of(draw_card(design, replace(content, address_lines=())))
    differs = (np.asarray(bare[0]) != np.asarray(faces[0])).any(axis=2)
    boxes = {element.id: element.area for element in texts(design.template.front)}
    for area in (boxes["address"], boxes["address-label"]):
        rows = slice(*dots(area.y, area.height))
        differs[rows, slice(*dots(area.x, area.width))] = False
    assert not differs.any()
    assert share_differing(bare, faces)[1] == 0


def test_an_address_of_three_lines_fits(design: CardDesign, content: CardContent) -> None:
    lines = ("1200 Northwest Commonwealth Avenue", "Building 4, Apartment 1107", "Riverbend 00417")
    assert measure(design, replace(content, address_lines=lines)) == []


def test_a_bare_card_has_nothing_where_optional_values_stand(
    design: CardDesign, content: CardContent
) -> None:
    bare = faces_of(draw_card(design, bare_content(content)))[0]
    for element in texts(design.template.front):
        if element.shown_with is not None or element.id in {"address", "issued-on"}:
            assert cut(bare, element.area).min() > 100


def test_letters_stand_out_from_what_lies_behind(design: CardDesign, content: CardContent) -> None:
    """Draw the card without its words and compare each text's colour with the dots in its box."""
    empty = without_words(design)
    faces = faces_of(draw_card(empty, replace(content, photo=white_photo())))
    weak = {}
    for face, elements in zip(faces, (design.template.front, design.template.back), strict=True):
        for element in texts(elements):
            contrast = least_contrast(design.template.colour(element.colour), face, element.area)
            if contrast < LEAST_CONTRAST:
                weak[element.id] = round(contrast, 2)
    assert weak == {}


def test_personal_texts_are_in_black_resin(design: CardDesign) -> None:
    template = design.template
    personal = [
        item for item in texts(template.front) if not is_on_every_card(item, template=template)
    ]
    assert {element.colour for element in personal} == {"black"}


def test_verifiers_are_told_of_features_at_every_level(design: CardDesign) -> None:
    assert {feature.level for feature in design.template.features} == {1, 2, 3}


def test_the_ghost_photo_is_faint(design: CardDesign) -> None:
    photos = [item for item in design.template.elements if isinstance(item, ImageElement)]
    assert sorted(photo.opacity for photo in photos) == [pytest.approx(0.29, abs=0.02), 1]


def dots(start: float, length: float) -> tuple[int, int]:
    """Return the dots a stretch in millimetres covers, with one dot of edge on both sides."""
    return round((start - DOT) / DOT), round((start + length + 2 * DOT) / DOT)


def without_words(design: CardDesign) -> CardDesign:
    def art_only(elements: tuple[AnyElement, ...]) -> tuple[AnyElement, ...]:
        return tuple(element for element in elements if not isinstance(element, TextElement))

    template = design.template.model_copy(
        update={
            "front": art_only(design.template.front),
            "back": art_only(design.template.back),
        }
    )
    return replace(design, template=template)


def white_photo() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 50), "white").save(file, "JPEG")
    return file.getvalue()


def least_contrast(colour: str, face: Image.Image, area: Area) -> float:
    """Return the WCAG contrast to the worst hundredth of the dots behind a text."""
    letters = luminance(np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)]]))[0]
    behind = luminance(cut(face, area).reshape(-1, 3))
    ratio = (np.maximum(behind, letters) + 0.05) / (np.minimum(behind, letters) + 0.05)
    return float(np.quantile(ratio, 0.01))


def luminance(rgb: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    part = rgb.astype(float) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    weighed: npt.NDArray[np.float64] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return weighed
