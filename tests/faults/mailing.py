"""The mail server as a separate program: ``python -m tests.faults.mailing PORT RECORD``.

It records each letter before accepting it, so the record holds every letter it has promised to deliver.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Accepted:
    """A letter accepted by the mail server."""

    message_id: str
    to: str
    subject: str
    at: float


class Recorder:
    def __init__(self, record: Path) -> None:
        self.record = record

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        with self.record.open("a", encoding="utf-8") as file:
            for to in envelope.rcpt_tos:
                letter = Accepted(
                    str(message["Message-ID"]), to, str(message["Subject"]), time.time()
                )
                file.write(json.dumps(asdict(letter)) + "\n")
        return "250 Taken"


def read(record: Path) -> Iterator[Accepted]:
    """Yield the accepted letters in order."""
    for line in record.read_text(encoding="utf-8").splitlines():
        yield Accepted(**json.loads(line))


if __name__ == "__main__":
    server = Controller(Recorder(Path(sys.argv[2])), hostname="127.0.0.1", port=int(sys.argv[1]))
    server.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    signal.pause()
