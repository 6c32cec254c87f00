"""A face that fits a code: within its budget, the same every time, and still that face."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from app.cards.prepare_for_design import FACE_BUDGETS
from app.cards.small_face import SIZE, small_face
from scripts.portrait import PEOPLE, portrait_jpeg


def pixels(picture: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    with Image.open(BytesIO(picture)) as opened:
        return np.asarray(opened.convert("RGB").resize(SIZE)).astype(float)


@pytest.mark.parametrize("number", range(len(PEOPLE)))
@pytest.mark.parametrize("budget", FACE_BUDGETS)
def test_keeps_to_its_budget_and_is_the_same_every_time(number: int, budget: int) -> None:
    photo = portrait_jpeg(number)
    face = small_face(photo, max_bytes=budget)
    assert face is not None
    assert len(face) <= budget
    assert face == small_face(photo, max_bytes=budget)
    with Image.open(BytesIO(face)) as opened:
        assert (opened.format, opened.size) == ("WEBP", SIZE)


def test_is_nearer_to_its_own_photo_than_to_anybody_elses() -> None:
    largest = [small_face(portrait_jpeg(number), max_bytes=5000) for number in range(len(PEOPLE))]
    for number, own in enumerate(largest):
        face = small_face(portrait_jpeg(number), max_bytes=FACE_BUDGETS[-1])
        assert face is not None
        assert own is not None
        differs = [np.abs(pixels(face) - pixels(other or b"")).mean() for other in largest]
        assert differs.index(min(differs)) == number


def test_there_is_none_where_no_quality_is_small_enough() -> None:
    assert small_face(portrait_jpeg(), max_bytes=60) is None
