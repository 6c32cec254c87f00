"""Days in profiles and in papers: a date or its ISO 8601 text, never a number."""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _is_a_day(value: object) -> object:
    """Refuse what would be read as seconds since 1970, or cut down from an instant."""
    is_text = isinstance(value, str) and _ISO_DAY.fullmatch(value)
    is_date = isinstance(value, date) and not isinstance(value, datetime)
    if not is_text and not is_date:
        raise ValueError("a day is written like 2026-11-24")
    return value


Day = Annotated[date, BeforeValidator(_is_a_day)]
