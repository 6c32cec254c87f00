"""Ask the ID office whether a card is in use: `partner_check.py https://id.city.example < CODE`.

An example for partners' systems; copy what you need. The key comes from TESSERA_PARTNER_KEY, never
from the command line, where other programs could read it. Nothing of the card is kept.
"""

import os
import sys
from typing import Any

import httpx

PATH = "/api/verifications"
GOOD, NOT_GOOD, WRONG_USE, ASK_LATER = 0, 1, 2, 75
MAY_PASS = {429, 502, 503, 504}
USAGE = "TESSERA_PARTNER_KEY=... partner_check.py https://id.city.example < TEXT_OF_A_CODE"


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
    reply.raise_for_status()  # 401: unknown key; 429: quota of a day or a moment
    answer: dict[str, Any] = reply.json()
    return answer


def main(arguments: list[str]) -> int:
    """Read a code from standard input and print the word."""
    key = os.environ.get("TESSERA_PARTNER_KEY")
    if len(arguments) != 1 or "://" not in arguments[0] or not key:
        print(USAGE, file=sys.stderr)
        return WRONG_USE
    text = sys.stdin.buffer.read().decode("ascii", "replace").strip()
    headers = {"Authorization": f"Bearer {key}"}
    with httpx.Client(base_url=arguments[0], headers=headers, timeout=5) as client:
        try:
            answer = check_code(client, text)
        except httpx.HTTPStatusError as error:
            print(f"no answer: {_reason(error.response)}", file=sys.stderr)
            return ASK_LATER if error.response.status_code in MAY_PASS else WRONG_USE
        except httpx.HTTPError as error:
            print(f"no answer: {type(error).__name__}", file=sys.stderr)
            return ASK_LATER
    print(answer["result"])
    return GOOD if is_good(answer) else NOT_GOOD


def _reason(reply: httpx.Response) -> str:
    return str(reply.json()["reason"]) if "json" in reply.headers["content-type"] else "no_reason"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
