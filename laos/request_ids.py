"""The number of a request and the address of its client, which stand in each line that the log has of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.signals import request_finished

# In what the web server knows of a request, which it logs in another thread.
ID = "laos.request_id"
CLIENT = "laos.client"
# What monitoring asks every few seconds.
HEALTH_CHECKS = ("/healthz/", "/readyz/", "/statusz/", "/metrics/")

_id: ContextVar[str] = ContextVar("request-id", default="")
_client: ContextVar[str] = ContextVar("client", default="")


def note(environ: Mapping[str, Any]) -> None:
    """Log lines of this request from now on, until it has finished."""
    _id.set(environ.get(ID, ""))
    _client.set(environ.get(CLIENT, ""))


def forget(**kwargs: object) -> None:
    note({})


# Not when the middleware has answered: Django logs what went wrong after that.
request_finished.connect(forget)


@contextmanager
def about(environ: Mapping[str, Any]) -> Iterator[None]:
    note(environ)
    try:
        yield
    finally:
        forget()


def current_id() -> str:
    """Return the number of the request that this thread answers, or nothing."""
    return _id.get()


def told() -> str:
    """Return number and client as they stand in the log."""
    return f"[{_id.get() or '-'} {_client.get() or '-'}]"
