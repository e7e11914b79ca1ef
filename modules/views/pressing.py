"""Forms that a script autosaves: which button was pressed, and whether the user is still logged in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse


def is_live(request: HttpRequest) -> bool:
    """Return whether the request is an autosave by htmx, which only shows the saved status."""
    return "HX-Request" in request.headers


def pressed(request: HttpRequest, button: str) -> bool:
    """Return whether the user pressed the button. An autosave may send a button's name without a press."""
    return button in request.POST and not is_live(request)


def login_required_to_save(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Redirect to the login page, but answer an autosave with 401, which the script shows."""
    asking = login_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if is_live(request) and not request.user.is_authenticated:
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return asking(request, *args, **kwargs)

    return guarded
