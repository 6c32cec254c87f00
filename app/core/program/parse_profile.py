"""From the bytes of a TOML file to a program profile, or to errors that name the key at fault."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.core.program.profile import ProgramProfile

# Far above any real profile; a file this size is something else.
MOST_BYTES = 256 * 1024


class ProfileProblem(StrEnum):
    """What is wrong at a key."""

    NOT_TOML = "not_toml"
    TOO_LARGE = "too_large"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    BAD_VALUE = "bad_value"


@dataclass(frozen=True, slots=True)
class ProfileFault:
    """One problem with the path of its key, such as `fees.prices[1].cents`."""

    problem: ProfileProblem
    key: str
    detail: str

    def __str__(self) -> str:
        """Return one line for a person."""
        return f"{self.key or 'the file'}: {self.problem.value}: {self.detail}"


class ProfileError(Exception):
    """The file is no program profile; `faults` says where and why, all at once."""

    def __init__(self, faults: tuple[ProfileFault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults

    @property
    def key(self) -> str:
        """The path of the first key at fault; empty when it is the file."""
        return self.faults[0].key

    @property
    def problem(self) -> ProfileProblem:
        """What is wrong at the first key."""
        return self.faults[0].problem


def parse_profile(data: bytes) -> ProgramProfile:
    """Parse a profile.

    Raises:
        ProfileError: with every fault found.
    """
    table = _table(data)
    try:
        return ProgramProfile.model_validate(table)
    except ValidationError as error:
        faults = [_fault(details, table) for details in error.errors(include_url=False)]
        raise ProfileError(_innermost(faults)) from error


def _table(data: bytes) -> Mapping[str, object]:
    if len(data) > MOST_BYTES:
        raise ProfileError((ProfileFault(ProfileProblem.TOO_LARGE, "", "more than 256 KiB"),))
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        fault = ProfileFault(ProfileProblem.NOT_TOML, "", str(error))
        raise ProfileError((fault,)) from error


def _fault(details: ErrorDetails, table: Mapping[str, object]) -> ProfileFault:
    problem = {
        "extra_forbidden": ProfileProblem.UNKNOWN_KEY,
        "missing": ProfileProblem.MISSING_KEY,
        "union_tag_not_found": ProfileProblem.MISSING_KEY,
    }.get(details["type"], ProfileProblem.BAD_VALUE)
    key = _key(details["loc"], table)
    within = details.get("ctx", {}).get("at")
    return ProfileFault(problem, f"{key}.{within}" if within else key, details["msg"])


def _innermost(faults: Sequence[ProfileFault]) -> tuple[ProfileFault, ...]:
    """Leave out what only follows: a list "too short" because one of its items is at fault."""
    keys = [fault.key for fault in faults]
    return tuple(
        fault
        for fault in faults
        if not any(key.startswith((f"{fault.key}.", f"{fault.key}[")) for key in keys)
    )


def _key(location: tuple[int | str, ...], table: object) -> str:
    """Write the place as keys of the file: pydantic also names the branch of a union it chose."""
    path, here = "", table
    for number, part in enumerate(location):
        is_last = number == len(location) - 1
        if isinstance(part, int) and isinstance(here, Sequence):
            path, here = f"{path}[{part}]", here[part]
        elif isinstance(here, Mapping) and (part in here or is_last):
            path, here = f"{path}.{part}" if path else str(part), here.get(part)
    return path
