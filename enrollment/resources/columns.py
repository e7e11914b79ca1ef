"""The columns of tables: what each is called, what kind of value it has, and the words for its codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override, pgettext_lazy
from import_export.fields import Field
from tablib import Dataset

from enrollment import languages
from enrollment.forms import plain_values
from enrollment.plain_text import as_code

# Words for codes, in the reader's language.
Words = Mapping[str, str | Promise]
WEEKDAYS_IN_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_WORDS: Words = dict(zip(WEEKDAYS_IN_ENGLISH, WEEKDAYS.values(), strict=True))
YES_AND_NO: Words = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no")}


class ValueKind(Enum):
    """What a spreadsheet should know about the values of a column."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"


class Column(Field):
    """A column of the file, for export only; each resource reads its own cells.

    A cell is canonical, and ``words`` has what people read in place of its codes.
    """

    def __init__(
        self,
        attribute: str,
        show: Callable[[Any], str] = str,
        kind: ValueKind = ValueKind.TEXT,
        words: Words | None = None,
    ) -> None:
        super().__init__(attribute=attribute)
        self.show, self.kind, self.words = show, kind, words or {}

    def export(self, instance: Model, **kwargs: Any) -> str:
        value = self.get_value(instance)
        return "" if value is None else self.show(value)

    def word_for(self, cell: str) -> str:
        """Return the word for a code in the reader's language; any other cell stays as it is."""
        return str(self.words.get(cell, cell))

    def code_of(self, cell: str) -> str:
        """Return the code that a word in any language stands for; any other cell stays as it is."""
        return self._codes.get(cell.casefold(), cell) if self.words else cell

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {
            as_code(word).casefold(): code
            for code, label in self.words.items()
            for word in in_every_language(label)
        }

    def in_words(self, cell: str) -> str:
        """Return a canonical cell as a page shows it."""
        match self.kind:
            case ValueKind.DATE if cell:
                return plain_values.in_words(dt.date.fromisoformat(cell))
            case ValueKind.TIME if cell:
                return plain_values.in_words(dt.time.fromisoformat(cell))
            case ValueKind.NUMBER if cell:
                return number_format(cell, use_l10n=True)
        return self.word_for(cell)


def in_every_language(text: str | Promise) -> set[str]:
    words = set()
    for code in languages.codes():
        with override(code):
            words.add(str(text))
    return words


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


def heading_of(column: str) -> str:
    """Return the heading of a column in files for people."""
    return title_of(column).replace("_", " ")
