"""The published keys: the set that the root signed, and its card keys as JSON Web Keys."""

import json

from fastapi import APIRouter, Request, Response

from app.keys.jwks import jwks
from app.keys.key_set import published_key_set, served_key_set
from app.keys.models import KeyRole, KeyStanding
from app.keys.repository import KeyRepository
from app.kit.errors import NotFoundError
from app.kit.http import DbSession, published
from app.kit.problems import PROBLEMS

CACHE_SECONDS = 300
JWK_SET = "application/jwk-set+json"

router = APIRouter(prefix="/.well-known", tags=["keys"], responses=PROBLEMS)


@router.get(
    "/cose-keys",
    response_class=Response,
    responses={200: {"content": {"application/cose": {}}, "description": "The signed key set."}},
)
def read_key_set(request: Request, session: DbSession) -> Response:
    """Return the newest key set, signed by the issuer's root."""
    served = served_key_set(session)
    if served is None:
        raise NotFoundError("no_key_set")
    return published(request, served.content, "application/cose", seconds=CACHE_SECONDS)


@router.get(
    "/jwks.json",
    response_class=Response,
    responses={200: {"content": {JWK_SET: {}}, "description": "The card keys to believe now."}},
)
def read_jwks(request: Request, session: DbSession) -> Response:
    """Return the published card keys as JSON Web Keys, those that are to be believed now."""
    key_set = published_key_set(session)
    if key_set is None:
        raise NotFoundError("no_key_set")
    compromised = frozenset(
        key.kid
        for key in KeyRepository(session).trusted(KeyRole.CARD)
        if key.standing == KeyStanding.COMPROMISED
    )
    body = json.dumps(jwks(key_set, leave_out=compromised)).encode()
    return published(request, body, JWK_SET, seconds=CACHE_SECONDS)
