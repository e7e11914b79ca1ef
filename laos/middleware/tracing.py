"""Give each request an ID that locates its lines in the log."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from .request_ids import CLIENT, ID, note

HEADER = "X-Request-ID"
PLAIN = re.compile(r"[A-Za-z0-9-]{8,64}")


def note_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: record the request's ID and client address, and return the ID in the X-Request-ID header."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.META[ID] = _id_of(request)
        request.META[CLIENT] = _client_of(request)
        note(request.META)
        response = get_response(request)
        response.headers[HEADER] = request.META[ID]
        return response

    return answer


def _id_of(request: HttpRequest) -> str:
    """Return the ID set by a trusted proxy, or a new one."""
    given = request.headers.get(HEADER, "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
    return given if PLAIN.fullmatch(given) else secrets.token_hex(8)


def _client_of(request: HttpRequest) -> str:
    try:
        address: str = get_adapter(request).get_client_ip(request)
    except PermissionDenied:  # no trusted proxy reported an address
        return str(request.META.get("REMOTE_ADDR", ""))
    return address
