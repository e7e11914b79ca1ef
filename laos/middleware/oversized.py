"""Refuse requests that are too large, or that do not fit while other large requests arrive."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import busy

NO_ROOM = "laos.no_room"  # set by the web server


def refuse_oversized(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer 413 above ``LARGEST_REQUEST``, or 503 if the disk has no room now, without reading the body.

    A body without a Content-Length is not read at all.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if NO_ROOM in request.META:
            return busy.refuse(request, "No room on the disk for another large request")
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.LARGEST_REQUEST:
            return render(request, "413.html", status=413)
        return get_response(request)

    return answer
