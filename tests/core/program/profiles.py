"""A small invented profile as the table a TOML file gives, to bend in tests."""

import copy
from datetime import date

from app.core.program import ProgramProfile

TODAY = date(2026, 11, 24)
SOURCED: dict[str, object] = {"provenance": "fictional", "source": "Invented"}

Table = dict[str, object]

_RECORDS = (
    "register_row",
    "name_and_credential",
    "search_tokens",
    "application",
    "address_and_contact",
    "photo",
    "draft",
    "refused_application",
    "audit_log",
)


def sourced(**values: object) -> Table:
    return {**SOURCED, **values}


def record(name: str, **values: object) -> Table:
    return {
        "record": name,
        "authority": "Schedule 1",
        "shortest": "0 days",
        "longest": "1 year",
        "approved_by": "Records board",
        "approved_on": date(2026, 2, 1),
        **SOURCED,
        **values,
    }


_TABLE: Table = {
    "id": "milltown",
    "version": "1",
    "name": "Milltown ID",
    "time_zone": "America/Chicago",
    "issuer": {
        "name": "Milltown",
        "url": "https://id.milltown.example",
        "host_held_by": "Milltown",
        **SOURCED,
    },
    "legal_basis": {"instrument": "Ordinance 1", **SOURCED},
    "jurisdiction": [
        {
            "rule": "may_issue",
            "allowed": True,
            "place": "Milltown",
            "since": "2020",
            **SOURCED,
        }
    ],
    "sites": [{"id": "hall", "name": "Town hall", **SOURCED}],
    "eligibility": {**SOURCED},
    "fees": {"prices": [{**SOURCED, "kinds": ["new", "renewal", "replacement"], "cents": 1000}]},
    "validity": {"bands": [{"ages": {}, "years": 5, **SOURCED}]},
    "documents": {
        "rule": sourced(form="points", minima={"total": 3}),
        "accepted": [{"kinds": ["passport"], "identity": 3, **SOURCED}],
    },
    "card": {"design": "riverbend", "fields": ["name", "photo"], **SOURCED},
    "languages": {"offered": ["en"], **SOURCED},
    "retention": {
        **SOURCED,
        "rung": "R4",
        "draft_days": 30,
        "refused_days": 90,
        "classes": [record(name) for name in _RECORDS],
    },
    "second_look": {"when": "before_printing", **SOURCED},
}


def table(**changes: object) -> Table:
    """Return the table with some values changed; `a__b` names the key `b` within `a`."""
    bent = copy.deepcopy(_TABLE)
    for path, value in changes.items():
        *folders, last = path.split("__")
        inner = bent
        for folder in folders:
            inner = inner[folder]  # type: ignore[assignment]  # a test names a table
        inner[last] = value
    return bent


def profile(**changes: object) -> ProgramProfile:
    return ProgramProfile.model_validate(table(**changes))
