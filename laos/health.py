"""Health checks for monitoring: is the process alive, can it serve requests, and is the whole service healthy?"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Lock

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from completion.equivalents.documents import try_to_store
from completion.reminders import watching
from enrollment import clock

from .cache import PAUSE, CircuitBreaker
from .celery import app
from .middleware.request_ids import HEALTH_CHECKS
from .processes import late_tasks

logger = logging.getLogger(__name__)

OK = "ok"
SECONDS_TO_CONNECT = 2


def answer_first(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer before the host and https checks, because monitoring calls the machine directly."""
    pages = dict(zip(HEALTH_CHECKS, (healthz, readyz, statusz, metrics), strict=True))

    def answer(request: HttpRequest) -> HttpResponse:
        return pages.get(request.path, get_response)(request)

    return answer


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 without checking anything: the process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 if this host can serve pages, else 503. Redis, the workers and beat are not needed for that."""
    return _answer({"database": _outcome("database", _ask_database), "documents": _documents()})


@never_cache
@require_safe
def statusz(request: HttpRequest) -> JsonResponse:
    """Answer 200 if the whole service is healthy, else 503. The body names each problem."""
    return _answer(_status(clock.now()))


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the same checks as Prometheus metrics. Answer 404 to requests that came through the proxy."""
    if "X-Forwarded-For" in request.headers:
        return HttpResponseNotFound()
    lines = [f"laos_{name} {value:g}\n" for name, value in _numbers(clock.now())]
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
    late = late_tasks.late(signs, at)
    return report | {
        "beat": "late" if signs.beat_is_late(at) else "starting" if signs.is_starting(at) else OK,
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
    for name, age in late_tasks.ages(signs, at):
        yield f'task_age_seconds{{task="{name}"}}', age.total_seconds()
    yield "letters_held", settings.LAOS_HOLD_MAIL
    yield "letters_waiting", watching.waiting().count()
    # Counted by the watchdog on its last run.
    yield "letters_late", signs.found.late
    yield "letters_given_up", signs.found.given_up
    yield "letters_refused", signs.found.refused
    yield "letters_unwritten", signs.found.unwritten


def _outcome(what: str, ask: Callable[[], None]) -> str:
    """Run a check; return "ok" or the error's class name. The full reason is only logged: the answer is public."""
    try:
        ask()
    except Exception as error:  # every failure becomes a line of the report
        logger.warning("%s: %s", what, " ".join(str(error).split()))
        return type(error).__name__
    return OK


def _documents() -> str:
    """Check that the documents folder is writable."""
    try:
        try_to_store()
    except OSError as error:
        return f"LAOS_DOCUMENTS cannot be written to: {error.strerror}."
    return OK


def _signs(database: str) -> watching.Signs | None:
    """Return the signs of life, or None if the database is unavailable or not migrated."""
    try:
        return watching.signs(late_tasks.TASKS.values()) if database == OK else None
    except Error:
        return None


def _ask_database() -> None:
    """Check with a new connection: a query on an open one could wait forever for a dead server."""
    own = connection.copy()
    own.settings_dict["OPTIONS"]["connect_timeout"] = SECONDS_TO_CONNECT
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        own.close()


class _Broker:
    """Check the broker in one thread at a time.

    Other threads get the last result, and so do all threads for ``PAUSE`` seconds after a failure.
    """

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
