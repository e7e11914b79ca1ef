"""The columns of exported tables, and what kind of value each has."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from django.db.models import Model
from import_export.fields import Field
from tablib import Dataset


class ValueKind(Enum):
    """What a spreadsheet should know about the values of a column."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"


class Column(Field):
    """A column of the file, for export only; each resource reads its own cells."""

    def __init__(
        self, attribute: str, show: Callable[[Any], str] = str, kind: ValueKind = ValueKind.TEXT
    ) -> None:
        super().__init__(attribute=attribute)
        self.show, self.kind = show, kind

    def export(self, instance: Model, **kwargs: Any) -> str:
        value = self.get_value(instance)
        return "" if value is None else self.show(value)


class ExportedTable(Dataset):
    """A table in its canonical form, with the kind of each column."""

    def __init__(self, headers: list[str], kinds: list[ValueKind]) -> None:
        super().__init__(headers=headers)
        self.kinds = kinds
