"""Whether this process lives, and whether it has all it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enrollment import watching

from .celery import app

LAST_BEAT = "last-beat"
BEAT_MAY_BE_LATE = timedelta(minutes=2)


def answer_first(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer both pages on plain http and whatever the host is called: whoever watches calls the machine itself."""
    pages = {"/healthz/": healthz, "/readyz/": readyz}

    def answer(request: HttpRequest) -> HttpResponse:
        return pages.get(request.path, get_response)(request)

    return answer


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process can answer at all; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, broker and the last beat are well, else 503; the body tells each apart."""
    report = {name: _outcome(check) for name, check in CHECKS.items()}
    well = all(outcome == "ok" for outcome in report.values())
    return JsonResponse(report, status=200 if well else 503)


def _outcome(check: Callable[[], None]) -> str:
    try:
        check()
    except Exception as error:  # whatever is wrong, the answer is a report
        return type(error).__name__
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker() -> None:
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=0)


class BeatIsLateError(Exception):
    pass


def beat_is_late() -> bool:
    """Whether nothing has run by itself for a while."""
    last = cache.get(LAST_BEAT)
    return last is None or timezone.now().timestamp() - last > BEAT_MAY_BE_LATE.total_seconds()


def _beat() -> None:
    if beat_is_late():
        raise BeatIsLateError


class LettersAreMissingError(Exception):
    pass


class WatchdogIsLateError(Exception):
    pass


def _letters() -> None:
    if watching.is_late(timezone.now()):
        raise WatchdogIsLateError
    if watching.last_look():
        raise LettersAreMissingError


CHECKS = {"database": _database, "broker": _broker, "beat": _beat, "letters": _letters}
