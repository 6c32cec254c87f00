"""The program's library: how its readers want a card's number, and what a number looks like."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.core.documents.provenance import Number, SourcedRule, Switch
from app.core.library_number import CheckRule, LibraryRange
from app.core.rendering.barcodes import BarcodeRule, Symbology

_SAMPLE = "29999000500010000000"
_Letter = Literal["A", "B", "C", "D"]


class LibraryCard(SourcedRule):
    """Cards carry a number of the library; the ranges it hands out are added by administrators."""

    symbology: Symbology
    start: _Letter = "A"
    stop: _Letter = "A"
    check_character: Switch = False
    """Code 39: the bars end with a modulo 43 character, which is no part of the number."""
    length: Annotated[int, Field(strict=True, ge=4, le=20)]
    """Signs of a whole number, its check digit included."""
    check: CheckRule
    low_at: Number = 200
    """Doctor asks for a new range when this many numbers are left."""

    @model_validator(mode="after")
    def _character_is_code_39s(self) -> Self:
        if self.check_character and self.symbology is not Symbology.CODE_39:
            raise ValueError("`check_character` belongs to code39")
        return self

    def fits(self, numbers: LibraryRange) -> bool:
        """Say whether a range's numbers are as this program's are."""
        digits = 1 if numbers.check is CheckRule.MOD_10 else 0
        length = len(numbers.prefix) + numbers.width + digits
        return (length, numbers.check) == (self.length, self.check)

    @property
    def barcode(self) -> BarcodeRule:
        """How numbers become bars."""
        return BarcodeRule(
            symbology=self.symbology,
            start=self.start,
            stop=self.stop,
            has_mod_43=self.check_character,
        )

    @property
    def sample(self) -> str:
        """An invented number of the right length; its check digit is right or wrong by chance."""
        return _SAMPLE[: self.length]
