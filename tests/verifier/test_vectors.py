"""The browser's verifier gives the expected answer to every shared vector."""

from tests.core.credential.vectors import read_known, read_vectors
from tests.verifier.browser_verifier import as_known, started


def test_the_browsers_verifier_agrees_with_every_vector() -> None:
    shared = read_known()
    differing = {}

    with started() as verifier:
        for vector in read_vectors():
            verifier.tell(as_known(vector, shared))
            (said,) = verifier.ask([vector["text"]], now=vector["now"])
            if said != vector["expected"]:
                differing[vector["name"]] = said

    assert differing == {}
