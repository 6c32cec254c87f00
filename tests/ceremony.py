"""What custodians do with the keys of a town, without a command line: sign and publish."""

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from app.core.credential import KeySet, LocalSigner, RootKey, sign_key_set
from app.keys import draft_key_set, pin_root, pinned_root, publish_key_set
from app.kit.actor import SERVICE
from app.kit.db import write_transaction
from app.main import Deployment
from app.programs import active_program

# A fixed key, so that every run pins the same root; it is nobody's.
ROOT_PRIVATE_KEY = derive_private_key(2026, SECP256R1())
ROOT = RootKey.of(ROOT_PRIVATE_KEY.public_key())
ROOT_SIGNER = LocalSigner(ROOT_PRIVATE_KEY, key=ROOT)


def signed_key_set(deployment: Deployment) -> bytes:
    """Return the key set as the keys stand now, signed by the root."""
    now = deployment.clock()
    with deployment.new_session() as session:
        issuer = active_program(session, now).profile.issuer.url
        return sign_key_set(draft_key_set(session, issuer=issuer, now=now), ROOT_SIGNER)


def publish_keys(deployment: Deployment) -> KeySet:
    """Pin the root where none is pinned; write, sign and publish the key set."""
    now = deployment.clock()
    with write_transaction(deployment.new_session) as session:
        if pinned_root(session) is None:
            pin_root(session, ROOT.public_key, by=SERVICE, now=now)
        issuer = active_program(session, now).profile.issuer.url
        signed = sign_key_set(draft_key_set(session, issuer=issuer, now=now), ROOT_SIGNER)
        return publish_key_set(session, signed, issuer=issuer, by=SERVICE, now=now)
