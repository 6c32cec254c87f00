"""The demo program as use cases receive it, without a database."""

from datetime import date
from uuid import UUID

from app.core.program import parse_profile
from app.programs import ActiveProgram, read_profile

TODAY = date(2026, 11, 24)
VERSION = UUID("3f2c1e9a-0000-4000-8000-000000000001")


def riverbend() -> ActiveProgram:
    """Return Riverbend's program as it holds today."""
    return ActiveProgram(
        version_id=VERSION, profile=parse_profile(read_profile("riverbend")), today=TODAY
    )
