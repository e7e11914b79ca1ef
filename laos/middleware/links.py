"""Absolute links on pages and in letters."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def begin_with_site_url(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: build absolute URLs from SITE_URL, because the client controls the Host header."""

    def answer(request: HttpRequest) -> HttpResponse:
        # A cached property: Django reads the scheme and host here. A request subclass does not work: pghistory replaces the class.
        vars(request)["_current_scheme_host"] = settings.SITE_URL
        return get_response(request)

    return answer
