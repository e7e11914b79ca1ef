"""Say in the history of a mark how it came about."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pghistory

SOURCE = "source"
REPORT = "report"


def marks_from(source: str) -> AbstractContextManager[Any]:
    """Add the source to the history of the marks written inside; "" is a mark by hand."""
    return pghistory.context(**{SOURCE: source}) if source else nullcontext()


def is_from_report(event: Any) -> bool:
    """Return whether an event in the history came from the report of an online meeting."""
    return event.pgh_context is not None and event.pgh_context.metadata.get(SOURCE) == REPORT
