"""From the printer to the holder: scanned once, kept in the drawer, handed over or mailed."""

from app.printing.pick_up.discard_pieces import discard_pieces
from app.printing.pick_up.hand_over_piece import hand_over_piece
from app.printing.pick_up.mail_piece import mail_piece
from app.printing.pick_up.models import Piece
from app.printing.pick_up.repository import PieceRepository
from app.printing.pick_up.require_scan import asks_scan
from app.printing.pick_up.scan_piece import scan_piece
from app.printing.pick_up.take_back_piece import take_back_piece

__all__ = [
    "Piece",
    "PieceRepository",
    "asks_scan",
    "discard_pieces",
    "hand_over_piece",
    "mail_piece",
    "scan_piece",
    "take_back_piece",
]
