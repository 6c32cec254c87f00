"""Printers: where each stands, and how what is drawn for it is moved, scaled and coloured."""

from app.printing.printers.models import PrinterKind
from app.printing.printers.printer_setting import PrinterSetting, printer_choices, printer_setting
from app.printing.printers.repository import PrinterRepository

__all__ = [
    "PrinterKind",
    "PrinterRepository",
    "PrinterSetting",
    "printer_choices",
    "printer_setting",
]
