"""Keep secrets and mail addresses out of the logs, whatever writes them: the address of a page, a traceback."""

from __future__ import annotations

import logging
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from . import request_ids

ZONE = ZoneInfo("Europe/Oslo")

# Whoever knows one of these addresses to its end may do something. A test finds those that are not listed here.
SECRET_ADDRESSES = [
    "/accounts/confirm-email/",
    "/accounts/password/reset/key/",
    "/my/calendar/",
    "/verify/",
]
MASK = "***"


# A line that somebody made for that must not take long: no pattern looks at a character again for each one before it.
def _as(character: str) -> str:
    """Match a character as it may be written in a request, encoded once or more often."""
    return rf"(?:{re.escape(character)}|%(?:25)*{ord(character):02x})"


def _spelled(address: str) -> str:
    """Match the address as it may be written in a request: the secret of one mistyped is a secret all the same."""
    slash, dot = _as("/"), _as(".")
    first, *rest = map(_as, address)
    return first + "".join(f"{one}(?:{dot}?{slash})*+" if one == slash else one for one in rest)


# To the end of the line, since Django logs paths decoded: a secret may have any character, a space among them.
_SECRET = re.compile(
    rf"({'|'.join(map(_spelled, SECRET_ADDRESSES))})(?:(?! HTTP/).)+", re.IGNORECASE
)
_QUERY = re.compile(r"(?<=\S)\?\S+")
_BREAKS = r"\s\"'<>()\[\],:;=/"
_HOST = r"(?:[\w-]+\.)+[\w-]+|localhost|\[[\w.:]+\]"
_MAIL_ADDRESS = re.compile(
    rf"(?:(?<![^{_BREAKS}])[^{_BREAKS}]+|\"[^\"\n]*\"){_as('@')}({_HOST})", re.IGNORECASE
)


def masked(line: str) -> str:
    """Return the line without what follows a secret address, without queries, and without the names in mail addresses."""
    line = _SECRET.sub(rf"\1{MASK}", line)
    line = _QUERY.sub(f"?{MASK}", line)
    return _MAIL_ADDRESS.sub(rf"{MASK}@\1", line)


class Formatter(logging.Formatter):
    """Write lines in one shape, whichever process writes them: when, how grave, of which request, from where, what."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {request} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        record.request = request_ids.told()
        return masked(super().format(record))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802  # Python's name
        return datetime.fromtimestamp(record.created, ZONE).isoformat(timespec="milliseconds")
