"""The baseline: a trivial view for a signed-in user, with the site's own settings. Also serves as its URLconf."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from laos.settings import *  # noqa: F403  # the same middleware, database, sessions and accounts

ROOT_URLCONF = "benchmarks.trivial"


def whoami(request: HttpRequest) -> HttpResponse:
    """Read the session and the account, and return the user name."""
    assert request.user.is_authenticated
    return HttpResponse(request.user.get_username(), content_type="text/plain")


urlpatterns = [path("", whoami)]
