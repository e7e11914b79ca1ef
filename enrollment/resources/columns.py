"""The columns of exported tables, and what kind of value each has."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from django.db.models import Model
from django.utils.translation import pgettext_lazy
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


# What pages call the columns. A file may have these names as its headings.
TITLES = {
    "campus": pgettext_lazy("column", "campus"),
    "capacity": pgettext_lazy("column", "capacity"),
    "code": pgettext_lazy("column", "code"),
    "completed_on": pgettext_lazy("column", "completed_on"),
    "core_module": pgettext_lazy("column", "core_module"),
    "course": pgettext_lazy("column", "course"),
    "courses": pgettext_lazy("column", "courses"),
    "date": pgettext_lazy("column", "date"),
    "decision": pgettext_lazy("column", "decision"),
    "department": pgettext_lazy("column", "department"),
    "email": pgettext_lazy("column", "email"),
    "end": pgettext_lazy("column", "end"),
    "ends_on": pgettext_lazy("column", "ends_on"),
    "faculty_code": pgettext_lazy("column", "faculty_code"),
    "faculty_en": pgettext_lazy("column", "faculty_en"),
    "faculty_nb": pgettext_lazy("column", "faculty_nb"),
    "final_evaluation_hours": pgettext_lazy("column", "final_evaluation_hours"),
    "first_meeting_hours": pgettext_lazy("column", "first_meeting_hours"),
    "follow_up_hours": pgettext_lazy("column", "follow_up_hours"),
    "hours": pgettext_lazy("column", "hours"),
    "key": pgettext_lazy("column", "key"),
    "kind": pgettext_lazy("column", "kind"),
    "language": pgettext_lazy("column", "language"),
    "leaders": pgettext_lazy("column", "leaders"),
    "draft": pgettext_lazy("column", "draft"),
    "makes_up_for": pgettext_lazy("column", "makes_up_for"),
    "mandatory": pgettext_lazy("column", "mandatory"),
    "mark": pgettext_lazy("column", "mark"),
    "meeting": pgettext_lazy("column", "meeting"),
    "module": pgettext_lazy("column", "module"),
    "name": pgettext_lazy("column", "name"),
    "name_en": pgettext_lazy("column", "name_en"),
    "name_nb": pgettext_lazy("column", "name_nb"),
    "online_url": pgettext_lazy("column", "online_url"),
    "place": pgettext_lazy("column", "place"),
    "start": pgettext_lazy("column", "start"),
    "starts_on": pgettext_lazy("column", "starts_on"),
    "term": pgettext_lazy("column", "term"),
    "title": pgettext_lazy("column", "title"),
    "title_en": pgettext_lazy("column", "title_en"),
    "title_nb": pgettext_lazy("column", "title_nb"),
    "username": pgettext_lazy("column", "username"),
    "weekday": pgettext_lazy("column", "weekday"),
}


def title_of(column: str) -> str:
    """Return the name of a column in the language of the page."""
    return str(TITLES.get(column, column))
