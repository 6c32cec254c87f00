"""Small policies and papers for tests; every rule here is invented."""

from collections.abc import Mapping
from datetime import date, timedelta

from app.core.documents import DocumentPolicy, PresentedDocument

TODAY = date(2026, 11, 24)
SOURCED = {"provenance": "fictional", "source": "Invented"}
NEXT_YEAR = TODAY + timedelta(days=365)

Table = Mapping[str, object]


def sourced(**values: object) -> dict[str, object]:
    return {**SOURCED, **values}


def policy(rule: Table, accepted: list[Table], **rest: object) -> DocumentPolicy:
    return DocumentPolicy.model_validate(
        {
            "rule": sourced(**rule),
            "accepted": [sourced(**papers) for papers in accepted],
            **{
                name: [sourced(**part) for part in parts] if name != "kinds" else parts
                for name, parts in rest.items()
                if isinstance(parts, list)
            },
        }
    )


def points(identity: int, residency: int, total: int) -> Table:
    return {
        "form": "points",
        "minima": {"identity": identity, "residency": residency, "total": total},
    }


def paper(
    kind: str,
    *,
    expires_on: date | None = None,
    issued_on: date | None = None,
    organization: str | None = None,
) -> PresentedDocument:
    return PresentedDocument(
        kind=kind, expires_on=expires_on, issued_on=issued_on, organization=organization
    )


def passport(*, expired_days_ago: int = -365) -> PresentedDocument:
    return paper("passport", expires_on=TODAY - timedelta(days=expired_days_ago))


def bill(*, days_old: int = 10) -> PresentedDocument:
    return paper("utility_bill", issued_on=TODAY - timedelta(days=days_old))
