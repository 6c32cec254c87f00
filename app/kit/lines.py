"""A line of text that a form or a script sends: no control character is in it."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints


def require_printable(text: str) -> str:
    """Return a line of text.

    Raises:
        ValueError: a control character, a line end or half a character is in it.
    """
    if not text.isprintable():
        raise ValueError("unprintable")
    return text


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(require_printable),
]
"""Up to a hundred characters, not empty, without spaces around them."""
