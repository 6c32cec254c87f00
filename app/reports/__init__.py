"""Published figures: how much was done per month and desk, with small numbers left out."""

from app.reports.monthly_report import MonthlyReport, Months, ReportCell, read_monthly_report

__all__ = ["MonthlyReport", "Months", "ReportCell", "read_monthly_report"]
