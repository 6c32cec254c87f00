"""Coverage-guided fuzzing of the Python verifier: python -m tests.verifier.cover FOLDER [options]

FOLDER holds the corpus, one text a file; options are libFuzzer's. Whatever the text, the answer is
a verdict: any exception ends the run with the text that caused it. What is valid must carry the
untouched bytes of a card in the corpus.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["app.core.credential"]):
    from app.core.credential import ScannedText
    from app.core.credential.wire import WireError, read_text
    from tests.core.credential.vectors import answer, known_to, read_known

NOW = 1_795_100_000
SHARED = read_known()
KNOWN = known_to({"key_set": "good", "status_lists": ["fresh", "number 0"]}, SHARED)


class ForgeryError(Exception):
    """A text that nobody signed is valid."""


def bytes_of(text: str) -> bytes:
    """Return what a text carries, or nothing."""
    try:
        return read_text(ScannedText(text))
    except WireError:
        return b""


def main() -> None:
    """Run libFuzzer over the folder."""
    folder = Path(sys.argv[1])
    genuine = {bytes_of(file.read_bytes().decode("utf-8", "replace")) for file in folder.iterdir()}

    def check_one(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        said = answer(text, known=KNOWN, now=NOW)
        if said["word"] == "valid" and bytes_of(text) not in genuine:
            raise ForgeryError(text)

    atheris.Setup(sys.argv, check_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
