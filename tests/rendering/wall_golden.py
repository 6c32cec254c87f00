"""How each name of the wall looked when somebody looked at it: a coarse picture of each box.

A digit says how dark a cell of the box is, 0 to 9. Make the file again, after looking at the wall,
with `python -m tests.rendering.wall_golden`.
"""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2

from app.core.rendering.design import CardDesign
from app.core.rendering.operators import Area
from app.core.rendering.wall import draw_wall, name_elements, wall_places
from app.programs import wall_of_names
from tests.core.rendering.designs import small

FILE = Path(__file__).with_name("wall_golden.json")
COLUMNS, ROWS = 24, 6
DOTS_PER_MM = 12
Picture = npt.NDArray[np.uint8]


def wall_design() -> CardDesign:
    """Return boxes of the size of a card's that no change of a shipped design moves."""
    name = {"id": "name", "kind": "text", "field": "name", "font": "bold", "lines": 3}
    second = {"id": "second-name", "kind": "text", "field": "second_name", "font": "regular"}
    return small(
        name
        | {"x": 0, "y": 0, "width": 48, "height": 9.5, "size": 13, "min_size": 6, "balanced": True},
        second | {"x": 0, "y": 10, "width": 48, "height": 4.5, "size": 9, "min_size": 5},
    )


def wall_pictures() -> dict[str, list[str]]:
    """Return for each name its boxes as rows of digits, one string for each box."""
    design, names = wall_design(), wall_of_names()
    pages = [
        page.render(scale=DOTS_PER_MM * 25.4 / 72, grayscale=True).to_numpy()
        for page in pypdfium2.PdfDocument(draw_wall(design, names))
    ]
    places = wall_places(design, len(names))
    return {
        name.text: [
            _coarse(pages[place.page], _moved(element.area, place.right, place.down))
            for element in name_elements(design)
        ]
        for name, place in zip(names, places, strict=True)
    }


def read_golden() -> dict[str, list[str]]:
    """Return what is kept."""
    kept: dict[str, list[str]] = json.loads(FILE.read_text("utf-8"))
    return kept


def difference(one: str, other: str) -> float:
    """Return how far two pictures are apart: the mean of the cells that are not both empty."""
    a, b = (np.array([int(digit) for digit in text.replace("/", "")]) for text in (one, other))
    inked = (a > 0) | (b > 0)
    return float(np.abs(a - b)[inked].mean()) if inked.any() else 0.0


def _moved(area: Area, right: float, down: float) -> Area:
    return area._replace(x=area.x + right, y=area.y + down)


def _coarse(page: Picture, area: Area) -> str:
    # The box's own outline stays out.
    left, top = (round((value + 0.15) * DOTS_PER_MM) for value in (area.x, area.y))
    wide, high = (round((value - 0.3) * DOTS_PER_MM) for value in (area.width, area.height))
    box = 255 - page[top : top + high, left : left + wide].astype(float)
    columns = np.array_split(box, COLUMNS, axis=1)
    cells = [[part.mean() for part in np.array_split(column, ROWS)] for column in columns]
    rows = np.array(cells).T / 255 * 18  # half dark is already the darkest that letters get
    return "/".join("".join(str(min(9, int(cell))) for cell in row) for row in rows)


if __name__ == "__main__":
    FILE.write_text(json.dumps(wall_pictures(), ensure_ascii=False, indent=1) + "\n", "utf-8")
