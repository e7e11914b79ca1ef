"""The ID and client address of the current request, added to each of its log lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.signals import request_finished

# Keys in the WSGI environ. The web server reads them there, as it writes the access log in another thread.
ID = "laos.request_id"
CLIENT = "laos.client"
# Paths that monitoring requests every few seconds.
HEALTH_CHECKS = ("/healthz/", "/readyz/", "/statusz/", "/metrics/")

_id: ContextVar[str] = ContextVar("request-id", default="")
_client: ContextVar[str] = ContextVar("client", default="")


def note(environ: Mapping[str, Any]) -> None:
    """Label the log lines of this context with the request, until it has finished."""
    _id.set(environ.get(ID, ""))
    _client.set(environ.get(CLIENT, ""))


def forget(**kwargs: object) -> None:
    note({})


# Not at the end of the middleware: Django logs errors after that.
request_finished.connect(forget)


@contextmanager
def about(environ: Mapping[str, Any]) -> Iterator[None]:
    note(environ)
    try:
        yield
    finally:
        forget()


def current_id() -> str:
    """Return the ID of the current request, or an empty string."""
    return _id.get()


def for_log() -> str:
    """Return the ID and client as shown in the log."""
    return f"[{_id.get() or '-'} {_client.get() or '-'}]"
