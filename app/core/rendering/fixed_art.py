"""Draws the elements that carry no words: areas, tints, drawings and security art."""

from app.core.rendering import operators, security_art
from app.core.rendering.design import CardDesign
from app.core.rendering.ink import Ink
from app.core.rendering.template import (
    ArtElement,
    GuillocheElement,
    NotchElement,
    RectElement,
    RosetteElement,
    Shape,
    TintElement,
)

FixedArt = RectElement | TintElement | ArtElement | GuillocheElement | RosetteElement | NotchElement


def art_operators(element: FixedArt, *, design: CardDesign, program_id: str) -> str:
    """Return an element as PDF operators; security art is seeded by program and element."""
    seed = security_art.Seed(program_id, element.id)
    match element:
        case RectElement():
            path = operators.rectangle(element.area, radius=element.radius)
            return _painted(path, element, design=design)
        case TintElement():
            return security_art.tint(element.area, colours=_inks(element.colours, design))
        case ArtElement():
            return _drawing(element, design=design)
        case NotchElement():
            path = operators.rectangle(element.area, radius=element.radius)
            return operators.painted(path, fill=design.ink("black"), stroke=None, stroke_width=0)
        case GuillocheElement():
            return security_art.guilloche(
                element.area,
                seed=seed,
                colours=_inks(element.colours, design),
                lines=element.lines,
                stroke_width=element.stroke_width,
            )
        case _:
            return security_art.rosette(
                element.area,
                seed=seed,
                colours=_inks(element.colours, design),
                rings=element.rings,
                stroke_width=element.stroke_width,
            )


def _inks(names: tuple[str, ...], design: CardDesign) -> list[Ink]:
    return [design.ink(name) for name in names]


def _painted(path: str, style: RectElement | Shape, *, design: CardDesign) -> str:
    return operators.painted(
        path,
        fill=design.ink(style.fill) if style.fill else None,
        stroke=design.ink(style.stroke) if style.stroke else None,
        stroke_width=style.stroke_width,
    )


def _drawing(element: ArtElement, *, design: CardDesign) -> str:
    art = design.template.art[element.art]
    scale = element.width / art.width
    shapes = [
        _painted(operators.svg_path(shape.path), shape, design=design) for shape in art.shapes
    ]
    drawings = []
    for copy in range(element.repeat):
        x = operators.number(element.x + copy * element.width)
        at = f"{x} {operators.number(element.y)}"
        drawings += [f"q {scale:.6f} 0 0 {scale:.6f} {at} cm", *shapes, "Q"]
    return "\n".join(drawings)
