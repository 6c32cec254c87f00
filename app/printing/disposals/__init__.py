"""What leaves the print room for good: two people sign, by code and by database."""

from app.printing.disposals.call_off_disposal import call_off_disposal
from app.printing.disposals.confirm_disposal import confirm_disposal
from app.printing.disposals.models import Disposal
from app.printing.disposals.open_disposal import open_disposal
from app.printing.disposals.repository import DisposalRepository
from app.printing.disposals.site_of import site_of

__all__ = [
    "Disposal",
    "DisposalRepository",
    "call_off_disposal",
    "confirm_disposal",
    "open_disposal",
    "site_of",
]
