"""Limits on how often something may be tried, counted in the cache, where every process sees them.

Windows are fixed: a limit of five in ten minutes begins again at ten past, twenty past and so on. While Redis is away,
each process counts by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Self

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from .refusals.attempts import TooManyAttempts

MINUTE = 60
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many in a window of so many seconds, for each key."""

    name: str
    amount: int
    window: int

    def count(self, *key: object, at: datetime) -> Count:
        number = int(at.timestamp()) // self.window
        # Hashed, for what is typed into a form is no key of a cache.
        of = sha256(repr(key).encode()).hexdigest()
        return Count(self, f"limit-{self.name}-{self.window}-{number}-{of}", self.ends_at(at))

    def ends_at(self, at: datetime) -> datetime:
        """When the window ends that ``at`` lies in."""
        seconds = int(at.timestamp())
        return datetime.fromtimestamp(seconds - seconds % self.window + self.window, tz=UTC)


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was tried in the present window."""

    limit: Limit
    key: str
    ends_at: datetime

    def add(self, number: int) -> int:
        cache.add(self.key, 0, timeout=self.limit.window)
        try:
            return cache.incr(self.key, number)
        except ValueError:
            # The window has just ended, or Redis has just gone or come back.
            return 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """What counts against all of some limits, and is refused if it is one too many for any."""

    counts: Collection[Count]
    refusal: type[TooManyAttempts] = TooManyAttempts

    def begin(self) -> Self:
        """Count the attempt before its outcome is known, so that many at once are not one.

        Raises the refusal, and what is refused does not count.
        """
        full = [count for count in self.counts if count.add(1) > count.limit.amount]
        if full:
            self.take_back()
            raise self.refusal(max(count.ends_at for count in full))
        return self

    def take_back(self) -> None:
        """Count it no longer: it did no harm."""
        for count in self.counts:
            count.add(-1)


def network_of(request: HttpRequest) -> str:
    """Return what one connection has: an IPv4 address, or the first half of an IPv6 address."""
    address = ip_address(get_adapter(request).get_client_ip(request))
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(IPv6Network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", address))
