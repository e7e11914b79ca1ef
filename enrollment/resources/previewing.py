"""Show what a file would change before it is imported."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from import_export.results import RowResult
from import_export.tmp_storages import BaseStorage

from enrollment.kept import kept
from enrollment.resources.base import TableResult

# The library marks differences with inline styles, which the Content-Security-Policy forbids.
INLINE_STYLE = re.compile(r' style="[^"]*"')


SECONDS_KEPT = 24 * 60 * 60


class PreviewedFile(BaseStorage):
    """The file of a preview, kept in the database so that any host can confirm it, even without Redis."""

    name: str | None

    def save(self, data: bytes) -> None:
        self.name = self.name or uuid4().hex
        kept.set(self._key, data, SECONDS_KEPT)

    def read(self) -> bytes | None:
        data: bytes | None = kept.get(self._key)
        return data

    def remove(self) -> None:
        kept.delete(self._key)

    @property
    def _key(self) -> str:
        return f"import-preview:{self.name}"


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"})
    )


def changed_rows(result: TableResult) -> list[dict[str, Any]]:
    """Return the rows that the import would change, with the differences marked."""
    return [
        {
            "is_new": row.is_new(),
            # The library escapes the cells.
            "cells": [mark_safe(INLINE_STYLE.sub("", cell)) for cell in row.diff],  # nosec B703  # the library has escaped it
        }
        for row in result.valid_rows()
        if not row.is_skip()
    ]


def in_words(result: TableResult) -> str:
    """Summarise an import: rows added and rows changed."""
    new = result.totals[RowResult.IMPORT_TYPE_NEW]
    changed = result.totals[RowResult.IMPORT_TYPE_UPDATE]
    sentences = [
        ngettext("%(count)d row added.", "%(count)d rows added.", new) % {"count": new},
        ngettext("%(count)d row changed.", "%(count)d rows changed.", changed) % {"count": changed},
    ]
    return " ".join(sentences)
