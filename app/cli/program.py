"""Commands about program profiles: which there are, whether they may run, which papers suffice."""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.core.birth_date import AgeBounds
from app.core.documents.decision import REMARK_MESSAGES
from app.core.documents.document_argument import DocumentArgumentError, parse_document_argument
from app.core.documents.explain import Explanation, explain
from app.core.program import Environment, check_profile, parse_profile, refuses
from app.kit.actor import SERVICE
from app.kit.clock import system_clock, today_in
from app.kit.db import write_transaction
from app.main import opened_deployment
from app.programs import (
    activate_program,
    list_card_designs,
    list_profiles,
    load_card_design,
    read_profile,
)
from app.settings import Settings

program = typer.Typer(help="Program profiles.", no_args_is_help=True)

Profile = Annotated[str, typer.Argument(help="Name of a profile that comes along, or a file.")]
Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day; today if left out.")
]
AsJSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@program.command("list")
def list_(*, as_json: AsJSON = False) -> None:
    """List the profiles that come along."""
    names = list_profiles()
    typer.echo(json.dumps(names) if as_json else "\n".join(names))


@program.command()
def check(
    profile: Profile,
    environment: Annotated[Environment, typer.Option()] = Environment.PRODUCTION,
    on: Day = None,
    *,
    as_json: AsJSON = False,
) -> None:
    """Say what stands against running a profile; exit status 1 where something refuses it."""
    parsed = parse_profile(read_profile(profile))
    day = on.date() if on else today_in(parsed.time_zone, system_clock())
    findings = check_profile(parsed, environment=environment, on=day)
    design = parsed.card.design
    if design in list_card_designs() and load_card_design(design).template.face_in_code:
        typer.echo(f"design {design} puts a small face into the code", err=True)
    if as_json:
        rows = [
            {"severity": found.severity, "reason": found.reason, "key": found.key}
            for found in findings
        ]
        typer.echo(json.dumps(rows))
    else:
        for found in findings:
            typer.echo(f"{found.severity.value} {found.reason.value} {found.key}")
    if refuses(findings):
        raise typer.Exit(1)
    words = "nothing stands against it" if not findings else "it may run"
    typer.echo(f"{parsed.id}: {words} in {environment.value} on {day}", err=True)


@program.command()
def activate(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    from_: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"])],
) -> None:
    """Store a profile that holds from a day on."""
    settings = Settings()
    with (
        opened_deployment(settings) as deployment,
        write_transaction(deployment.new_session) as session,
    ):
        activate_program(
            session,
            file.read_bytes(),
            effective_from=from_.date(),
            environment=settings.environment,
            by=SERVICE,
            now=system_clock(),
        )
    typer.echo(f"active from {from_:%Y-%m-%d}", err=True)


@program.command()
def evaluate(
    profile: Profile,
    age: Annotated[int, typer.Option(min=0, max=130, help="Age in years.")],
    documents: Annotated[
        list[str], typer.Option(help="KIND[:ATTR=VALUE,…]; may be given several times.")
    ] = [],  # noqa: B006 - typer reads it and never changes it
    on: Day = None,
    *,
    as_json: AsJSON = False,
) -> None:
    """Say whether papers suffice and, where not, what is missing; exit status 1 for "not yet"."""
    parsed = parse_profile(read_profile(profile))
    day = on.date() if on else today_in(parsed.time_zone, system_clock())
    try:
        papers = [parse_document_argument(text, policy=parsed.documents) for text in documents]
    except DocumentArgumentError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    explanation = explain(parsed.documents, papers, ages=AgeBounds.exactly(age), today=day)
    typer.echo(explanation.model_dump_json() if as_json else _in_words(explanation, day))
    if not explanation.decision.satisfied:
        raise typer.Exit(1)


def _in_words(explanation: Explanation, day: date) -> str:
    decision = explanation.decision
    lines = [f"{'enough' if decision.satisfied else 'not yet'} on {day.isoformat()}"]
    lines += [
        f"{category.value}: {decision.points.get(category, 0)} of {needed}"
        for category, needed in decision.needed.items()
    ]
    lines += [
        f"{item.reason.value}: {item.message % {'num': item.num}}" for item in explanation.missing
    ]
    lines += [
        f"{paper.kind}: {REMARK_MESSAGES[paper.remark]}"
        for paper in decision.papers
        if paper.remark is not None
    ]
    for way in explanation.ways:
        choices = (
            f"{choice.count} of: {', '.join(name.label for name in choice.any_of)}"
            for choice in way.choices
        )
        lines.append(f"a way to finish: {' and '.join(choices)}")
    return "\n".join(lines)
