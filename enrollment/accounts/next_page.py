"""The page a user wanted before logging in, kept through sign-up, letters and new passwords."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 200


def next_page(request: HttpRequest) -> str:
    """Return the page of this site to continue to, or an empty string."""
    wanted = get_next_redirect_url(request) or ""
    # A path only: letters must not link to another host, even one of ours.
    is_path = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_path else ""


def with_next_page(url: str, page: str) -> str:
    return f"{url}?{urlencode({REDIRECT_FIELD_NAME: page})}" if page else url


def in_a_letter(request: HttpRequest, url: str) -> str:
    """Add the page to continue to, without its query and only if it exists.

    A letter to a stranger's address must not carry text chosen by the sender.
    """
    path = urlsplit(next_page(request)).path
    try:
        resolve(path)
    except Resolver404:
        return url
    return with_next_page(url, path) if len(path) <= LONGEST else url
