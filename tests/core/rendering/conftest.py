"""The shipped design, its fonts, and an invented card."""

from collections.abc import Sequence

import pytest

from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fonts import FontFace
from app.core.rendering.sample import sample_content
from app.programs.card_designs import load_card_design


@pytest.fixture
def design() -> CardDesign:
    return load_card_design("riverbend")


@pytest.fixture
def regular(design: CardDesign) -> Sequence[FontFace]:
    return design.faces("regular")


@pytest.fixture
def content() -> CardContent:
    return sample_content()
