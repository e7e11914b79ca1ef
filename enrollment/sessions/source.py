"""Say in the history of a mark how it came about."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pghistory

SOURCE = "source"
BECAUSE = "because"
REPORT = "report"
WALK_IN = "walk-in"


def marks_from(source: str, because: str = "") -> AbstractContextManager[Any]:
    """Add the source and a reason to the history of the marks written inside; a source "" is a mark by hand."""
    return pghistory.context(**{SOURCE: source, BECAUSE: because}) if source else nullcontext()


def source_of(event: Any) -> str:
    """Return where the mark of an event in the history came from, or ""."""
    return _noted(event, SOURCE)


def reason_of(event: Any) -> str:
    """Return the reason given for the mark of an event in the history, or ""."""
    return _noted(event, BECAUSE)


def _noted(event: Any, name: str) -> str:
    return event.pgh_context.metadata.get(name, "") if event.pgh_context else ""
