"""Rate limits, counted in the cache, which all processes share.

Windows are fixed: a limit of five in ten minutes starts again at ten past, twenty past and so on. While Redis is down,
each process counts on its own.
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
    """At most ``amount`` attempts per key in a window of ``window`` seconds."""

    name: str
    amount: int
    window: int

    def count(self, *key: object, at: datetime) -> Count:
        number = int(at.timestamp()) // self.window
        # Hash the key: user input may contain characters that a cache key must not have.
        of = sha256(repr(key).encode()).hexdigest()
        return Count(self, f"limit-{self.name}-{self.window}-{number}-{of}", self.ends_at(at))

    def ends_at(self, at: datetime) -> datetime:
        """Return the end of the window that contains ``at``."""
        seconds = int(at.timestamp())
        return datetime.fromtimestamp(seconds - seconds % self.window + self.window, tz=UTC)


@dataclass(frozen=True, slots=True)
class Count:
    """The number of attempts for one key in one window."""

    limit: Limit
    key: str
    ends_at: datetime

    def add(self, number: int) -> int:
        cache.add(self.key, 0, timeout=self.limit.window)
        try:
            return cache.incr(self.key, number)
        except ValueError:
            # The key has just expired, or Redis has just gone down or come back.
            return 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that counts towards several limits, and is refused if it exceeds any of them."""

    counts: Collection[Count]
    refusal: type[TooManyAttempts] = TooManyAttempts

    def begin(self) -> Self:
        """Count the attempt before its outcome is known, so that parallel attempts are all counted.

        Raises ``refusal``, a ``TooManyAttempts``, if a limit is exceeded; refused attempts do not count.
        """
        full = [count for count in self.counts if count.add(1) > count.limit.amount]
        if full:
            self.take_back()
            raise self.refusal(max(count.ends_at for count in full))
        return self

    def take_back(self) -> None:
        """Uncount the attempt, because it did no harm."""
        for count in self.counts:
            count.add(-1)


def network_of(request: HttpRequest) -> str:
    """Return the client's IPv4 address, or its IPv6 network (/64)."""
    address = ip_address(get_adapter(request).get_client_ip(request))
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(IPv6Network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", address))
