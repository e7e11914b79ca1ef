"""Keep a form that was sent after the session had ended, until its sender has logged in again.

It lies in the session of the browser that sent it. Who sent it is known by a signed cookie that outlives the session and
goes with a log-out: nobody else who logs in there is shown the form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, SESSION_KEY
from django.contrib.messages.storage.base import BaseStorage
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from .fields import DRAFT, Fields, can_be_kept, page_before, sent_fields

IN_SESSION = "unsent"
LARGEST = 400_000  # signs: a register of 400 people and 12 meetings
PERSON = "laos_person"
# The drafts that the server has saved, for static/laos/drafts.js to delete them; it reads this cookie.
SAVED = "laos_saved"
SAVED_AT_MOST = 8
DAYS = 24 * 60 * 60
_signer = Signer(salt=PERSON)


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that was not taken."""

    path: str
    fields: Fields
    # The page it stood on, where the browser has named it.
    page: str
    has_files: bool
    person: str
    # In ISO format, as sessions hold no time.
    at: str

    @property
    def sent_at(self) -> datetime:
        return datetime.fromisoformat(self.at)


class KeepUnsent:
    """Keep a form that is answered with a page of log-in, and tell the browser which of its drafts are saved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = _account(request)
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == 302:
            if _asks_to_log_in(response):
                _keep(request, response)
            elif before:
                _note_saved(request, response)
        _remember(request, response, before)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Tell the page which draft it answers. Only here: a request that is too large is answered before it is read."""
        request.draft = request.POST.get(DRAFT, "")  # type: ignore[attr-defined]  # our own


def unsent_form(request: HttpRequest) -> Unsent | None:
    """Return the form kept for the account that is logged in, if there is one."""
    kept = request.session.get(IN_SESSION)
    if kept is None or kept["person"] != _account(request):
        return None
    return Unsent(**kept | {"fields": [(name, value) for name, value in kept["fields"]]})


def discard(request: HttpRequest) -> None:
    request.session.pop(IN_SESSION, None)


def sender_of(request: HttpRequest) -> str:
    """The account that has sent a form: the one logged in, or the last one that was and has not logged out."""
    return _account(request) or _last_account(request)


def _account(request: HttpRequest) -> str:
    account: str = request.session.get(SESSION_KEY, "")
    return account


def _last_account(request: HttpRequest) -> str:
    """The account last logged in in this browser and not logged out."""
    try:
        return _signer.unsign(request.COOKIES.get(PERSON, ""))
    except BadSignature:
        return ""


def _asks_to_log_in(response: HttpResponse) -> bool:
    asking = (reverse("account_login"), reverse("two_step"))
    return urlsplit(response["Location"]).path in asking


def _keep(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the form, and let the log-in lead to it."""
    fields, person = sent_fields(request), sender_of(request)
    size = sum(len(name) + len(value) for name, value in fields)
    if not person or not can_be_kept(request) or size > LARGEST:
        return
    unsent = Unsent(
        path=request.get_full_path(),
        fields=fields,
        page=page_before(request),
        has_files=bool(request.FILES),
        person=person,
        at=timezone.now().isoformat(),
    )
    request.session[IN_SESSION] = asdict(unsent)
    asks = urlsplit(response["Location"])
    query = parse_qs(asks.query) | {REDIRECT_FIELD_NAME: [reverse("unsent")]}
    response["Location"] = asks._replace(query=urlencode(query, doseq=True)).geturl()


def _note_saved(request: HttpRequest, response: HttpResponse) -> None:
    """Say that a form is taken: in this project, a form sent that leads to another page is, unless that tells an error."""
    told = messages.get_messages(request)
    assert isinstance(told, BaseStorage)
    is_refused = any(message.level >= messages.ERROR for message in told)
    told.used = False  # they are still to be shown
    if is_refused:
        return
    kept = unsent_form(request)
    if kept is not None and kept.path == request.get_full_path():
        discard(request)
    draft = request.POST.get(DRAFT, "")
    if draft.isascii() and draft.isalnum() and len(draft) <= 40:
        others = request.COOKIES.get(SAVED, "").split(".")
        saved = dict.fromkeys(filter(None, [draft, *others]))
        _set(response, SAVED, ".".join([*saved][:SAVED_AT_MOST]), DAYS)


def _remember(request: HttpRequest, response: HttpResponse, before: str) -> None:
    """Keep the cookie of who is logged in true; after a log-out the browser forgets what it kept of them."""
    now = _account(request)
    if before and not now:
        response.delete_cookie(PERSON)
        _set(response, SAVED, f"{before}-all", DAYS)
    elif now and request.COOKIES.get(PERSON) != _signer.sign(now):
        _set(response, PERSON, _signer.sign(now), 30 * DAYS, httponly=True)


def _set(response: HttpResponse, name: str, value: str, seconds: int, **more: Any) -> None:
    response.set_cookie(
        name, value, seconds, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax", **more
    )
