"""Draws the elements that carry no words: areas, tints, drawings and security art."""

from app.core.rendering import operators, security_art
from app.core.rendering.template import (
    ArtElement,
    CardTemplate,
    GuillocheElement,
    RectElement,
    RosetteElement,
    Shape,
    TintElement,
)

FixedArt = RectElement | TintElement | ArtElement | GuillocheElement | RosetteElement


def art_operators(element: FixedArt, *, template: CardTemplate, program_id: str) -> str:
    """Return an element as PDF operators; security art is seeded by program and element."""
    seed = security_art.Seed(program_id, element.id)
    match element:
        case RectElement():
            path = operators.rectangle(element.area, radius=element.radius)
            return _painted(path, element, template=template)
        case TintElement():
            return security_art.tint(element.area, colours=_hex(element.colours, template))
        case ArtElement():
            return _drawing(element, template=template)
        case GuillocheElement():
            return security_art.guilloche(
                element.area,
                seed=seed,
                colours=_hex(element.colours, template),
                lines=element.lines,
                stroke_width=element.stroke_width,
            )
        case _:
            return security_art.rosette(
                element.area,
                seed=seed,
                colours=_hex(element.colours, template),
                rings=element.rings,
                stroke_width=element.stroke_width,
            )


def _hex(names: tuple[str, ...], template: CardTemplate) -> list[str]:
    return [template.colour(name) for name in names]


def _painted(path: str, style: RectElement | Shape, *, template: CardTemplate) -> str:
    return operators.painted(
        path,
        fill=template.colour(style.fill) if style.fill else None,
        stroke=template.colour(style.stroke) if style.stroke else None,
        stroke_width=style.stroke_width,
    )


def _drawing(element: ArtElement, *, template: CardTemplate) -> str:
    art = template.art[element.art]
    scale = element.width / art.width
    shapes = [
        _painted(operators.svg_path(shape.path), shape, template=template) for shape in art.shapes
    ]
    drawings = []
    for copy in range(element.repeat):
        x = operators.number(element.x + copy * element.width)
        at = f"{x} {operators.number(element.y)}"
        drawings += [f"q {scale:.6f} 0 0 {scale:.6f} {at} cm", *shapes, "Q"]
    return "\n".join(drawings)
