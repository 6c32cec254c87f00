"""From an upload to the photo that is kept: pixels only, one size, a few kilobytes."""

import io
import random
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from app.applicants import prepare_photo
from app.kit.errors import RefusedError

ORIENTATION, GPS, COMMENT = 0x0112, 0x8825, b"Zqxwiana was here"


def picture(form: str = "JPEG", size: tuple[int, int] = (640, 480), **options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    buffer = io.BytesIO()
    mode = options.pop("mode", "RGB")
    colour = options.pop("colour", (171, 146, 122) if mode == "RGB" else 0)
    Image.new(mode, size, colour).save(buffer, form, **options)
    return buffer.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(jpeg))
    image.load()
    return image


def png_that_claims(width: int, height: int) -> bytes:
    """Return the head of a PNG of a size, with hardly a byte of pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("size", [(300, 300), (640, 480), (3000, 4000)])
def test_every_photo_is_kept_in_one_size(form: str, size: tuple[int, int]) -> None:
    kept = prepare_photo(picture(form, size))
    image = opened(kept)
    assert (image.format, image.size, image.mode) == ("JPEG", (600, 750), "RGB")
    assert len(kept) <= 60_000


def test_only_pixels_are_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Zqxwiana"
    exif[GPS] = {1: "N", 2: (41.0, 30.0, 0.0)}
    upload = picture(exif=exif, comment=COMMENT, icc_profile=b"Zqxwiana profile")
    assert upload.count(b"Zqxwiana") == 3
    kept = prepare_photo(upload + b"PK\x03\x04 Zqxwiana.zip")
    assert b"Zqxwiana" not in kept
    image = opened(kept)
    assert dict(image.getexif()) == {}
    assert not {"comment", "icc_profile", "exif"} & image.info.keys()


def test_a_photo_taken_on_its_side_is_kept_upright() -> None:
    image = Image.new("RGB", (800, 600), "white")
    image.paste((200, 0, 0), (0, 0, 400, 600))  # the left half is red
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera was turned: left is top
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif)
    red, green, _ = _pixel(opened(prepare_photo(buffer.getvalue())), (300, 60))
    assert (red > 150, green < 90) == (True, True)


@pytest.mark.parametrize(
    "upload",
    [
        pytest.param(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)), id="clear"),
        pytest.param(picture("PNG", mode="P", transparency=0), id="a palette with a clear colour"),
    ],
)
def test_what_is_transparent_becomes_white(upload: bytes) -> None:
    assert min(_pixel(opened(prepare_photo(upload)), (300, 300))) > 250


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_printers_colours_are_taken_too(mode: str) -> None:
    assert opened(prepare_photo(picture(mode=mode))).mode == "RGB"


@pytest.mark.parametrize("size", [(150, 200), (600, 750)], ids=["coarse", "fine"])
def test_a_photo_full_of_detail_still_fits(size: tuple[int, int]) -> None:
    noise = random.Random(7).randbytes(size[0] * size[1] * 3)  # noqa: S311 - the same each time
    buffer = io.BytesIO()
    Image.frombytes("RGB", size, noise).resize((600, 750)).save(buffer, "PNG")
    assert len(prepare_photo(buffer.getvalue())) <= 60_000


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        pytest.param(b"", "photo_unreadable", id="nothing"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_unreadable", id="SVG"),
        pytest.param(picture("GIF"), "photo_unreadable", id="GIF"),
        pytest.param(picture()[:200], "photo_unreadable", id="cut short"),
        pytest.param(picture(size=(299, 800)), "photo_too_small", id="too narrow"),
        pytest.param(png_that_claims(9000, 9000), "photo_too_many_pixels", id="a small bomb"),
        pytest.param(png_that_claims(40_000, 40_000), "photo_too_many_pixels", id="a large bomb"),
    ],
)
def test_what_cannot_be_a_photo_is_refused_by_name(upload: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        prepare_photo(upload)


def test_a_moving_picture_is_refused() -> None:
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (640, 480), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, "PNG", save_all=True, append_images=frames[1:])
    with pytest.raises(RefusedError, match="photo_unreadable"):
        prepare_photo(buffer.getvalue())


def _pixel(image: Image.Image, at: tuple[int, int]) -> tuple[int, int, int]:
    value = image.getpixel(at)
    assert isinstance(value, tuple)
    return value[0], value[1], value[2]
