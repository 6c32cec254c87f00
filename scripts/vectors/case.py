"""What a case is, and how it stands in a file."""

from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from app.core.credential import CardClaims, Freshness, ResultWord
from scripts.vectors.material import LISTED_AT, NOW

Folder = Literal["valid", "invalid", "edge"]
FRESH_LIST: Final = "fresh"


@dataclass(frozen=True, slots=True)
class Case:
    """One text at one moment, and what a verifier that knows these keys and lists must say."""

    name: str
    text: str
    word: ResultWord = ResultWord.UNREADABLE
    claims: CardClaims | None = None
    now: int = NOW
    taken_at: int | None = None
    """When key set and lists were taken; None where it was at `now`."""
    key_set: str = "good"
    status_lists: tuple[str, ...] = (FRESH_LIST,)
    status_as_of: int | None = None
    freshness: Freshness = Freshness.UNKNOWN
    please_visit: bool = False
    folder: Folder = "invalid"

    def moved(self, folder: Folder) -> "Case":
        """Return the case for another folder."""
        return replace(self, folder=folder)

    def as_json(self) -> dict[str, Any]:
        """Return what stands in the file."""
        return {
            "name": self.name,
            "text": self.text,
            "now": self.now,
            **({} if self.taken_at is None else {"taken_at": self.taken_at}),
            "key_set": self.key_set,
            "status_lists": list(self.status_lists),
            "expected": {
                "word": self.word.value,
                "claims": None if self.claims is None else claims_as_json(self.claims),
                "please_visit": self.please_visit,
                "status_as_of": self.status_as_of,
                "freshness": self.freshness.value,
            },
        }


def good(name: str, text: str, claims: CardClaims, **beside: Any) -> Case:  # noqa: ANN401 - fields of a case
    """Return a case of a card that is in use, on a list that is fresh unless told otherwise."""
    told: dict[str, Any] = {"status_as_of": LISTED_AT, "freshness": Freshness.FRESH} | beside
    return Case(name, text, ResultWord.VALID, claims, **{"folder": "valid"} | told)


def claims_as_json(claims: CardClaims) -> dict[str, Any]:
    """Return claims as they stand in the file."""
    return {
        "issuer": claims.issuer,
        "card_number": claims.card_number,
        "name": claims.name,
        "issued_at": claims.issued_at,
        "expires_at": claims.expires_at,
        "not_before": claims.not_before,
        "cti": claims.cti.hex(),
        "status_list": claims.status_list,
        "status_index": claims.status_index,
        "no_end": claims.no_end,
        **({} if claims.face is None else {"face": claims.face.hex()}),
    }
