"""Give every requirement a paper of its own where that is possible."""

from collections.abc import Sequence


def met_requirements(wanted: Sequence[frozenset[str]]) -> list[bool]:
    """Say for each requirement whether it gets a paper nobody else needs.

    `wanted` holds, per requirement, the papers that would meet it. As many as possible are met,
    earlier ones first: the set found so only grows when papers are added.
    """
    taken: dict[str, int] = {}
    return [_place(number, wanted, taken, set()) for number in range(len(wanted))]


def _place(
    number: int, wanted: Sequence[frozenset[str]], taken: dict[str, int], tried: set[str]
) -> bool:
    """Find a paper for requirement `number`, moving others where they have a choice (Kuhn)."""
    for paper in sorted(wanted[number] - tried):
        tried.add(paper)
        holder = taken.get(paper)
        if holder is None or _place(holder, wanted, taken, tried):
            taken[paper] = number
            return True
    return False
