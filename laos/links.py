"""Where the links of letters and pages lead."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def begin_with_site_url(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Build every link from SITE_URL: the host and port that a request names are only what its sender wrote."""

    def answer(request: HttpRequest) -> HttpResponse:
        # Django keeps here what it makes of the Host header. A class of our own would not do: pghistory sets another.
        request._current_scheme_host = settings.SITE_URL  # type: ignore[attr-defined]
        return get_response(request)

    return answer
