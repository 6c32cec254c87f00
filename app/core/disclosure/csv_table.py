"""Tables as CSV (RFC 4180) that office programs open without running anything in them."""

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"  # without it, office programs take UTF-8 for something else
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as UTF-8 with a byte order mark; cells that begin a formula are disarmed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in (header, *rows):
        writer.writerow([_as_text(cell) for cell in row])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _as_text(cell: str) -> str:
    # The apostrophe makes office programs take what follows as text.
    return f"'{cell}" if cell.startswith(_STARTS_FORMULA) else cell
