"""The format in which the engine stores arguments and results: ids and words, nothing else."""

import json
import re

WORD = re.compile(r"[a-z0-9_-]{1,80}")


def write_words(data: object) -> str:
    """Return ids and words, alone or in lists and objects, as JSON; of an error only its kind.

    Raises:
        TypeError: there is something else in it, which may tell of a person.
    """
    if isinstance(data, Exception):
        return json.dumps(type(data).__name__)
    _require_words(data)
    return json.dumps(data, separators=(",", ":"))


def read_words(text: str) -> object:
    """Return what was written."""
    data: object = json.loads(text)
    return data


def _require_words(data: object) -> None:
    if isinstance(data, dict):
        data = [*data.keys(), *data.values()]
    if isinstance(data, list | tuple):
        for one in data:
            _require_words(one)
    elif not (isinstance(data, str) and WORD.fullmatch(data)):
        raise TypeError(f"a {type(data).__name__} is neither an id nor a word")
