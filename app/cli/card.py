"""Commands about card designs: a proof with invented data, and what a design cannot hold."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from app.core.rendering.card import draw_cards
from app.core.rendering.check_design import check_design
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.ink import ColourProfile
from app.core.rendering.sample import sample_content, sample_program
from app.core.rendering.template import Layer
from app.core.rendering.wall import draw_wall
from app.programs import load_card_design, wall_of_names

card = typer.Typer(help="Card designs.", no_args_is_help=True)

Design = Annotated[str, typer.Argument(help="Name of a folder in card_templates.")]


@card.command()
def sample(
    design: Design,
    out: Annotated[Path, typer.Option(help="File to write.")],
    name: Annotated[str | None, typer.Option(help="The name to print.")] = None,
    colours: Annotated[ColourProfile, typer.Option(help="What the file is for.")] = (
        ColourProfile.RGB_K
    ),
) -> None:
    """Draw a card of nobody: front, back, and the layers the design has."""
    drawn = replace(load_card_design(design), profile=colours)
    content = sample_content(
        name=name,
        program=sample_program(drawn.template),
        has_face=drawn.template.face_in_code,
    )
    try:
        pdf = draw_cards(drawn, [content], program=content.program, layers=tuple(Layer))
    except FieldDoesNotFitError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    out.write_bytes(pdf)
    typer.echo(str(out))


@card.command()
def check(design: Design) -> None:
    """Say what a design cannot hold; exit status 1 where there is something."""
    findings = check_design(load_card_design(design))
    for finding in findings:
        typer.echo(str(finding))
    if findings:
        raise typer.Exit(1)
    typer.echo("good", err=True)


@card.command()
def features(
    design: Design,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say how a card of this design is told from a copy, for training verifiers."""
    entries = load_card_design(design).template.features
    if as_json:
        typer.echo(json.dumps([entry.model_dump() for entry in entries], indent=2))
        return
    for entry in sorted(entries, key=lambda entry: entry.level):
        typer.echo(f"{entry.level}  {entry.where}: {entry.look}")


@card.command()
def wall(
    out: Annotated[Path, typer.Option(help="File to write.")],
    design: Annotated[
        str, typer.Argument(help="Name of a folder in card_templates.")
    ] = "riverbend",
) -> None:
    """Draw the worst names, each in the design's boxes for it, to be looked at."""
    out.write_bytes(draw_wall(load_card_design(design), wall_of_names()))
    typer.echo(str(out))
