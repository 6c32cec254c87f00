"""What four keyboard layouts make of the keys that a hand scanner presses.

Only keys whose letter differs from the US one are listed: plain, then shifted. A dead key types
nothing that counts.
"""

from string import ascii_lowercase

LETTERS = {f"Key{letter.upper()}": letter + letter.upper() for letter in ascii_lowercase}
DIGITS = {f"Digit{digit}": f"{digit}{sign}" for digit, sign in enumerate(")!@#$%^&*(")}
SIGNS = {
    "Minus": "-_",
    "Equal": "=+",
    "Slash": "/?",
    "Period": ".>",
    "Comma": ",<",
    "Semicolon": ";:",
    "Quote": "'\"",
    "BracketLeft": "[{",
    "BracketRight": "]}",
    "Backslash": "\\|",
    "Backquote": "`~",
    "Space": "  ",
}
US_KEYS = LETTERS | DIGITS | SIGNS
DEAD = "\0"
LAYOUTS: dict[str, dict[str, str]] = {
    "US": {},
    "German": {
        "KeyY": "zZ", "KeyZ": "yY", "Minus": "ß?", "Equal": f"{DEAD}{DEAD}", "Slash": "-_",
        "Period": ".:", "Comma": ",;", "Semicolon": "öÖ", "Quote": "äÄ", "BracketLeft": "üÜ",
        "BracketRight": "+*", "Backslash": "#'", "Backquote": f"{DEAD}°", "Digit2": '2"',
        "Digit3": "3§", "Digit6": "6&", "Digit7": "7/", "Digit8": "8(", "Digit9": "9)",
        "Digit0": "0=",
    },
    "French": {
        "KeyA": "qQ", "KeyQ": "aA", "KeyW": "zZ", "KeyZ": "wW", "KeyM": ",?", "Semicolon": "mM",
        "Comma": ";.", "Period": ":/", "Slash": "!§", "Minus": ")°", "Equal": "=+", "Quote": "ù%",
        "BracketLeft": f"{DEAD}{DEAD}", "BracketRight": "$£", "Backslash": "*µ", "Digit1": "&1",
        "Digit2": "é2", "Digit3": '"3', "Digit4": "'4", "Digit5": "(5", "Digit6": "-6",
        "Digit7": "è7", "Digit8": "_8", "Digit9": "ç9", "Digit0": "à0",
    },
    "Spanish": {
        "Minus": "'?", "Equal": "¡¿", "Slash": "-_", "Period": ".:", "Comma": ",;",
        "Semicolon": "ñÑ", "Quote": f"{DEAD}{DEAD}", "BracketLeft": f"{DEAD}{DEAD}",
        "BracketRight": "+*", "Backslash": "çÇ", "Backquote": "ºª", "Digit2": '2"', "Digit3": "3·",
        "Digit6": "6&", "Digit7": "7/", "Digit8": "8(", "Digit9": "9)", "Digit0": "0=",
    },
}  # fmt: skip


def us_presses(text: str, layout: str) -> list[tuple[str, str, bool]]:
    """Return code, letter and shift of each key that a scanner set to US presses for a text."""
    made = LAYOUTS[layout]
    places = {
        symbol: (code, shift) for code, pair in US_KEYS.items() for shift, symbol in enumerate(pair)
    }
    presses = []
    for symbol in text:
        code, shift = places[symbol]
        letter = made.get(code, US_KEYS[code])[shift]
        presses.append((code, "Dead" if letter == DEAD else letter, bool(shift)))
    return presses


def own_presses(text: str, layout: str) -> list[tuple[str, str, bool]]:
    """Return the same for a scanner that was set to this computer's layout."""
    keys = US_KEYS | LAYOUTS[layout]
    places = {
        symbol: (code, shift) for code, pair in keys.items() for shift, symbol in enumerate(pair)
    }
    return [(places[symbol][0], symbol, bool(places[symbol][1])) for symbol in text]
