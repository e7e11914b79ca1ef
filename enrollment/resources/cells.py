"""Read the cells of one row and report what is wrong with each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from enrollment.models.terms import TERM_CODE_PATTERN
from enrollment.plain_text import as_code, as_name, tidy
from enrollment.resources.columns import Column
from enrollment.resources.reading import values
from enrollment.resources.table_files import shorten

Found = TypeVar("Found")
# Columns that hold text for people to read.
TEXTS = re.compile(r"(\w+_)?(en|nb|name|title|place|url)")


def read_cell(column: str, cell: object) -> str:
    """Normalise a cell for comparison and storage: tidy names and texts, convert look-alikes in codes to ASCII."""
    read = as_name if column == "name" else tidy if TEXTS.fullmatch(column) else as_code
    return read(str(cell or "")).strip()


class TableRow:
    """The cells of a row by column. Collects all problems, to report them together."""

    def __init__(
        self, cells: Mapping[str, str], columns: Mapping[str, Column] | None = None
    ) -> None:
        self._columns = columns or {}
        self._cells = {column: read_cell(column, cell) for column, cell in cells.items()}
        for column in self._columns.keys() & self._cells.keys():
            self._cells[column] = self._columns[column].code_of(self._cells[column])
        self.problems: dict[str, list[str]] = {}
        for column, cell in self._cells.items():
            if cell == values.UNCALCULATED:
                self.wrong(
                    column,
                    _(
                        "The cell has a formula whose value is not in the file. Open the file in Excel or LibreOffice, save it, and "
                        "choose it again."
                    ),
                )
            if cell.upper() in values.SPREADSHEET_ERRORS:
                sentence = _(
                    "The spreadsheet shows the error %(value)s here. Write the value itself."
                )
                self.wrong(column, sentence % {"value": cell})

    def _word_for(self, column: str, code: str) -> str:
        described = self._columns.get(column)
        return code if described is None else described.word_for(code)

    def __contains__(self, column: str) -> bool:
        return column in self._cells

    def __getitem__(self, column: str) -> str:
        return self._cells.get(column, "")

    def lower(self, column: str) -> None:
        self._cells[column] = self[column].lower()

    def wrong(self, column: str, sentence: object) -> None:
        """Record a problem; an empty column stands for the whole row."""
        self.problems.setdefault(column or NON_FIELD_ERRORS, []).append(str(sentence))

    def raise_problems(self) -> None:
        if self.problems:
            raise ValidationError(
                {
                    column: [ValidationError(sentence) for sentence in sentences]
                    for column, sentences in self.problems.items()
                }
            )

    def given(self, column: str) -> bool:
        """Return whether a required cell is filled; record a problem if not."""
        if not self[column]:
            self.wrong(column, _("This cell must not be blank."))
        return bool(self[column])

    def text(self, column: str, model: type[Model], field: str = "") -> str:
        """Return a cell, possibly blank, after validating it with the model's field."""
        described = model._meta.get_field(field or column)
        assert isinstance(described, Field)
        try:
            described.clean(self[column], None)
        except ValidationError as error:
            for sentence in error.messages:
                self.wrong(column, sentence)
        return self[column]

    def required_text(self, column: str, model: type[Model], field: str = "") -> str:
        return self.text(column, model, field) if self.given(column) else ""

    def one_of(self, column: str, choices: Mapping[str, Found]) -> Found | None:
        """Return the choice that the cell stands for, or None."""
        chosen = values.read_choice(self[column], filter(None, choices))
        if self[column] and chosen is None:
            self.wrong(
                column,
                _("“%(value)s” is unknown. Write %(choices)s.")
                % {
                    "value": shorten(self[column]),
                    "choices": _either(
                        [self._word_for(column, choice) for choice in choices if choice]
                    ),
                },
            )
        return choices.get(chosen or "")

    def required_one_of(self, column: str, choices: Mapping[str, Found]) -> Found | None:
        return self.one_of(column, choices) if self.given(column) else None

    def known(
        self,
        column: str,
        known: Mapping[str, Found],
        otherwise: str,
        *,
        may_be_named: bool = False,
    ) -> Found | None:
        """Return the object that the cell names, or None; ``otherwise`` is the message for an unknown name.

        If it ``may_be_named``, it is a course: its code may be spelt otherwise, and its name stand behind: “TFY 4104 Fysikk”.
        """
        found = known.get(self[column]) or known.get(self[column].upper())
        if found is None and may_be_named:
            codes = values.codes_of_courses(self[column], known)
            if len(codes) > 1:
                several = _("“%(value)s” names more than one course. Write a row for each course.")
                self.wrong(column, several % {"value": shorten(self[column])})
                return None
            found = known.get(
                next(iter(codes), self[column].upper().partition(" ")[0].rstrip(":,-"))
            )
        if self[column] and found is None:
            self.wrong(column, otherwise % {"value": shorten(self[column])})
        return found

    def required_known(
        self, column: str, known: Mapping[str, Found], otherwise: str, **how: bool
    ) -> Found | None:
        return self.known(column, known, otherwise, **how) if self.given(column) else None

    def term_code(self, column: str) -> str | None:
        if not self.given(column):
            return None
        code = self[column].upper()
        if not re.fullmatch(TERM_CODE_PATTERN, code):
            self.wrong(
                column,
                _("“%(value)s” is not a term. Write the year and V or H, for example 2024H.")
                % {"value": shorten(self[column])},
            )
            return None
        return code

    def date(self, column: str) -> dt.date | None:
        """Return a date, or None for a blank cell."""
        if not self[column]:
            return None
        try:
            day = values.read_date(self[column])
        except values.UnclearDateError as unclear:
            self.wrong(column, unclear)
            return None
        if day is not None:
            return day
        self.wrong(
            column,
            _("“%(value)s” is not a date. Write year, month and day, for example 2024-09-02.")
            % {"value": shorten(self[column])},
        )
        return None

    def required_date(self, column: str) -> dt.date | None:
        return self.date(column) if self.given(column) else None

    def required_time(self, column: str) -> dt.time | None:
        if not self.given(column):
            return None
        time = values.read_time(self[column])
        if time is not None:
            return time
        self.wrong(
            column,
            _("“%(value)s” is not a time of day. Write hours and minutes, for example 09:00.")
            % {"value": shorten(self[column])},
        )
        return None

    def required_whole_number(self, column: str, model: type[Model]) -> int | None:
        """Return a whole number of at least 1 that fits the model's field, or None."""
        if not self.given(column):
            return None
        if not re.fullmatch(r"0*[1-9][0-9]*", self[column]):
            self.wrong(
                column,
                _("“%(value)s” is not a whole number of 1 or more. Write a number, for example 40.")
                % {"value": shorten(self[column])},
            )
            return None
        # Python is slow to parse numbers with thousands of digits.
        if len(self[column]) > 10:
            self.wrong(column, _("The number is too large."))
            return None
        self.text(column, model)
        return None if column in self.problems else int(self[column])

    def required_hours(self, column: str, model: type[Model]) -> Decimal | None:
        """Return a number of hours of at least 0 that fits the model's field, such as 1.5 or 1,5, or None."""
        if not self.given(column):
            return None
        if not re.fullmatch(r"[0-9]{1,10}(?:[.,][0-9]{1,10})?", self[column]):
            self.wrong(
                column,
                _("“%(value)s” is not a number of hours. Write a number, for example 1.5.")
                % {"value": shorten(self[column])},
            )
            return None
        self._cells[column] = self[column].replace(",", ".")
        self.text(column, model)
        return None if column in self.problems else Decimal(self[column])


def _either(choices: list[Any]) -> str:
    *others, last = choices
    return (
        _("%(others)s or %(last)s") % {"others": ", ".join(others), "last": last}
        if others
        else last
    )
