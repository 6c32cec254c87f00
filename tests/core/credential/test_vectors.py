"""The vectors that verifiers in every language share: Python gives every expected answer."""

from collections import Counter
from typing import Any

import pytest

from scripts.make_vectors import files
from tests.core.credential.vectors import FOLDER, answer, known_to, read_known, read_vectors

VECTORS = read_vectors()
SHARED = read_known()
TOPICS = {"text", "digits", "base45", "cose", "header", "keys", "signature", "cbor", "claims",
          "identity", "status", "times", "list"}  # fmt: skip


@pytest.mark.parametrize("vector", [pytest.param(vector, id=vector["name"]) for vector in VECTORS])
def test_a_vector_gets_the_expected_answer(vector: dict[str, Any]) -> None:
    known = known_to(vector, SHARED)

    assert answer(vector["text"], known=known, now=vector["now"]) == vector["expected"]


def test_making_the_vectors_again_changes_nothing() -> None:
    kept = {
        path.relative_to(FOLDER).as_posix(): path.read_text(encoding="ascii")
        for path in FOLDER.rglob("*.json")
    }

    assert kept == files()


def test_the_vectors_cover_every_topic_word_and_algorithm() -> None:
    refused = [vector for vector in VECTORS if vector["expected"]["word"] != "valid"]
    topics = Counter(vector["name"].partition(":")[0] for vector in refused)

    assert len(refused) >= 80
    assert topics.keys() | {"list"} >= TOPICS
    assert len({vector["expected"]["word"] for vector in VECTORS}) == 8
    for name in ("ES256", "EDDSA"):
        assert any(vector["name"].endswith(name) for vector in refused)


def test_no_vector_gives_claims_beside_another_word_than_valid() -> None:
    wrong = [
        vector["name"]
        for vector in VECTORS
        if (vector["expected"]["word"] == "valid") is (vector["expected"]["claims"] is None)
    ]

    assert wrong == []
