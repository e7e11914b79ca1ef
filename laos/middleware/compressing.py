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
    """Middleware: compress pages with gzip.

    BREACH guesses a secret in a page from the length of compressed answers to many requests that another site makes in
    the name of a signed-in user. A CSRF token tells it nothing, since Django masks each token with a new key. But a page
    may have secrets that stay, such as the address of a calendar. So a page is sent as it is to a user with a session
    whom another site has sent here; for browsers that do not say so, a random number of bytes hides the length, as in
    Django's own middleware.
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
