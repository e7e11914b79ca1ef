"""What no browser sends of itself, and nothing behind can read."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, HttpResponse


class Request(WSGIRequest):
    def _set_content_type_params(self, meta: dict[str, str]) -> None:
        # Where a charset is given, Django reads the query by it at once, and before any middleware could answer.
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # private, so without a type
        except (LookupError, ValueError, SuspiciousOperation):
            self._encoding = None


class Handler(WSGIHandler):
    request_class = Request


def refuse_unreadable(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 400 where the address or a cookie has a NUL, or where a form is not sent in UTF-8.

    PostgreSQL has no NUL in its texts. What stands in a form is checked by the form's fields.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if _has_nul(request) or not _is_utf8(request):
            raise BadRequest("NUL, or another charset than UTF-8")
        return get_response(request)

    return answer


def _has_nul(request: HttpRequest) -> bool:
    # The query is read as it came: to decode it asks for the charset, which may not exist.
    if "%00" in request.META.get("QUERY_STRING", ""):
        return True
    return any("\0" in text for text in (request.path_info, *request.COOKIES.values()))


def _is_utf8(request: HttpRequest) -> bool:
    charset: str = (request.content_params or {}).get("charset", "utf-8")
    return charset.lower() == "utf-8"
