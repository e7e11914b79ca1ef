"""What is answered where the database or the disk cannot serve now: wait a moment, and try again."""

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

from enrollment.unsent.fields import TOKEN, Fields, sent_fields

from .request_ids import current_id

RETRY_AFTER = 5  # seconds


class Reason(StrEnum):
    """Why the database does not serve."""

    BUSY = "busy"
    # Nobody knows whether a commit was still done.
    LOST = "lost"


# By SQLSTATE; all of class 08 is a lost connection.
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
    """Say why the database did not serve, by an error or by what caused it; None where it is another kind of error."""
    while error is not None:
        if isinstance(error, Error) and (reason := _reason(error)):
            return reason
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return None


def _reason(error: Error) -> Reason | None:
    # psycopg 3 calls it sqlstate, psycopg 2 pgcode.
    driver = error.__cause__
    state = getattr(driver, "sqlstate", None) or getattr(driver, "pgcode", None)
    if state is None:
        # The driver's own: it could not connect, or the connection broke.
        return Reason.LOST if isinstance(error, OperationalError | InterfaceError) else None
    return Reason.LOST if state.startswith("08") else REASONS.get(state)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, also where a session could not be saved: Django takes that for a session that was deleted."""
    return _answer(request, exception) or defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 where the database cannot serve now, else 500."""
    refused = _answer(request, sys.exc_info()[1])
    if refused is not None:
        return refused
    page = render_to_string("500.html", _what_to_tell())
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _what_to_tell() -> dict[str, object]:
    """What finds the request in the log."""
    return {"request_id": current_id(), "at": timezone.localtime()}


def _answer(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    reason = reason_of(error)
    if reason is None:
        return None
    return refuse(request, str(error).partition("\n")[0], reason)


def refuse(request: HttpRequest, why: str, reason: Reason = Reason.BUSY) -> HttpResponse:
    """Answer 503, and log why in one line: Django would call it an error and add the traceback."""
    response = _response(request, reason)
    response["Retry-After"] = RETRY_AFTER
    log_response("%s: %s", why, request.path, response=response, request=request, level="warning")
    return response


def _response(request: HttpRequest, reason: Reason) -> HttpResponse:
    """A page, or what the client can read. It is made without the database: no session, no account."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    if "HX-Request" in request.headers:
        response = HttpResponse(
            gettext("Not saved: LAOS is busy. It is saved with your next change."), status=status
        )
        response["HX-Retarget"], response["HX-Reswap"] = "#saved", "innerHTML"
        return response
    kind = request.get_preferred_type(["text/html", "application/json"])
    if kind == "text/html":
        # Without the request, so that no context processor asks who is logged in.
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
    """The fields of a form, to be sent once more with a button; none where there is a file or a password among them."""
    fields = sent_fields(request)
    if request.FILES or not fields:
        return []
    return [(TOKEN, request.POST.get(TOKEN, "")), *fields]


class BusyError(Exception):
    """A task could not be done now."""


class Task(DjangoTask):  # type: ignore[misc, unused-ignore]  # Celery has no types
    """A task that ends in a line of the log where the database cannot serve: it is due again with the next beat."""

    throws = (BusyError,)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().__call__(*args, **kwargs)
        except Exception as error:
            reason = reason_of(error)
            if reason is None:
                raise
            raise BusyError(reason, str(error).partition("\n")[0]) from None
