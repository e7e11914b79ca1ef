"""Refuse malformed requests, which browsers do not send and later code cannot handle."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, HttpResponse


class Request(WSGIRequest):
    def _set_content_type_params(self, meta: dict[str, str]) -> None:
        # With a charset, Django decodes the query string here, before any middleware can answer.
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # private, so without a type
        except (LookupError, ValueError, SuspiciousOperation):
            self._encoding = None


class Handler(WSGIHandler):
    request_class = Request


def refuse_unreadable(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: raise ``BadRequest`` if the URL or a cookie contains a NUL, or if a form is not sent in UTF-8.

    PostgreSQL cannot store a NUL. Form fields check their own values.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if _has_nul(request) or not _is_utf8(request):
            raise BadRequest("NUL, or another charset than UTF-8")
        return get_response(request)

    return answer


def _has_nul(request: HttpRequest) -> bool:
    # Check the raw query string: decoding it uses the request's charset, which may be unknown.
    if "%00" in request.META.get("QUERY_STRING", ""):
        return True
    return any("\0" in text for text in (request.path_info, *request.COOKIES.values()))


def _is_utf8(request: HttpRequest) -> bool:
    charset: str = (request.content_params or {}).get("charset", "utf-8")
    return charset.lower() == "utf-8"
