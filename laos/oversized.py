"""What is too large to be taken in: at all, or while other large requests arrive."""

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
    """Answer 413, or 503 for now, before anything of it is read, and so lies on the disk.

    What does not say how large it is is not read at all.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if NO_ROOM in request.META:
            return busy.refuse(request, "No room on the disk for another large request")
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.LARGEST_REQUEST:
            return render(request, "413.html", status=413)
        return get_response(request)

    return answer
