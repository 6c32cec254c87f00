"""Who issues the cards, on what legal ground, and under which address they are checked."""

import re
from typing import Annotated

from pydantic import Field, field_validator

from app.core.documents.provenance import Identifier, SourcedRule, Text
from app.core.program.jurisdiction import DayOrYear

# No port, path, query or trailing slash: addresses of the verifier page and lists are built on it.
_URL = re.compile(r"https://(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63})")

# Names that can never belong to anybody (RFC 2606).
_RESERVED = ("example", "test")


class Issuer(SourcedRule):
    """The body whose name stands on the card."""

    name: Text
    url: Annotated[str, Field(max_length=100)]  # fixed at `tessera init`: it is in every card
    host_held_by: Text  # who registered the name; it must outlast the last card
    return_address: Annotated[tuple[Text, ...], Field(max_length=3)] = ()
    """Where the post brings a found card: lines printed below the issuer's name."""

    @field_validator("url")
    @classmethod
    def _is_plain_https(cls, url: str) -> str:
        if _URL.fullmatch(url) is None:
            raise ValueError("an address like https://id.city.example, without port or path")
        return url

    @property
    def host(self) -> str:
        """The host of `url`."""
        return self.url.removeprefix("https://")

    @property
    def is_invented(self) -> bool:
        """Does the host lie under a name reserved for examples and tests?"""
        return self.host.rpartition(".")[2] in _RESERVED


class LegalBasis(SourcedRule):
    """The instrument that lets the program issue cards."""

    instrument: Text
    since: DayOrYear | None = None


class Site(SourcedRule):
    """A desk, or a place where ID days are held."""

    id: Identifier
    name: Text
