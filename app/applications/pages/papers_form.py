"""The papers of the intake form: `document_KIND=on`, and its dates or organization."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pydantic import ValidationError

from app.core.documents import DocumentKind, DocumentPolicy, PresentedDocument

Fault = tuple[str, str]
Form = Mapping[str, str]

PREFIX = "document_"
ATTRIBUTES = ("expires_on", "issued_on", "organization")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_papers(
    form: Form, *, policy: DocumentPolicy, faults: list[Fault]
) -> tuple[PresentedDocument, ...]:
    """Return the ticked papers; what cannot be read is added to `faults`, never repeated."""
    kinds = policy.accepted_kinds()
    if set(_ticked(form)) - {PREFIX + kind.id for kind in kinds}:
        faults.append(("documents", "document_kind_unknown"))
    papers = (
        _paper(form, kind, policy.attributes(kind.id), faults)
        for kind in kinds
        if form.get(PREFIX + kind.id)
    )
    return tuple(paper for paper in papers if paper is not None)


def papers_again(papers: Iterable[PresentedDocument]) -> Iterator[tuple[str, str]]:
    """Yield papers as the names and values of the form, to be changed there."""
    for paper in papers:
        yield PREFIX + paper.kind, "on"
        for name in ATTRIBUTES:
            value = getattr(paper, name)
            if value is not None:
                yield f"{PREFIX}{paper.kind}_{name}", str(value)


def _ticked(form: Form) -> Iterator[str]:
    for name in form:
        if name.startswith(PREFIX) and not name.endswith(ATTRIBUTES):
            yield name


def _paper(
    form: Form, kind: DocumentKind, asked: Iterable[str], faults: list[Fault]
) -> PresentedDocument | None:
    typed = {name: form.get(f"{PREFIX}{kind.id}_{name}", "").strip() for name in asked}
    values: dict[str, object] = {"kind": kind.id}
    for name, text in typed.items():
        if not text:
            continue
        values[name] = text if name == "organization" else _day(text)
        if values[name] is None:
            faults.append((f"{PREFIX}{kind.id}_{name}", "document_date_unreadable"))
    try:
        return PresentedDocument.model_validate(values)
    except ValidationError as error:
        faults.extend(_faults_of(error, kind))
        return None


def _faults_of(error: ValidationError, kind: DocumentKind) -> Iterator[Fault]:
    for fault in error.errors(include_input=False):
        if fault["loc"]:
            yield f"{PREFIX}{kind.id}_{fault['loc'][0]}", "unusable"
        else:  # about the paper as a whole: its two dates
            yield f"{PREFIX}{kind.id}_expires_on", "document_dates_out_of_order"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
