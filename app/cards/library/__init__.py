"""Numbers of cards at the program's library: ranges it hands out, one number for each card."""

from app.cards.library.add_range import add_library_range
from app.cards.library.library_stock import LibraryStock, broken_ranges, library_stock
from app.cards.library.number_of_card import library_number_of
from app.cards.library.take_number import take_library_number

__all__ = [
    "LibraryStock",
    "add_library_range",
    "broken_ranges",
    "library_number_of",
    "library_stock",
    "take_library_number",
]
