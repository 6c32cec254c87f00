"""Write-offs: two people settle a card that a bureau cannot find; its number goes out of use."""

from app.printing.write_offs.repository import WriteOffRepository

__all__ = ["WriteOffRepository"]
