"""The fields of a submitted form."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import escape_leading_slashes

Fields = list[tuple[str, str]]

# Log-in pages: their input must not be shown or kept.
ACCOUNTS = "/accounts/"
# Field in which static/enrollment/drafts.js names the draft that it keeps of a form.
DRAFT = "draft"
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # a field
# Show values of at least this many characters, or of several lines; shorter ones are marks or keys.
A_TEXT = 25


def has_secret(request: HttpRequest) -> bool:
    """Return whether the form contains a password or is on a log-in page."""
    return request.path.startswith(ACCOUNTS) or any("password" in name for name in request.POST)


def can_be_kept(request: HttpRequest) -> bool:
    """Return whether the form is worth keeping: neither a log-in form nor the language switch."""
    return not request.path.startswith((ACCOUNTS, reverse("set_language")))


def sent_fields(request: HttpRequest) -> Fields:
    """Return the form's fields without the CSRF token and the files; empty if any field is secret."""
    if has_secret(request):
        return []
    return [
        (name, value) for name, values in request.POST.lists() if name != TOKEN for value in values
    ]


def texts(fields: Fields) -> list[str]:
    """Return the values that a user would want to read again."""
    return [value for _name, value in fields if len(value) >= A_TEXT or "\n" in value]


def comes_from_here(request: HttpRequest) -> bool:
    """Return whether the form was submitted from a page of this site, according to the browser."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return _split(origin)[:2] == (request.scheme, request.get_host())


def page_before(request: HttpRequest) -> str:
    """Return the path of the page with the form from the Referer header, or an empty string."""
    page = _split(request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return ""
    # A path that starts with two slashes would name another site.
    return escape_leading_slashes(page._replace(scheme="", netloc="", fragment="").geturl())


def _split(address: str) -> SplitResult:
    """Split a URL; return empty parts if it is malformed."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
