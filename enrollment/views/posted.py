"""Views that accept POST only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def post_only(page: str | Callable[..., str]) -> Callable[[View], View]:
    """Accept POST only; redirect a GET (for instance after log-in) to the page with the form.

    ``page`` is a URL name that takes the same arguments, or a function of them that returns a URL.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            if request.method in ("GET", "HEAD"):
                return (
                    redirect(page(*args, **kwargs))
                    if callable(page)
                    else redirect(page, *args, **kwargs)
                )
            return HttpResponseNotAllowed(["POST"])

        return answer

    return decorate
