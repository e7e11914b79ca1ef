"""Record the user and the page behind each change in the history."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from pghistory import middleware, runtime

from laos.masking import masked

# What LAOS prepares only reads, so it needs no context: see `enrollment.statements.compiled`.
runtime.IGNORED_SQL_PREFIXES = (*runtime.IGNORED_SQL_PREFIXES, "prepare", "execute")  # type: ignore[assignment]  # a longer tuple


class HistoryMiddleware(middleware.HistoryMiddleware):
    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_context(request), "url": masked(escape_uri_path(request.path))}
