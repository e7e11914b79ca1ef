"""A mail server that counts letters and misbehaves on request."""

from __future__ import annotations

import itertools
import os
import socket
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

# Linux gives outgoing connections, and listeners that ask for any port, one from 32768 on. Those below stay free for
# programs that begin to listen later, or again: a thousand for each test process, counted from its number.
PORTS = 1000
_first = 10_000 + PORTS * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_turns = itertools.count(os.getpid())


def free_port() -> int:
    """Return a port on which no one listens, and which no other program is given."""
    while True:
        port = _first + next(_turns) % PORTS
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class MailServer(Controller):
    """Accept letters and count their Message-IDs.

    ``refuse_every``: abort every nth connection. ``per_connection``: close a connection after this many letters.
    ``before_yes``: called with the letter's number and the client's port before accepting; if it returns true, the
    client is gone and the letter is not accepted. ``unknown``: a recipient address to reject.
    """

    def __init__(
        self,
        *,
        refuse_every: int = 0,
        per_connection: int = 0,
        before_yes: Callable[[int, int], bool] = lambda number, port: False,
        unknown: str = "",
    ) -> None:
        super().__init__(self, hostname="127.0.0.1", port=free_port())
        self.refuse_every = refuse_every
        self.per_connection = per_connection
        self.before_yes = before_yes
        self.unknown = unknown
        self.accepted: Counter[str] = Counter()
        self.connections = 0

    def factory(self) -> SMTP:
        return Connection(self.handler, hostname="localhost")

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == self.unknown:
            return "550 5.1.1 Nobody here has this address"
        envelope.rcpt_tos.append(address)
        return "250 Known"

    async def handle_DATA(self, server: Connection, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        number = sum(self.accepted.values()) + 1
        if self.before_yes(number, int(session.peer[1])):
            return "451 The client is gone"
        content = envelope.content
        assert isinstance(content, bytes)
        self.accepted[message_from_bytes(content)["Message-ID"]] += 1
        server.letters += 1
        return "250 Taken"


class Connection(SMTP):
    letters = 0

    def connection_made(self, transport) -> None:
        super().connection_made(transport)
        server = self.event_handler
        server.connections += 1
        if server.refuse_every and server.connections % server.refuse_every == 0:
            transport.abort()

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802  # aiosmtpd's name
        limit = self.event_handler.per_connection
        if limit and self.letters >= limit:
            await self.push("421 Enough for one connection")
            self.transport.close()
            return
        await super().smtp_MAIL(arg)
