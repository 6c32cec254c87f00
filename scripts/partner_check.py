"""Ask the ID office whether a card is in use: `partner_check.py https://id.city.example < CODE`.

An example for partners' systems; copy what you need. The key comes from TESSERA_PARTNER_KEY, never
from the command line, where other programs could read it. Nothing of the card is kept.
"""

import os
import sys
from typing import Any

import httpx

PATH = "/api/verifications"
GOOD, NOT_GOOD, ASK_LATER = 0, 1, 75


def check_code(client: httpx.Client, text: str) -> dict[str, Any]:
    """Return the answer for the text of a card's code."""
    return _ask(client, {"credential": text})


def check_number(client: httpx.Client, number: str, check_code: str) -> dict[str, Any]:
    """Return the answer for what is printed on a card whose code cannot be scanned."""
    return _ask(client, {"number": number, "check_code": check_code})


def is_good(answer: dict[str, Any]) -> bool:
    """Say whether to accept the card, once face, name and number were compared."""
    return (answer["result"], answer["freshness"]) == ("valid", "fresh")


def _ask(client: httpx.Client, question: dict[str, str]) -> dict[str, Any]:
    reply = client.post(PATH, json=question)
    reply.raise_for_status()  # 401: the key is not known; 429: the quota is used, ask later
    answer: dict[str, Any] = reply.json()
    return answer


def main() -> int:
    """Read a code from standard input and print the word."""
    headers = {"Authorization": f"Bearer {os.environ['TESSERA_PARTNER_KEY']}"}
    with httpx.Client(base_url=sys.argv[1], headers=headers, timeout=5) as client:
        try:
            answer = check_code(client, sys.stdin.read().strip())
        except httpx.HTTPError as error:
            print(f"no answer: {type(error).__name__}", file=sys.stderr)
            return ASK_LATER
    print(answer["result"])
    return GOOD if is_good(answer) else NOT_GOOD


if __name__ == "__main__":
    sys.exit(main())
