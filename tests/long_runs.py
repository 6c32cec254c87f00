"""Whether this run is the long one, `scripts/test --long`, which hunts instead of repeating."""

from hypothesis import settings


def is_long_run() -> bool:
    """Say whether the profile in use asks for more than the usual one."""
    return settings().max_examples > settings.get_profile("steady").max_examples
