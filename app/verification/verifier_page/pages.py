"""Routes of the public verifier page: files only. Nothing is asked, nothing is noted.

The page checks cards by itself; what is served here is the same for everybody.
"""

from functools import cache
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.kit.errors import NotFoundError, UnavailableError
from app.kit.html import HEADERS, WEB
from app.kit.http import from_state
from app.verification.verifier_page.find_config import FindConfig
from app.verification.verifier_page.release import PAGE, SERVICE_WORKER, ReleaseMaker, VerifierFile

POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # zxing-cpp, which looks for codes in pictures
    "connect-src": "'self'",
    "form-action": "'none'",
    "img-src": "'self' blob:",
    "style-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
FOLDERS: Final = (WEB / "verifier", WEB / "static" / "built" / "verifier")

router = APIRouter(include_in_schema=False)


@cache
def release_maker() -> ReleaseMaker:
    """Read the page's files, once: our own, and what the asset build copied from packages."""
    return ReleaseMaker(*FOLDERS)


@router.get(f"{PAGE}/")
def redirect_to_page() -> Response:
    """Answer the address with a slash too many."""
    return RedirectResponse(PAGE, 308, headers={"Cache-Control": "no-cache"})


@router.get(PAGE)
@router.get(f"{PAGE}/{{path:path}}")
def show_file(
    request: Request,
    maker: Annotated[ReleaseMaker, Depends(from_state("verifier_files"))],
    find_config: Annotated[FindConfig, Depends(from_state("find_verifier_config"))],
    path: str = "",
) -> Response:
    """Answer one file of the page."""
    config = find_config()
    if config is None:
        raise UnavailableError("no_published_keys")
    file = maker.release(config).files.get(path)
    if file is None:
        raise NotFoundError("not_found")
    return _answer(request, file, is_worker=path == SERVICE_WORKER)


def _answer(request: Request, file: VerifierFile, *, is_worker: bool) -> Response:
    headers = HEADERS | {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": "; ".join(f"{name} {rule}" for name, rule in POLICY.items()),
        "ETag": file.etag,
        "Vary": "Accept-Encoding",
    }
    if is_worker:
        headers["Service-Worker-Allowed"] = PAGE
    if file.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    wants_gzip = "gzip" in request.headers.get("accept-encoding", "")
    if file.compressed is not None and wants_gzip:
        headers["Content-Encoding"] = "gzip"
        return Response(file.compressed, media_type=file.media_type, headers=headers)
    return Response(file.content, media_type=file.media_type, headers=headers)
