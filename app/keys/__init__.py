"""Issuer keys: made, kept in files outside the data directory, found for signing and checking."""

from app.keys.card_keys import (
    FindSigningKey,
    SigningKey,
    card_key,
    require_key_file,
    signing_key_finder,
    trusted_card_keys,
)
from app.keys.key_files import InsecureSignerWarning, KeyFileMissingError
from app.keys.make_key import KeyOrder, make_key
from app.keys.models import IssuerKey, KeyRole, KeyStanding
from app.keys.repository import KeyRepository

__all__ = [
    "FindSigningKey",
    "InsecureSignerWarning",
    "IssuerKey",
    "KeyFileMissingError",
    "KeyOrder",
    "KeyRepository",
    "KeyRole",
    "KeyStanding",
    "SigningKey",
    "card_key",
    "make_key",
    "require_key_file",
    "signing_key_finder",
    "trusted_card_keys",
]
