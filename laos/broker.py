"""Kombu's transport for Redis, mended so that a worker survives the end of Redis."""

from __future__ import annotations

from typing import Any

from kombu.transport import TRANSPORT_ALIASES, redis
from redis.exceptions import ConnectionError


class Channel(redis.Channel):
    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        """Raise an error of the connection when it is closed.

        Kombu 5.7.0 restores and acknowledges messages of a channel whose connection it has closed already, and raises
        ``AttributeError: 'NoneType' object has no attribute 'hostname'``, which ends the worker.
        """
        if self.connection is None or self.connection.client is None:
            raise ConnectionError("The connection to the broker is closed.")
        params: dict[str, Any] = super()._connparams(asynchronous)
        return params


class Transport(redis.Transport):
    Channel = Channel


def mend() -> None:
    """Use it for the addresses of Redis. Named as ``broker_transport``, it would speak rediss:// without TLS."""
    for scheme in ("redis", "rediss"):
        TRANSPORT_ALIASES[scheme] = f"{__name__}:Transport"
