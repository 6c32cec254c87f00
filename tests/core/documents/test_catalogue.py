import re

import pytest

from app.core.documents import CATALOGUE, DocumentKind, Expiry, PresentedDocument, Proof
from app.core.documents.decision import (
    POINT_MESSAGES,
    REASON_MESSAGES,
    REMARK_MESSAGES,
    Reason,
    Remark,
)

# Words nobody is to read on a page, a letter or a receipt.
KEPT_OUT = re.compile(
    r"\b(fake|forged|stolen|illegal|status|alien|citizen|undocumented|homeless|hold|drive|denied)\b",
    re.IGNORECASE,
)
EVERY_KIND = [pytest.param(kind, id=kind.id) for kind in CATALOGUE.values()]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_kind_proves_something_and_is_found_under_its_id(kind: DocumentKind) -> None:
    assert kind.proves
    assert CATALOGUE[kind.id] is kind


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_attributes_of_a_kind_are_fields_of_a_presented_paper(kind: DocumentKind) -> None:
    assert set(kind.attributes) < set(PresentedDocument.model_fields)
    assert ("expires_on" in kind.attributes) == (kind.expires is not Expiry.NEVER)


def test_labels_are_different_and_need_no_country() -> None:
    labels = [kind.label for kind in CATALOGUE.values()]
    assert len(set(labels)) == len(labels)
    assert not [label for label in labels if re.search(r"foreign|American|U\.?S\.?\b", label)]


def test_the_papers_of_the_adult_prove_nothing_about_the_applicant() -> None:
    assert CATALOGUE["caretaker_photo_id"].proves == {Proof.CARETAKER}


def test_every_reason_and_remark_has_its_sentence() -> None:
    assert set(REASON_MESSAGES) == set(Reason)
    assert set(REMARK_MESSAGES) == set(Remark)


def test_sentences_and_labels_keep_certain_words_out() -> None:
    sentences = [
        *(kind.label for kind in CATALOGUE.values()),
        *REASON_MESSAGES.values(),
        *POINT_MESSAGES.values(),
        *REMARK_MESSAGES.values(),
    ]
    assert not [sentence for sentence in sentences if KEPT_OUT.search(sentence)]
