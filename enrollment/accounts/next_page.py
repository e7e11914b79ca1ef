"""Where one wanted to go before one had to log in, kept through sign-up, letters and new passwords."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 200


def next_page(request: HttpRequest) -> str:
    """Return the page of this site that the request names to go on to, or nothing."""
    wanted = get_next_redirect_url(request) or ""
    # A path alone: another host may be ours, but is none that a letter names.
    is_path = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_path else ""


def with_next_page(url: str, page: str) -> str:
    return f"{url}?{urlencode({REDIRECT_FIELD_NAME: page})}" if page else url


def in_a_letter(request: HttpRequest, url: str) -> str:
    """Add the page to go on to to a link. Only a page that exists, without its query: a letter to a stranger's
    address carries no words of the sender.
    """
    path = urlsplit(next_page(request)).path
    try:
        resolve(path)
    except Resolver404:
        return url
    return with_next_page(url, path) if len(path) <= LONGEST else url
