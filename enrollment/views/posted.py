"""Addresses that only take forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def post_only(page: str | Callable[..., str]) -> Callable[[View], View]:
    """Take only POST. A GET, such as after log-in, leads to the page that the form stands on.

    ``page`` is the name of a page that takes the same arguments, or a function of them that returns an address.
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
