"""Content negotiation (RFC 9110, section 12.5.1) between a few forms of the same thing."""

from collections.abc import Sequence


def preferred_type(accept: str, offered: Sequence[str]) -> str:
    """Return the offered media type that an `Accept` header prefers; the first where it does not.

    A header that wants none of them gets the first as well: a reader that cannot use it says so.
    """
    return max(offered, key=lambda media_type: _quality(accept, media_type))


def _quality(accept: str, media_type: str) -> float:
    """Return the weight a header gives a media type; its most specific range counts."""
    group = media_type.partition("/")[0]
    weights: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights[name] = _weight(parameters)
    for name in (media_type, f"{group}/*", "*/*"):
        if name in weights:
            return weights[name]
    return 0.0


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
