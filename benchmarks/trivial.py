"""The baseline: a trivial view for a signed-in user, with the site's middleware. Also serves as its URLconf.

The session and the account are loaded as Django does it, so that the baseline stays the same when LAOS loads them faster.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from laos.settings import *  # noqa: F403  # the same middleware and database

ROOT_URLCONF = "benchmarks.trivial"
BACKEND = "benchmarks.crowd.QueriedBackend"
AUTHENTICATION_BACKENDS = [BACKEND]
SESSION_ENGINE = "django.contrib.sessions.backends.db"


def whoami(request: HttpRequest) -> HttpResponse:
    """Read the session and the account, and return the user name."""
    assert request.user.is_authenticated
    return HttpResponse(request.user.get_username(), content_type="text/plain")


urlpatterns = [path("", whoami)]
