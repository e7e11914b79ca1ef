"""A Redis transport for kombu that survives a Redis restart and reports signs of life."""

from __future__ import annotations

from typing import Any

from kombu.transport import TRANSPORT_ALIASES, redis
from redis.exceptions import ConnectionError

from .signs import give_sign


class QoS(redis.QoS):
    def ack(self, delivery_tag: str) -> None:
        """Release the message locally even if Redis cannot be reached; Redis will deliver it again.

        Otherwise kombu keeps counting the message as in progress. A worker takes at most as many messages as it has
        processes, so after one such error a worker with one process would wait forever.
        """
        try:
            super().ack(delivery_tag)
        finally:
            self._quick_ack(delivery_tag)


class Channel(redis.Channel):
    QoS = QoS

    def _brpop_read(self, **options: Any) -> Any:
        """Read Redis's reply, which arrives every second even when the queue is empty."""
        give_sign()
        return super()._brpop_read(**options)

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        """Return the connection parameters; raise redis's ``ConnectionError`` if the connection is closed.

        Kombu 5.7.0 restores and acknowledges messages on a channel after closing its connection. It then raises
        ``AttributeError: 'NoneType' object has no attribute 'hostname'``, which stops the worker.
        """
        if self.connection is None or self.connection.client is None:
            raise ConnectionError("The connection to the broker is closed.")
        params: dict[str, Any] = super()._connparams(asynchronous)
        return params


class Transport(redis.Transport):
    Channel = Channel

    def establish_connection(self) -> Any:
        """Connect and give a sign of life: while Redis is down, a worker or beat can only retry."""
        give_sign()
        return super().establish_connection()


def mend() -> None:
    """Register the transport for redis:// and rediss://. As ``broker_transport``, it would skip TLS for rediss://."""
    for scheme in ("redis", "rediss"):
        TRANSPORT_ALIASES[scheme] = f"{__name__}:Transport"
