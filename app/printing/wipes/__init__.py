"""Printers that leave the building: a list, two signatures, and the printer is closed."""

from app.printing.wipes.models import PrinterWipe
from app.printing.wipes.repository import WipeRepository
from app.printing.wipes.sign_second import sign_second
from app.printing.wipes.wipe_printer import wipe_printer

__all__ = ["PrinterWipe", "WipeRepository", "sign_second", "wipe_printer"]
