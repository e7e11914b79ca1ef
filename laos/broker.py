"""Kombu's transport for Redis, which survives the end of Redis and gives signs of life."""

from __future__ import annotations

from typing import Any

from kombu.transport import TRANSPORT_ALIASES, redis
from redis.exceptions import ConnectionError

from .signs import give_sign


class QoS(redis.QoS):
    def ack(self, delivery_tag: str) -> None:
        """Count the message as done also where Redis cannot be told; it will give it out again.

        Kombu keeps it in the count of those under way, of which a worker takes no more than it has processes: after one
        such error, a worker with one process would wait for ever.
        """
        try:
            super().ack(delivery_tag)  # type: ignore[no-untyped-call]
        finally:
            self._quick_ack(delivery_tag)


class Channel(redis.Channel):
    QoS = QoS

    def _brpop_read(self, **options: Any) -> Any:
        """Read the answer that comes each second, also where nothing waits."""
        give_sign()
        return super()._brpop_read(**options)  # type: ignore[no-untyped-call]

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        """Raise an error of the connection when it is closed.

        Kombu 5.7.0 restores and acknowledges messages of a channel whose connection it has closed already, and raises
        ``AttributeError: 'NoneType' object has no attribute 'hostname'``, which ends the worker.
        """
        if self.connection is None or self.connection.client is None:
            raise ConnectionError("The connection to the broker is closed.")
        params: dict[str, Any] = super()._connparams(asynchronous)  # type: ignore[no-untyped-call]
        return params


class Transport(redis.Transport):
    Channel = Channel

    def establish_connection(self) -> Any:
        """Connect, or try: while Redis is gone, that is all a worker or beat can do."""
        give_sign()
        return super().establish_connection()  # type: ignore[no-untyped-call]


def mend() -> None:
    """Use it for the addresses of Redis. Named as ``broker_transport``, it would speak rediss:// without TLS."""
    for scheme in ("redis", "rediss"):
        TRANSPORT_ALIASES[scheme] = f"{__name__}:Transport"
