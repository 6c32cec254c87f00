"""Papers as a command line names them: `KIND[:ATTR=VALUE,...]`.

An example: `utility_bill:issued_on=2026-11-02`.
"""

from datetime import date
from enum import StrEnum

from pydantic import ValidationError

from app.core.documents.policy import DocumentPolicy
from app.core.documents.presented import PresentedDocument


class ArgumentProblem(StrEnum):
    """Why an argument names no paper."""

    UNKNOWN_KIND = "document_kind_unknown"
    UNKNOWN_ATTRIBUTE = "document_attribute_unknown"
    NOT_OF_THIS_KIND = "document_attribute_not_of_this_kind"
    GIVEN_TWICE = "document_attribute_given_twice"
    VALUE_MISSING = "document_attribute_value_missing"
    NOT_A_DATE = "document_date_unreadable"
    BAD_VALUE = "document_value_not_allowed"


class DocumentArgumentError(ValueError):
    """The argument names no paper; `where` is the kind or attribute at fault, as far as known."""

    def __init__(self, reason: ArgumentProblem, *, where: str) -> None:
        super().__init__(f"{reason.value}: {where}")
        self.reason = reason
        self.where = where


def parse_document_argument(text: str, *, policy: DocumentPolicy) -> PresentedDocument:
    """Read one argument.

    A kind the policy knows of but does not accept is read too: `evaluate` says so better.

    Raises:
        DocumentArgumentError: with the reason and the place.
    """
    name, colon, rest = text.partition(":")
    kind = policy.known_kinds.get(name)
    if kind is None:
        raise DocumentArgumentError(ArgumentProblem.UNKNOWN_KIND, where=name)
    values: dict[str, object] = {}
    for pair in rest.split(",") if colon else ():
        attribute, value = _pair(pair, kind.attributes)
        if attribute in values:
            raise DocumentArgumentError(ArgumentProblem.GIVEN_TWICE, where=attribute)
        values[attribute] = value
    try:
        return PresentedDocument(kind=kind.id, **values)
    except ValidationError as error:
        raise DocumentArgumentError(ArgumentProblem.BAD_VALUE, where=name) from error


def _pair(pair: str, attributes: tuple[str, ...]) -> tuple[str, object]:
    attribute, equals, value = pair.partition("=")
    if attribute not in PresentedDocument.model_fields or attribute == "kind":
        raise DocumentArgumentError(ArgumentProblem.UNKNOWN_ATTRIBUTE, where=attribute)
    if attribute not in attributes:
        raise DocumentArgumentError(ArgumentProblem.NOT_OF_THIS_KIND, where=attribute)
    if not equals or not value:
        raise DocumentArgumentError(ArgumentProblem.VALUE_MISSING, where=attribute)
    if attribute == "organization":
        return attribute, value
    try:
        return attribute, date.fromisoformat(value)
    except ValueError as error:
        raise DocumentArgumentError(ArgumentProblem.NOT_A_DATE, where=attribute) from error
