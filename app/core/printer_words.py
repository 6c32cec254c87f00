"""What a printer may say to people: words of a closed list, so that nothing else can be in it.

A queue's own message is free text: whoever paused it may have typed a name. Words that are not in
the list are left out.
"""

import re

MAX_WORDS = 12

WORDS = """
ribbon film overlay laminate retransfer card cards paper media tray hopper feeder feed input
output reject bin cover lid door head printhead roller rollers cleaning clean cartridge toner
ink marker supply power cable usb network connection driver filter backend device printer
queue spool memory sensor temperature encoder chip stripe
out empty low missing jam jammed stuck open closed full wrong mismatch needed needs required
error failed failure fault stopped stop paused pause resume offline online busy waiting
connecting unreachable rejecting timeout hot cold warming warning printing processing idle
ready held not no is of the in on at to for
"""
KNOWN = frozenset(WORDS.split())


def known_words(message: str) -> str:
    """Return the known words of a message in their order, at most twelve, in small letters."""
    words = re.findall(r"[a-z]+", message.lower())
    return " ".join([word for word in words if word in KNOWN][:MAX_WORDS])
