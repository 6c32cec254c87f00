"""Issuer keys: made, kept in files or tokens, found for signing and checking, and published."""

from app.keys.compromise_key import Compromise, compromise_key
from app.keys.jwks import jwks
from app.keys.key_files import InsecureSignerWarning, KeyFileMissingError, write_secret_file
from app.keys.key_set import draft_key_set, pinned_root, published_key_set, served_key_set
from app.keys.make_key import SIGNING_WINDOW, KeyOrder, make_key
from app.keys.models import IssuerKey, KeyHolder, KeyRole, KeyStanding
from app.keys.pin_root import pin_root
from app.keys.publish_key_set import publish_key_set
from app.keys.repository import KeyRepository
from app.keys.retire_key import retire_key
from app.keys.root_files import load_root_signer, make_root_file, public_path, read_public_root
from app.keys.rotate_key import PUBLISHED_AHEAD, rotate_key
from app.keys.signing_keys import (
    FindSigningKey,
    FindStatusKey,
    SigningKey,
    StatusSigningKey,
    card_key,
    require_key_file,
    signing_key_finder,
    status_key,
    status_key_finder,
)
from app.keys.token_signer import TokenError, TokenPlace, TokenSigner

__all__ = [
    "PUBLISHED_AHEAD",
    "SIGNING_WINDOW",
    "Compromise",
    "FindSigningKey",
    "FindStatusKey",
    "InsecureSignerWarning",
    "IssuerKey",
    "KeyFileMissingError",
    "KeyHolder",
    "KeyOrder",
    "KeyRepository",
    "KeyRole",
    "KeyStanding",
    "SigningKey",
    "StatusSigningKey",
    "TokenError",
    "TokenPlace",
    "TokenSigner",
    "card_key",
    "compromise_key",
    "draft_key_set",
    "jwks",
    "load_root_signer",
    "make_key",
    "make_root_file",
    "pin_root",
    "pinned_root",
    "public_path",
    "publish_key_set",
    "published_key_set",
    "read_public_root",
    "require_key_file",
    "retire_key",
    "rotate_key",
    "served_key_set",
    "signing_key_finder",
    "status_key",
    "status_key_finder",
    "write_secret_file",
]
