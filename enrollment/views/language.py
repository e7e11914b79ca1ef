"""The language switch."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.i18n import set_language as show_pages_in

from enrollment.accounts.language import choose
from enrollment.models import User


def set_language(request: HttpRequest) -> HttpResponse:
    """Set the language of the pages and, for a logged-in user, of their letters."""
    if request.method == "POST" and isinstance(request.user, User):
        choose(request.user, request.POST.get("language", ""))
    response: HttpResponse = show_pages_in(request)
    return response
