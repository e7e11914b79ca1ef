"""Answer 503 and ask the client to retry when the database or the disk is temporarily unavailable."""

from __future__ import annotations

import sys
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from celery.contrib.django.task import DjangoTask
from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.log import log_response
from django.utils.translation import gettext
from django.views import defaults

from enrollment import clock
from enrollment.forms.unsent.fields import TOKEN, Fields, sent_fields

from .request_ids import current_id

RETRY_AFTER = 5  # seconds


class Reason(StrEnum):
    """Why the database is unavailable."""

    BUSY = "busy"
    # The last commit may or may not have succeeded.
    LOST = "lost"


# By SQLSTATE. Every code in class 08 also means a lost connection.
REASONS = {
    "40001": Reason.BUSY,  # serialization failure
    "40P01": Reason.BUSY,  # deadlock
    "53300": Reason.BUSY,  # too many connections
    "55P03": Reason.BUSY,  # lock_timeout
    "57014": Reason.BUSY,  # statement_timeout
    "25P03": Reason.LOST,  # idle_in_transaction_session_timeout
    "57P01": Reason.LOST,  # the server shuts down
    "57P02": Reason.LOST,  # it crashed
    "57P03": Reason.LOST,  # it is starting
    "57P05": Reason.LOST,  # idle_session_timeout
}


def reason_of(error: BaseException | None) -> Reason | None:
    """Return why the database was unavailable, judging by the error or its causes; None for any other error."""
    while error is not None:
        if isinstance(error, Error) and (reason := _reason(error)):
            return reason
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return None


def _reason(error: Error) -> Reason | None:
    # psycopg 3 has `sqlstate`, psycopg 2 has `pgcode`.
    driver = error.__cause__
    state = getattr(driver, "sqlstate", None) or getattr(driver, "pgcode", None)
    if state is None:
        # An error from the driver itself: it could not connect, or the connection broke.
        return Reason.LOST if isinstance(error, OperationalError | InterfaceError) else None
    return Reason.LOST if state.startswith("08") else REASONS.get(state)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 503 if the database is unavailable, else 400.

    When a session cannot be saved, Django assumes it was deleted and raises a bad request.
    """
    return _answer(request, exception) or defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 if the database is unavailable, else 500."""
    refused = _answer(request, sys.exc_info()[1])
    if refused is not None:
        return refused
    page = render_to_string("500.html", _what_to_tell())
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _what_to_tell() -> dict[str, object]:
    """Return the request's ID and the time, which locate it in the log."""
    return {"request_id": current_id(), "at": timezone.localtime(clock.now())}


def _answer(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    reason = reason_of(error)
    if reason is None:
        return None
    return refuse(request, str(error).partition("\n")[0], reason)


def refuse(request: HttpRequest, why: str, reason: Reason = Reason.BUSY) -> HttpResponse:
    """Answer 503 and log the reason as a one-line warning; Django would log an error with a traceback."""
    response = _response(request, reason)
    response["Retry-After"] = RETRY_AFTER
    log_response("%s: %s", why, request.path, response=response, request=request, level="warning")
    return response


def _response(request: HttpRequest, reason: Reason) -> HttpResponse:
    """Return HTML, JSON or plain text, as the client accepts. Uses no database: no session, no account."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    if "HX-Request" in request.headers:
        # static/enrollment/drafts.js says so, and tries again.
        return HttpResponse(status=status)
    kind = request.get_preferred_type(["text/html", "application/json"])
    if kind == "text/html":
        # Render without the request: its context processors would query the user.
        context = {
            "reason": reason,
            "address": request.get_full_path(),
            "sends": request.method == "POST",
            "sent": _sent(request),
            **_what_to_tell(),
        }
        return HttpResponse(render_to_string("503.html", context), status=status)
    if kind == "application/json":
        return JsonResponse({"error": reason}, status=status)
    return HttpResponse(gettext("LAOS is busy. Try again."), "text/plain", status=status)


def _sent(request: HttpRequest) -> Fields:
    """Return the form's fields for a "send again" button, or none if they include a file or a password."""
    fields = sent_fields(request)
    if request.FILES or not fields:
        return []
    return [(TOKEN, request.POST.get(TOKEN, "")), *fields]


class BusyError(Exception):
    """A task failed because the database is temporarily unavailable."""


class Task(DjangoTask):
    """A task that raises ``BusyError`` if the database is unavailable: one log line, and the next beat retries it."""

    throws = (BusyError,)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().__call__(*args, **kwargs)
        except Exception as error:
            reason = reason_of(error)
            if reason is None:
                raise
            raise BusyError(reason, str(error).partition("\n")[0]) from None
