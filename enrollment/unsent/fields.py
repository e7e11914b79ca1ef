"""What stood in a form that was sent."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import escape_leading_slashes

Fields = list[tuple[str, str]]

# Pages of log-in: what is typed there must not stand in an answer, nor be kept.
ACCOUNTS = "/accounts/"
# The name that static/laos/drafts.js gives a form it keeps.
DRAFT = "draft"
TOKEN = "csrfmiddlewaretoken"  # nosec B105  # a field
# A text of as many signs, or of several lines, is shown; a mark or a key is not.
A_TEXT = 25


def has_secret(request: HttpRequest) -> bool:
    """Whether the form holds a password, or stands on a page of log-in."""
    return request.path.startswith(ACCOUNTS) or any("password" in name for name in request.POST)


def can_be_kept(request: HttpRequest) -> bool:
    """Whether the form is one that is worth keeping: not of a log-in, and not the switch of language."""
    return not request.path.startswith((ACCOUNTS, reverse("set_language")))


def sent_fields(request: HttpRequest) -> Fields:
    """The fields of the form but its token; none where one of them is secret. Its files are not among them."""
    if has_secret(request):
        return []
    return [
        (name, value) for name, values in request.POST.lists() if name != TOKEN for value in values
    ]


def texts(fields: Fields) -> list[str]:
    """The texts among the fields, for a person to read."""
    return [value for _name, value in fields if len(value) >= A_TEXT or "\n" in value]


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of this site."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return _split(origin)[:2] == (request.scheme, request.get_host())


def page_before(request: HttpRequest) -> str:
    """The address of the page the form stood on, as the browser names it, or nothing."""
    page = _split(request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return ""
    # A path of two slashes names another site.
    return escape_leading_slashes(page._replace(scheme="", netloc="", fragment="").geturl())


def _split(address: str) -> SplitResult:
    """The parts of an address; of one that is none, nothing."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
