"""Which numbers of a table may be published: small ones could single somebody out.

A count of 1 to 10 is not shown, 0 is. That is enough only as long as nothing can be subtracted:
whoever publishes a table gives no total whose parts are in it too.
"""

from typing import Final

SMALLEST_SHOWN: Final = 11
TOO_SMALL: Final = "<11"


def publish(count: int) -> int | None:
    """Return a count as it may be published; None stands for 1 to 10.

    Raises:
        ValueError: a count is never negative.
    """
    if count < 0:
        raise ValueError("a count is never negative")
    return None if 0 < count < SMALLEST_SHOWN else count


def cell_text(published: int | None) -> str:
    """Return what stands in the cell of a table."""
    return TOO_SMALL if published is None else str(published)
