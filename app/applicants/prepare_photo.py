"""Turn an upload into the photo that is kept: pixels only, 600 x 750, at most 60 kB.

The header is read first; formats are JPEG and PNG, at most 24 megapixels, one frame. Everything but
the pixels is dropped: EXIF, position, colour profile, comments, appended bytes.
"""

import io

from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from app.kit.errors import RefusedError

WIDTH, HEIGHT = 600, 750
MIN_SIDE_PIXELS = 300
MAX_PIXELS = 24_000_000
MAX_BYTES = 60_000
QUALITIES = (88, 80, 72, 64, 56, 48, 40, 32)
SOFTENING_PIXELS = 3  # where no quality makes it small enough; with it, even noise takes 33 kB


def prepare_photo(upload: bytes) -> bytes:
    """Return a JPEG of 600 x 750 pixels.

    Raises:
        RefusedError: photo_unreadable, photo_too_many_pixels or photo_too_small.
    """
    picture = _decode(upload)
    fitted = ImageOps.fit(picture, (WIDTH, HEIGHT), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    # A new picture from the pixels: Pillow writes the comment and XMP of the upload again.
    return _encode(Image.frombytes("RGB", fitted.size, fitted.tobytes()))


def _decode(upload: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(upload), formats=("JPEG", "PNG"))
        _check_header(image)
        image.load()
        upright = ImageOps.exif_transpose(image)
        return _on_white(upright).convert("RGB")
    except Image.DecompressionBombError as error:
        # Pillow's own limit, far above ours, speaks before the header is in our hands.
        raise RefusedError("photo_too_many_pixels") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise RefusedError("photo_unreadable") from error


def _check_header(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise RefusedError("photo_too_many_pixels")
    if min(width, height) < MIN_SIDE_PIXELS:
        raise RefusedError("photo_too_small")
    if getattr(image, "n_frames", 1) != 1:
        raise RefusedError("photo_unreadable")


def _on_white(image: Image.Image) -> Image.Image:
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image
    layers = image.convert("RGBA")
    white = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(white, layers)


def _encode(image: Image.Image) -> bytes:
    for quality in QUALITIES:
        jpeg = _as_jpeg(image, quality)
        if len(jpeg) <= MAX_BYTES:
            return jpeg
    return _as_jpeg(image.filter(ImageFilter.GaussianBlur(SOFTENING_PIXELS)), QUALITIES[-1])


def _as_jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()
