"""The page of the report: ended months by desk, and refusals by reason."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request, Response

from app.kit.html import render, see_other
from app.kit.http import DbSession, Now
from app.programs import ActiveProgram, active_program
from app.reports.api import AskedMonths, ReportReader, month_text
from app.reports.monthly_report import ACTS, BY_REASON, MonthlyReport, read_monthly_report

CSV = "/api/reports/issuance.csv"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One month at one desk; a cell of 1 to 10 is None."""

    month: date
    site: str
    cells: list[int | None]


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """How often an answer of "not yet" had one reason; 1 to 10 is None."""

    month: date
    site: str
    reason: str
    cell: int | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """The page."""

    from_month: date
    to_month: date
    months: list[date]
    acts: list[str]
    rows: list[ReportRow]
    reasons: list[ReasonRow]
    csv_url: str
    running_month_on: date


router = APIRouter(include_in_schema=False)


@router.get("/admin")
def lead_to_report(actor: ReportReader) -> Response:
    """Lead to the report, the only page of the administration so far."""
    del actor
    return see_other("/admin/report")


@router.get("/admin/report")
def show_report(
    request: Request, actor: ReportReader, session: DbSession, now: Now, months: AskedMonths
) -> Response:
    """Show the report of some ended months, or of the last year."""
    report = read_monthly_report(session, months, actor=actor, now=now)
    view = _view(report, active_program(session, now))
    return render(request, "admin/report.html", view)


def _view(report: MonthlyReport, program: ActiveProgram) -> ReportView:
    span = report.months
    running = program.today.replace(day=1)
    first, last = (running, running) if span is None else (span.first, span.last)
    query = "" if span is None else f"?from={month_text(first)}&to={month_text(last)}"
    return ReportView(
        from_month=first,
        to_month=last,
        months=list(report.ended),
        acts=[act.value for act in ACTS],
        rows=_rows(report, program),
        reasons=_reasons(report, program),
        csv_url=CSV + query,
        running_month_on=report.running_month_on,
    )


def _rows(report: MonthlyReport, program: ActiveProgram) -> list[ReportRow]:
    cells = [cell for cell in report.cells if cell.act is not BY_REASON]
    return [
        ReportRow(month, program.site_name(site), [cell.count for cell in group])
        for (month, site), group in groupby(cells, key=lambda cell: (cell.month, cell.site))
    ]


def _reasons(report: MonthlyReport, program: ActiveProgram) -> list[ReasonRow]:
    return [
        ReasonRow(cell.month, program.site_name(cell.site), cell.reason, cell.count)
        for cell in report.cells
        if cell.act is BY_REASON and cell.count != 0
    ]
