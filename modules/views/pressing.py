"""Forms that are saved on the way: which button was pressed, and whether anybody is still logged in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse


def is_live(request: HttpRequest) -> bool:
    """Whether a script saves on the way, and shows no more of the answer than that."""
    return "HX-Request" in request.headers


def pressed(request: HttpRequest, button: str) -> bool:
    """Whether somebody pressed it; what saves on the way may name the button pressed next, and presses none."""
    return button in request.POST and not is_live(request)


def login_required_to_save(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask to log in. A script that saves on the way is told so by 401, and shows it."""
    asking = login_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if is_live(request) and not request.user.is_authenticated:
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return asking(request, *args, **kwargs)

    return guarded
