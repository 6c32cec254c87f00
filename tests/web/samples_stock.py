"""Invented views of the pages of blank cards, ribbon, film and printers that leave."""

import datetime as dt
from types import SimpleNamespace as View

from app.core.disposal import WipeItem
from app.core.print_stock import RollKind, SetAsideReason

TODAY = dt.date(2026, 11, 24)
PRINTERS = [("0b9d", "Zebra by the window"), ("1c0e", "\u0637\u0627\u0628\u0639\u0629")]


def counted(day: int, used: int, expected: int | None, found: int) -> View:
    """Return a count."""
    return View(
        counted_on=TODAY.replace(day=day),
        received=1500 if expected is None else 0,
        used=used,
        spoiled=used // 20,
        set_aside=used // 30,
        expected=expected,
        counted=found,
        difference=None if expected is None else found - expected,
    )


def roll(state: str, number: int) -> View:
    """Return a roll."""
    return View(
        id=f"{number}a7f",
        printer=PRINTERS[number % 2][1],
        kind="film" if number % 3 else "ribbon",
        label=f"YMCK-T 26/{number:04}",
        state=state,
        since=TODAY,
    )


def stock(*counts: View, **more: object) -> View:
    """Return the page of blank cards."""
    values: dict[str, object] = {
        "counts": list(counts),
        "is_counted_today": True,
        "to_destroy": 7,
        "errors": [],
        "values": {},
        "reasons": [*SetAsideReason],
    }
    return View(**(values | more))


def rolls(**more: object) -> View:
    """Return the page of ribbon, film and printers."""
    values: dict[str, object] = {
        "installed": [roll("installed", 1), roll("installed", 3)],
        "removed": [roll("removed", 4), roll("removed", 6)],
        "printers": PRINTERS,
        "leaving": PRINTERS,
        "errors": [],
        "values": {},
        "kinds": [*RollKind],
        "items": [*WipeItem],
    }
    return View(**(values | more))


HISTORY = (
    counted(24, 64, 1340, 1338),
    counted(23, 31, 1404, 1404),
    counted(20, 66, 1435, 1436),
    counted(19, 0, None, 1502),
)
WRONG = [("box_count", "blank_count_unusable"), ("label", "supply_label_unusable")]

STOCK_PAGES = [
    ("blank cards", "print/stock.html", stock(*HISTORY)),
    ("blank cards as expected", "print/stock.html", stock(*HISTORY[1:], to_destroy=0)),
    ("blank cards not counted", "print/stock.html", stock(*HISTORY, is_counted_today=False)),
    ("first count", "print/stock.html", stock(HISTORY[-1])),
    ("no blank cards", "print/stock.html", stock(to_destroy=0, errors=WRONG)),
    ("rolls", "print/rolls.html", rolls()),
    (
        "rolls and a printer refused",
        "print/rolls.html",
        rolls(values={"leaving": "1c0e"}, errors=[("items", "wipe_incomplete")]),
    ),
    (
        "no rolls",
        "print/rolls.html",
        rolls(installed=[], removed=[], printers=[], leaving=[]),
    ),
]
