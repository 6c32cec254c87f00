"""Cards made by somebody who took a key out of the keyring folder."""

from cryptography.hazmat.primitives.serialization import load_pem_private_key

from app.core.credential import CardClaims, LocalSigner, PrivateKey, prepare, sign
from app.keys import IssuerKey, card_key
from tests.cards.towns import ISSUER
from tests.town import Town


def stolen(town: Town, key: IssuerKey) -> PrivateKey:
    """Return the private half of a key, as whoever copied the folder has it."""
    path = town.settings.keyring_dir / f"issuer-card-{key.kid.hex()}.pem"
    private_key = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(private_key, PrivateKey)
    return private_key


def forged(town: Town, key: IssuerKey, *, place: tuple[int, int]) -> str:
    """Return the code of a card that nobody issued, dated back to when the key was ours."""
    issued_at = int(key.sign_from.timestamp()) + 60
    claims = CardClaims(
        issuer=ISSUER,
        card_number="7K3M-9QXT-2BK",
        name="Nadie Ninguno",
        issued_at=issued_at,
        expires_at=issued_at + 4 * 365 * 86_400,
        cti=bytes(16),
        status_list=place[0],
        status_index=place[1],
    )
    public = card_key(key)
    signer = LocalSigner(stolen(town, key), key=public)
    return sign(prepare(claims, key=public), signer).text(ISSUER)
