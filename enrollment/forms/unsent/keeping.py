"""Keep a form submitted after the session expired, until its sender has logged in again.

The form is kept in the browser's session. A signed cookie, which outlives the session but not a log-out, identifies
the sender, so that another user of the browser never sees the form.
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

from enrollment import clock

from .fields import DRAFT, Fields, can_be_kept, page_before, sent_fields

IN_SESSION = "unsent"
LARGEST = 400_000  # characters: a register of 400 people and 12 meetings
PERSON = "laos_person"
# Cookie with the drafts saved by the server; static/enrollment/drafts.js reads it and deletes them.
SAVED = "laos_saved"
SAVED_AT_MOST = 8
DAYS = 24 * 60 * 60
_signer = Signer(salt=PERSON)


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that was not saved."""

    path: str
    fields: Fields
    # The page with the form, if the browser named it.
    page: str
    has_files: bool
    person: str
    # ISO format, because sessions store JSON.
    at: str

    @property
    def sent_at(self) -> datetime:
        return datetime.fromisoformat(self.at)


class RequestWithDraft(HttpRequest):
    # Which draft of the browser the form is; the page names it in its answer.
    draft: str


class KeepUnsent:
    """Keep forms answered with a redirect to log in, and tell the browser which drafts are saved."""

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

    def process_view(self, request: RequestWithDraft, *_view: Any) -> None:
        """Set ``request.draft``. Not in ``__call__``: a request that is too large must be refused before it is read."""
        request.draft = request.POST.get(DRAFT, "")


def unsent_form(request: HttpRequest) -> Unsent | None:
    """Return the form kept for the logged-in account, or None."""
    kept = request.session.get(IN_SESSION)
    if kept is None or kept["person"] != _account(request):
        return None
    return Unsent(**kept | {"fields": [(name, value) for name, value in kept["fields"]]})


def discard(request: HttpRequest) -> None:
    request.session.pop(IN_SESSION, None)


def sender_of(request: HttpRequest) -> str:
    """Return the account that submitted the form: the current one, or the last one that has not logged out."""
    return _account(request) or _last_account(request)


def _account(request: HttpRequest) -> str:
    account: str = request.session.get(SESSION_KEY, "")
    return account


def _last_account(request: HttpRequest) -> str:
    """Return the account last logged in in this browser, unless it has logged out."""
    try:
        return _signer.unsign(request.COOKIES.get(PERSON, ""))
    except BadSignature:
        return ""


def _asks_to_log_in(response: HttpResponse) -> bool:
    asking = (reverse("account_login"), reverse("two_step"))
    return urlsplit(response["Location"]).path in asking


def _keep(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the form and make the log-in lead to it."""
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
        at=clock.now().isoformat(),
    )
    request.session[IN_SESSION] = asdict(unsent)
    asks = urlsplit(response["Location"])
    query = parse_qs(asks.query) | {REDIRECT_FIELD_NAME: [reverse("unsent")]}
    response["Location"] = asks._replace(query=urlencode(query, doseq=True)).geturl()


def _note_saved(request: HttpRequest, response: HttpResponse) -> None:
    """Tell the browser that a form was saved: a redirect without an error message means success in this project."""
    storage = messages.get_messages(request)
    assert isinstance(storage, BaseStorage)
    is_refused = any(message.level >= messages.ERROR for message in storage)
    storage.used = False  # keep the messages for the next page
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
    """Update the cookie that names the account; after a log-out, tell the browser to forget all its drafts."""
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
