"""Program profiles as files: those that come with the service, and anybody's own."""

from pathlib import Path

from app.kit.errors import NotFoundError

PROFILES = Path(__file__).parent / "profiles"


def list_profiles() -> list[str]:
    """Return the names of the profiles that come with the service."""
    return sorted(path.stem for path in PROFILES.glob("*.toml"))


def read_profile(name_or_file: str) -> bytes:
    """Return the bytes of a profile by its name, or of a file.

    Raises:
        NotFoundError: there is neither such a profile nor such a file.
    """
    if name_or_file in list_profiles():
        return (PROFILES / f"{name_or_file}.toml").read_bytes()
    path = Path(name_or_file)
    if not path.is_file():
        raise NotFoundError("no_such_program")
    return path.read_bytes()
