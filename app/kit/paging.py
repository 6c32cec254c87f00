"""Long lists, a part at a time: which rows a page shows and where its neighbours are."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

ROWS = 50


@dataclass(frozen=True, slots=True)
class Part:
    """Part `number` of a list, counted from 1."""

    number: int

    @property
    def offset(self) -> int:
        """Return how many rows come before."""
        return (self.number - 1) * ROWS

    @property
    def limit(self) -> int:
        """Return how many rows to ask for: one more than is shown, to see whether more follow."""
        return ROWS + 1

    def previous_url(self, path: str, query: Mapping[str, str]) -> str | None:
        """Return the address of the part before, None at the beginning."""
        return self._url(path, query, self.number - 1) if self.number > 1 else None

    def next_url(self, path: str, query: Mapping[str, str], *, found: int) -> str | None:
        """Return the address of the part after, None when `found` rows were all there is."""
        return self._url(path, query, self.number + 1) if found > ROWS else None

    @staticmethod
    def _url(path: str, query: Mapping[str, str], number: int) -> str:
        return f"{path}?{urlencode({**query, 'part': number})}"


FIRST = Part(1)
