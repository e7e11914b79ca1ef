"""The language that the owner of an account has chosen."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from enrollment.models import User
from enrollment.models.people import Language


def choose(user: User, language: str) -> None:
    """Keep the language of somebody's letters; anything that is none of ours is ignored."""
    if language in Language.values and language != user.language:
        User.objects.filter(pk=user.pk).update(language=language)


def of_account_letter(request: HttpRequest | None, context: dict[str, Any]) -> str:
    """Return the language of a letter on an account: the one its owner chose, else that of the page."""
    user = context.get("user") or getattr(request, "user", None)
    chosen: str | None = getattr(user, "language", None)
    return chosen or get_language() or settings.LANGUAGE_CODE


def show_in_it(response: HttpResponse, user: User) -> HttpResponse:
    """Have a browser in which somebody logs in show the pages in the language they chose."""
    if user.language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            domain=settings.LANGUAGE_COOKIE_DOMAIN,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response
