"""Run in the foreign environment: open the parts of a bundle with an HPKE that others wrote."""

import json
import sys

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pyhpke import (  # type: ignore[import-not-found] # Installed in .venv-foreign only.
    AEADId,
    CipherSuite,
    KDFId,
    KEMId,
    KEMKey,
)

MAGIC = b"TESSERA BUNDLE 1\n"
SUITE = CipherSuite.new(KEMId.DHKEM_X25519_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES256_GCM)

case = json.load(sys.stdin)
content = bytes.fromhex(case["bundle"])
key = KEMKey.from_pyca_cryptography_key(
    X25519PrivateKey.from_private_bytes(bytes.fromhex(case["key"]))
)
frames, start = [], len(MAGIC)
while start < len(content):
    begin = start + 4
    start = begin + int.from_bytes(content[start:begin], "big")
    frames.append(content[begin:start])
header, *parts = frames
opened = []
for number, part in enumerate(parts, start=1):
    info = MAGIC + number.to_bytes(4, "big") + bytes([number == len(parts)]) + header
    recipient = SUITE.create_recipient_context(part[:32], key, info=info)
    opened.append(recipient.open(part[32:]).hex())
json.dump({"header": json.loads(header), "parts": opened}, sys.stdout)
