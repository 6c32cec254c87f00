"""Sheets of cards: eight on a page, printed on both sides, then cut."""

from app.printing.sheets.draw_print_sheets import CARDS_PER_FILE, draw_print_sheets

__all__ = ["CARDS_PER_FILE", "draw_print_sheets"]
