"""Mask secrets and email addresses in every log line, including URLs and tracebacks."""

from __future__ import annotations

import logging
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from .middleware import request_ids

ZONE = ZoneInfo("Europe/Oslo")

# URLs that end with a secret token. A test finds any that are missing here.
SECRET_ADDRESSES = [
    "/accounts/confirm-email/",
    "/accounts/password/reset/key/",
    "/my/calendar/",
    "/verify/",
]
MASK = "***"


# Keep these patterns linear: a client can send any line, and backtracking would make crafted ones slow.
def _as(character: str) -> str:
    """Return a pattern for a character, plain or percent-encoded once or several times."""
    return rf"(?:{re.escape(character)}|%(?:25)*{ord(character):02x})"


def _spelled(address: str) -> str:
    """Return a pattern for a URL path in any spelling, such as extra slashes: a mistyped URL still has the secret."""
    slash, dot = _as("/"), _as(".")
    first, *rest = map(_as, address)
    return first + "".join(
        f"{character}(?:{dot}?{slash})*+" if character == slash else character for character in rest
    )


# Mask to the end of the line: Django logs decoded paths, so a secret may contain any character, even a space.
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
    """Mask secret tokens, query strings and the local part of email addresses in a log line."""
    line = _SECRET.sub(rf"\1{MASK}", line)
    line = _QUERY.sub(f"?{MASK}", line)
    return _MAIL_ADDRESS.sub(rf"{MASK}@\1", line)


class Formatter(logging.Formatter):
    """Format the log lines of all processes alike: time, level, request, logger, message."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {request} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        record.request = request_ids.for_log()
        return masked(super().format(record))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802  # Python's name
        return datetime.fromtimestamp(record.created, ZONE).isoformat(timespec="milliseconds")
