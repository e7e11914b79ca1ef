"""Texts in forms are stored as they are seen: see ``enrollment/plain_text.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from enrollment.plain_text import as_entered


class TidyForms:
    """Tidy what stands in the fields of a form before any view reads it. Passwords stay as they are typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Do it only here: the check of the CSRF token has read the form by now, and refused what it had to."""
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
        tidied._mutable = False
        request.POST = tidied  # type: ignore[assignment]  # one that can be changed no more
