"""Clean up text in submitted forms: see ``enrollment/plain_text.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from enrollment.plain_text import as_entered


class TidyForms:
    """Middleware: clean up form fields before the view reads them. Passwords stay as typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Clean up ``request.POST``. Must run after the CSRF check, which reads the form first."""
        fields = {
            name: [as_entered(name, value) for value in values]
            for name, values in request.POST.lists()
            if "password" not in name
        }
        if all(values == request.POST.getlist(name) for name, values in fields.items()):
            return
        tidied = request.POST.copy()
        for name, values in fields.items():
            tidied.setlist(name, values)
        # Immutable again, as the request's own.
        request.POST = QueryDict(tidied.urlencode(), encoding=tidied.encoding)
