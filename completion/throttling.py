"""Whoever tries serial numbers that do not exist is slowed down."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from ipaddress import IPv6Address, ip_address

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

# So many misses an address may have in so many seconds. Who mistypes, or sits behind the same address as somebody who
# guesses, waits for less than that.
GUESSES = 20
SECONDS = 60


def seconds_to_wait(request: HttpRequest, at: datetime) -> int:
    """How long nothing more is looked up for whoever asks; 0 if it is."""
    return _left(at) if cache.get(_key(request, at), 0) >= GUESSES else 0


def note_miss(request: HttpRequest, at: datetime) -> None:
    key = _key(request, at)
    cache.add(key, 0, timeout=SECONDS)
    with suppress(ValueError):  # it has expired, or gone with Redis, in between
        cache.incr(key)


def _left(at: datetime) -> int:
    return SECONDS - int(at.timestamp()) % SECONDS


def _key(request: HttpRequest, at: datetime) -> str:
    address = ip_address(get_adapter(request).get_client_ip(request))
    who: object = address
    if isinstance(address, IPv6Address):
        # Of these one connection has as many as it likes that begin alike; but all of IPv4, so written, begins alike.
        who = address.ipv4_mapped or int(address) >> 64
    return f"guesses-{who}-{int(at.timestamp()) // SECONDS}"
