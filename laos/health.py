"""What whoever watches over the service asks: whether this process lives, can serve, and whether all is well."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Lock

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from completion.equivalents.documents import try_to_store
from enrollment import watching

from . import task_ages
from .cache import PAUSE, CircuitBreaker
from .celery import app
from .request_ids import HEALTH_CHECKS

logger = logging.getLogger(__name__)

OK = "ok"
SECONDS_TO_CONNECT = 2


def answer_first(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer on plain http and whatever the host is called: whoever watches calls the machine itself."""
    pages = dict(zip(HEALTH_CHECKS, (healthz, readyz, statusz, metrics), strict=True))

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
    """Answer 200 when this host can serve, else 503. Its pages do without Redis, workers and beat."""
    return _answer({"database": _outcome("database", _ask_database), "documents": _documents()})


@never_cache
@require_safe
def statusz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when all is well, else 503; the body tells what is not."""
    return _answer(_status(timezone.now()))


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The same in numbers, for Prometheus, and for nobody who comes through the proxy."""
    if "X-Forwarded-For" in request.headers:
        return HttpResponseNotFound()
    lines = [f"laos_{name} {value:g}\n" for name, value in _numbers(timezone.now())]
    return HttpResponse("".join(lines), content_type="text/plain; version=0.0.4")


def _answer(report: dict[str, str]) -> JsonResponse:
    well = all(outcome == OK for outcome in report.values())
    return JsonResponse(report, status=200 if well else 503)


def _status(at: datetime) -> dict[str, str]:
    report = {
        "database": _outcome("database", _ask_database),
        "documents": _documents(),
        "broker": _broker.outcome(),
    }
    signs = _signs(report["database"])
    if signs is None:
        return report | dict.fromkeys(["beat", "watchdog", "tasks", "letters"], "unknown")
    late = task_ages.late(signs, at)
    return report | {
        "beat": "late" if signs.beat_is_late(at) else OK,
        "watchdog": "late" if signs.watchdog_is_late(at) else OK,
        "tasks": f"late: {' '.join(late)}" if late else OK,
        "letters": "held" if settings.LAOS_HOLD_MAIL else "missing" if signs.found else OK,
    }


def _numbers(at: datetime) -> Iterator[tuple[str, float]]:
    database = _outcome("database", _ask_database)
    yield "database_up", database == OK
    yield "documents_writable", _documents() == OK
    yield "broker_up", _broker.outcome() == OK
    signs = _signs(database)
    if signs is None:
        return
    for name, last in {"beat": signs.beat_at, "watchdog": signs.looked_at}.items():
        if last is not None:
            yield f"{name}_age_seconds", (at - last).total_seconds()
    for name, age in task_ages.ages(signs, at):
        yield f'task_age_seconds{{task="{name}"}}', age.total_seconds()
    yield "letters_held", settings.LAOS_HOLD_MAIL
    yield "letters_waiting", watching.waiting().count()
    # As the watchdog found them.
    yield "letters_late", signs.found.late
    yield "letters_given_up", signs.found.given_up
    yield "letters_refused", signs.found.refused
    yield "letters_unwritten", signs.found.unwritten


def _outcome(what: str, ask: Callable[[], None]) -> str:
    """Ask, and name what is wrong; the reason goes to the log, because anybody may read the answer."""
    try:
        ask()
    except Exception as error:  # whatever is wrong, the answer is a report
        logger.warning("%s: %s", what, " ".join(str(error).split()))
        return type(error).__name__
    return OK


def _documents() -> str:
    """Say whether the folder of documents can be written to."""
    try:
        try_to_store()
    except OSError as error:
        return f"LAOS_DOCUMENTS cannot be written to: {error.strerror}."
    return OK


def _signs(database: str) -> watching.Signs | None:
    """None where the database is not there, or has not been migrated yet."""
    try:
        return watching.signs(task_ages.TASKS.values()) if database == OK else None
    except Error:
        return None


def _ask_database() -> None:
    """By a connection of its own: on an open one, a server that does not answer is waited for without end."""
    own = connection.copy()
    own.settings_dict["OPTIONS"]["connect_timeout"] = SECONDS_TO_CONNECT
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        own.close()


class _Broker:
    """Asked by one thread at a time; the others, and all for a while after it failed, are told what was found last."""

    def __init__(self) -> None:
        self._breaker = CircuitBreaker(PAUSE)
        self._asking = Lock()
        self._found = "unknown"

    def outcome(self) -> str:
        if self._asking.acquire(blocking=False):
            try:
                if self._breaker.lets_through():
                    self._ask()
            finally:
                self._asking.release()
        return self._found

    def _ask(self) -> None:
        self._found = _outcome("broker", _ask_broker)
        if self._found == OK:
            self._breaker.succeeded()
        else:
            self._breaker.failed()


def _ask_broker() -> None:
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=0)


_broker = _Broker()
