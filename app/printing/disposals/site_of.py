"""The desk whose things somebody counts, moves or destroys."""

from app.kit.actor import Actor
from app.kit.errors import RefusedError


def site_of(actor: Actor) -> str:
    """Return the desk of somebody who works at one.

    Raises:
        RefusedError: `desk_needed`: things lie at one desk, and this account is of none.
    """
    if not actor.site:
        raise RefusedError("desk_needed")
    return actor.site
