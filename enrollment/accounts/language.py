"""The language chosen by the owner of an account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from enrollment import languages
from enrollment.models import User


def choose(user: User, language: str) -> None:
    """Save the language for a user's letters. Unknown languages are ignored."""
    if language in languages.codes() and language != user.language:
        User.objects.filter(pk=user.pk).update(language=language)


def of_account_letter(request: HttpRequest | None, context: dict[str, Any]) -> str:
    """Return the language for a letter about an account: the owner's choice, else the language of the page."""
    user = context.get("user") or getattr(request, "user", None)
    chosen: str | None = getattr(user, "language", None)
    return chosen or get_language() or settings.LANGUAGE_CODE


def show_in_it(response: HttpResponse, user: User) -> HttpResponse:
    """Set the language cookie at log-in to the language that the user has chosen."""
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
