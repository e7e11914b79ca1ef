"""Which button of a form was pressed."""

from __future__ import annotations

from django.http import HttpRequest


def is_live(request: HttpRequest) -> bool:
    """Whether a script saves on the way, and shows no more of the answer than that."""
    return "HX-Request" in request.headers


def pressed(request: HttpRequest, button: str) -> bool:
    """Whether somebody pressed it; what saves on the way may name the button pressed next, and presses none."""
    return button in request.POST and not is_live(request)
