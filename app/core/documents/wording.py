"""Marks sentences of the core for the message catalogues; whoever shows them translates them."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name, which the extractor knows
    """Return `message` unchanged: the mark alone brings it into the catalogues."""
    return message
