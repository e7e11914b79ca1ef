"""Compress pages, safely for the secrets in them."""

from __future__ import annotations

import gzip
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

# A third of the time of Django's level, for a tenth more bytes.
LEVEL = 3
# A page shorter than this gains nothing.
SHORT = 200  # bytes
ELSEWHERE = {"cross-site", "same-site"}


def compress_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: compress pages with gzip, but not where that could reveal a secret in the page (BREACH).

    In this attack, another site lets the browser of a signed-in user make many requests, and guesses a secret from the
    lengths of the compressed answers. CSRF tokens are safe, because Django masks them differently each time; the address
    of a calendar is not. Therefore:

    - If the browser says that the request comes from another site, and there is a session, the page is not compressed.
    - For browsers that do not say where requests come from, random bytes hide the length, as in Django's middleware.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not _is_page(response) or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        accepts = re_accepts_gzip.search(request.headers.get("Accept-Encoding", ""))
        if accepts and not _may_be_an_attack(request):
            response.content = _compressed(response.content)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
            _weaken_etag(response)
        return response

    return answer


def _is_page(response: HttpResponse) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not response.streaming and len(response.content) >= SHORT


def _may_be_an_attack(request: HttpRequest) -> bool:
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and request.headers.get("Sec-Fetch-Site") in ELSEWHERE


def _compressed(content: bytes) -> bytes:
    compressed = gzip.compress(content, LEVEL, mtime=0)
    # The header of gzip may have a file name, which browsers skip.
    name = b"a" * secrets.randbelow(GZipMiddleware.max_random_bytes) + b"\0"
    return compressed[:3] + bytes([gzip.FNAME]) + compressed[4:10] + name + compressed[10:]


def _weaken_etag(response: HttpResponse) -> None:
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):
        response.headers["ETag"] = f"W/{etag}"
