"""Keep secrets and mail addresses out of the logs, whatever writes them: the address of a page, a traceback."""

from __future__ import annotations

import logging
import re

# Whoever knows one of these addresses to its end may do something. A test finds those that are not listed here.
SECRET_ADDRESSES = [
    "/accounts/confirm-email/",
    "/accounts/password/reset/key/",
    "/my/calendar/",
    "/verify/",
]
MASK = "***"


def _spelled(address: str) -> str:
    """Match the address as it may be written in a request: the secret of one mistyped is a secret all the same."""
    characters = (f"(?:{re.escape(one)}|%{ord(one):02x})" for one in address)
    return "".join(one + "{1,3}" if one.startswith("(?:/") else one for one in characters)


# A line that somebody made for that must not take long: no pattern looks at a character again for each one before it.
_SECRET = re.compile(rf"({'|'.join(map(_spelled, SECRET_ADDRESSES))})[^\s?\"'<>]+", re.IGNORECASE)
_QUERY = re.compile(r"\?[^\s\"'<>=?]+=[^\s\"'<>]*")
_BREAKS = r"\s\"'<>()\[\],:;=/"
_MAIL_ADDRESS = re.compile(rf"(?<![^{_BREAKS}])[^{_BREAKS}]+@((?:[\w-]+\.)+[\w-]+)")


def masked(line: str) -> str:
    """Return the line without what follows a secret address, without queries, and without the names in mail addresses."""
    line = _SECRET.sub(rf"\1{MASK}", line)
    line = _QUERY.sub(f"?{MASK}", line)
    return _MAIL_ADDRESS.sub(rf"{MASK}@\1", line)


class Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))
