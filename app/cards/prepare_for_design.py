"""Prepare a credential for the code of one design, with a small face where it asks for one."""

from collections.abc import Iterator
from dataclasses import replace

from app.cards.small_face import small_face
from app.core.credential import (
    CardClaims,
    PreparedCredential,
    PrepareRefusedError,
    prepare,
    sample_text,
)
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.qr import check_symbol_size
from app.core.rendering.template import CardTemplate
from app.keys import SigningKey
from app.kit.errors import RefusedError

FACE_BUDGETS = (460, 400, 350, 300)
"""Bytes; the largest that fits is taken. With less than the last nobody is known again."""


def prepare_for_design(
    claims: CardClaims, *, template: CardTemplate, photo: bytes, signing: SigningKey
) -> PreparedCredential:
    """Encode claims, measure the symbol, and give a face up rather than a card.

    A card without a name carries no face.

    Raises:
        RefusedError: claims or symbol are outside their limits even without a face.
    """
    if template.face_in_code and claims.name is not None:
        for face in _faces(photo):
            try:
                return _prepared(replace(claims, face=face), template=template, signing=signing)
            except FieldDoesNotFitError:
                continue
            except PrepareRefusedError:
                break  # not for the face's sake: refused below by its name
    try:
        return _prepared(claims, template=template, signing=signing)
    except (PrepareRefusedError, FieldDoesNotFitError) as error:
        raise RefusedError(error.reason.value) from error


def _faces(photo: bytes) -> Iterator[bytes]:
    for budget in FACE_BUDGETS:
        face = small_face(photo, max_bytes=budget)
        if face is not None:
            yield face


def _prepared(
    claims: CardClaims, *, template: CardTemplate, signing: SigningKey
) -> PreparedCredential:
    prepared = prepare(claims, key=signing.key)
    check_symbol_size(sample_text(prepared), max_version=template.max_code_version)
    return prepared
