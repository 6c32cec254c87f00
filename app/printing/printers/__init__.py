"""Printers: where each stands, and how what is drawn for it is moved, scaled and coloured."""

from app.printing.printers.models import Printer, PrinterKind
from app.printing.printers.printer_setting import (
    PrinterSetting,
    printer_choices,
    printer_setting,
    setting_of,
)
from app.printing.printers.repository import PrinterRepository
from app.printing.printers.require_open import require_open

__all__ = [
    "Printer",
    "PrinterKind",
    "PrinterRepository",
    "PrinterSetting",
    "printer_choices",
    "printer_setting",
    "require_open",
    "setting_of",
]
