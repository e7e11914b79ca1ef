"""The way from a piece of work that is done to the next of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.html import format_html


@dataclass(frozen=True, slots=True)
class WorkQueue:
    # Of ngettext_lazy, with the number that waits as ``number``.
    next_one: Any
    none_left: Promise

    def after(self, said: str, rows: QuerySet[Any], page_of: Callable[[Any], str]) -> str:
        """Add a link to the first of the rows that still wait to what is said, or say that none is left."""
        first = rows.first()
        if first is None:
            return f"{said} {self.none_left}"
        words = self.next_one % {"number": rows.count()}
        return format_html('{} <a class="ds-link" href="{}">{}</a>', said, page_of(first), words)
