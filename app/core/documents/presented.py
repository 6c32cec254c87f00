"""A paper somebody laid on the desk, as far as it may ever be written down.

This model is also the shape of the sealed evidence of an open draft, so what it lacks matters most:
there is no field for a number, an image, a file or an issuing country, and a test fails if one
appears. It lives until the decision and not longer.
"""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from app.core.documents.day import Day
from app.core.documents.provenance import Identifier, ProfilePart

# A street number fits; the number of a paper does not.
_MOST_DIGITS = 5


def _is_a_name(text: str) -> str:
    if not text.isprintable() or not any(letter.isalpha() for letter in text):
        raise ValueError("an organization has a name")
    if sum(sign.isdigit() for sign in text) > _MOST_DIGITS:
        raise ValueError("no number of a paper is ever written down")
    return text


OrganizationName = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_is_a_name)]


class PresentedDocument(ProfilePart):
    """The kind of a paper, its dates, and for a care-of letter the organization that wrote it."""

    kind: Identifier
    expires_on: Day | None = None  # its last good day
    issued_on: Day | None = None
    organization: OrganizationName | None = None

    @model_validator(mode="after")
    def _dates_are_in_order(self) -> Self:
        if self.expires_on and self.issued_on and self.expires_on < self.issued_on:
            raise ValueError("a paper cannot end before it was issued")
        return self
