"""Pages of card designs: a list, and for each a proof to try values on and its features."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.core.permissions import Permission
from app.core.rendering.design import CardDesign
from app.core.rendering.sample import HARD_NAMES
from app.core.rendering.template import Feature
from app.kit.actor import Actor
from app.kit.errors import NotFoundError
from app.kit.guard import Requires
from app.kit.html import picture_inside, render
from app.kit.http import DbSession, FormValues, Now
from app.programs.active_program import active_program
from app.programs.card_designs import CardDesignNotFoundError, list_card_designs, load_card_design
from app.programs.designs.draw_proof import Proof, draw_proof
from app.programs.designs.proof_values import (
    CHOSEN_NAME,
    content_of,
    field_name,
    sample_values,
    sent_values,
    too_long_values,
)

PATH = "/admin/designs"
DesignManager = Annotated[Actor, Depends(Requires(Permission.DESIGN_MANAGE))]


@dataclass(frozen=True, slots=True)
class DesignRow:
    """One design at hand."""

    name: str
    title: str
    version: int
    is_in_use: bool


@dataclass(frozen=True, slots=True)
class DesignsView:
    """The list."""

    rows: list[DesignRow]


@dataclass(frozen=True, slots=True)
class DesignView:
    """One design; the pictures are in the page itself and empty where something does not fit."""

    name: str
    title: str
    version: int
    front: str
    back: str
    hard_names: tuple[str, ...]
    chosen_name: str
    features: tuple[Feature, ...]
    values: Mapping[str, str]
    errors: list[tuple[str, str]]


router = APIRouter(include_in_schema=False)


@router.get(PATH)
def show_designs(request: Request, actor: DesignManager, session: DbSession, now: Now) -> Response:
    """List the designs at hand, the program's own among them."""
    del actor
    in_use = active_program(session, now).profile.card.design
    templates = {name: load_card_design(name).template for name in list_card_designs()}
    rows = [
        DesignRow(name, template.title, template.version, name == in_use)
        for name, template in templates.items()
    ]
    return render(request, "admin/designs.html", DesignsView(rows))


@router.get(f"{PATH}/{{design}}")
def show_design(request: Request, actor: DesignManager, design: str) -> Response:
    """Show a design with the registry's samples."""
    del actor
    return _shown(request, _design(design), sample_values())


@router.post(f"{PATH}/{{design}}")
def try_values(request: Request, actor: DesignManager, design: str, form: FormValues) -> Response:
    """Show a design with other values; nothing of them is kept."""
    del actor
    return _shown(request, _design(design), sent_values(form))


def _design(name: str) -> CardDesign:
    try:
        return load_card_design(name)
    except CardDesignNotFoundError as error:
        raise NotFoundError("no_such_design") from error


def _shown(request: Request, design: CardDesign, values: Mapping[str, str]) -> Response:
    template = design.template
    errors = [(name, "too_long") for name in too_long_values(values)]
    proof = Proof()
    if not errors:
        proof = draw_proof(design, content_of(values, template=template))
        errors = [
            (field_name(template, refusal.element), refusal.reason.value)
            for refusal in proof.refusals
        ]
    view = DesignView(
        name=template.design,
        title=template.title,
        version=template.version,
        front=_inside(proof.front),
        back=_inside(proof.back),
        hard_names=HARD_NAMES,
        chosen_name=CHOSEN_NAME,
        features=template.features,
        values=values,
        errors=errors,
    )
    return render(request, "admin/design.html", view, carries_pictures=True)


def _inside(png: bytes) -> str:
    return picture_inside(png, kind="png") if png else ""
