"""The browser's verifier gives the expected answer to every shared vector."""

from tests.core.credential.vectors import read_known, read_vectors
from tests.verifier.browser_verifier import as_known, question, started


def test_the_browsers_verifier_agrees_with_every_vector() -> None:
    vectors, shared = read_vectors(), read_known()
    questions = [
        question(vector["text"], now=vector["now"], known=as_known(vector, shared))
        for vector in vectors
    ]

    with started() as verifier:
        answers = verifier.ask(questions)

    differing = {
        vector["name"]: said
        for vector, said in zip(vectors, answers, strict=True)
        if said != vector["expected"]
    }
    assert differing == {}
