"""The report as JSON and as CSV."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from app.core.disclosure.csv_table import csv_table
from app.core.disclosure.suppression import cell_text
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.errors import UnreadableRequestError
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, private
from app.kit.problems import PROBLEMS
from app.reports.monthly_report import Months, ReportCell, read_monthly_report

HEADER = ("month", "site", "act", "reason", "count")

ReportReader = Annotated[Actor, Depends(Requires(Permission.REPORT_READ))]
Month = Annotated[str | None, Query(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", examples=["2026-10"])]
FromMonth = Annotated[Month, Query(alias="from")]
ToMonth = Annotated[Month, Query(alias="to")]


class CellRead(BaseModel):
    """One number; `count` is null for 1 to 10, `shown` is what a table prints."""

    month: str
    site: str
    act: str
    reason: str
    count: int | None
    shown: str


class ReportRead(BaseModel):
    """The report; no totals, so that nothing can be subtracted."""

    first_month: str | None
    last_month: str | None
    running_month_on: date
    cells: list[CellRead]


def asked_months(first: FromMonth = None, last: ToMonth = None) -> Months | None:
    """Return the span asked for; one end stands for a single month, none for the last year.

    Raises:
        UnreadableRequestError: the year 0.
    """
    if first is None and last is None:
        return None
    try:
        return Months(_month(first or last), _month(last or first))
    except ValueError as error:
        raise UnreadableRequestError("unreadable_request") from error


AskedMonths = Annotated[Months | None, Depends(asked_months)]

router = APIRouter(
    prefix="/api/reports", tags=["reports"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.get("/issuance")
def read_report(
    actor: ReportReader, session: DbSession, now: Now, months: AskedMonths
) -> ReportRead:
    """Applications, approvals, refusals by reason, cards issued and revoked, per month and desk."""
    report = read_monthly_report(session, months, actor=actor, now=now)
    return ReportRead(
        first_month=None if report.months is None else month_text(report.months.first),
        last_month=None if report.months is None else month_text(report.months.last),
        running_month_on=report.running_month_on,
        cells=[_read(cell) for cell in report.cells],
    )


@router.get(
    "/issuance.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}, "description": "One row per number"}},
)
def read_report_as_csv(
    actor: ReportReader, session: DbSession, now: Now, months: AskedMonths
) -> Response:
    """Return the same as CSV: UTF-8 with a byte order mark, numbers of 1 to 10 as `<11`."""
    report = read_monthly_report(session, months, actor=actor, now=now)
    rows = (
        (month_text(cell.month), cell.site, cell.act.value, cell.reason, cell_text(cell.count))
        for cell in report.cells
    )
    return Response(
        csv_table(HEADER, rows),
        media_type="text/csv; charset=utf-8",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": 'attachment; filename="issuance.csv"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def month_text(month: date) -> str:
    """Write a month as `YYYY-MM`."""
    return f"{month:%Y-%m}"


def _month(text: str | None) -> date:
    return date.fromisoformat(f"{text}-01")


def _read(cell: ReportCell) -> CellRead:
    return CellRead(
        month=month_text(cell.month),
        site=cell.site,
        act=cell.act.value,
        reason=cell.reason,
        count=cell.count,
        shown=cell_text(cell.count),
    )
