"""A key is 256 random bits in letters that any configuration file can carry."""

import re
from hashlib import sha256

from app.partners.partner_key import new_partner_key, partner_key_digest


def test_a_key_carries_all_the_random_bytes() -> None:
    key = new_partner_key(lambda count: bytes(range(count)))
    assert key == "tp_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    assert re.fullmatch(r"tp_[A-Za-z0-9_-]{43}", key)


def test_of_a_key_its_digest_is_kept() -> None:
    assert partner_key_digest("tp_key") == sha256(b"tp_key").digest()
