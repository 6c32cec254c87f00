from io import BytesIO

import pytest
from PIL import Image

from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.photo import CardPhoto


def encoded(form: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 75)).save(file, form)
    return file.getvalue()


def test_reads_the_size_and_keeps_the_bytes() -> None:
    jpeg = encoded("JPEG")
    photo = CardPhoto(jpeg, element="photo")
    assert (photo.width, photo.height) == (60, 75)
    assert photo.jpeg_fh().read() == jpeg
    assert str(photo) == str(CardPhoto(jpeg, element="ghost"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(None, "field_missing", id="no photo"),
        pytest.param(b"", "photo_unreadable", id="nothing in it"),
        pytest.param(encoded("PNG"), "photo_unreadable", id="PNG"),
        pytest.param(encoded("JPEG")[:24], "photo_unreadable", id="cut short"),
    ],
)
def test_refuses(data: bytes | None, reason: str) -> None:
    with pytest.raises(FieldDoesNotFitError, match=f"photo: {reason}"):
        CardPhoto(data, element="photo")
