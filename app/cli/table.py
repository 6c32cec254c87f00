"""Rows for people: columns of one width under a line of headers."""

from collections.abc import Mapping, Sequence


def as_table(rows: Sequence[Mapping[str, str]]) -> str:
    """Return rows under the names of their columns; nothing for no rows."""
    if not rows:
        return ""
    lines = [{name: name.replace("_", " ") for name in rows[0]}, *rows]
    widths = {name: max(len(line[name]) for line in lines) for name in rows[0]}
    return "\n".join(
        "  ".join(line[name].ljust(width) for name, width in widths.items()).rstrip()
        for line in lines
    )
