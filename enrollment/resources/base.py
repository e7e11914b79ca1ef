"""Base of all tables: read the whole file, report every invalid cell, and write all rows or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from import_export.resources import ModelResource
from import_export.results import Result, RowResult
from tablib import Dataset

from enrollment import clock
from enrollment.letters.writing import gathered
from enrollment.models import User
from enrollment.models.keys import RegistrationKey
from enrollment.refusals import Refusal
from enrollment.resources.cells import TableRow, read_cell
from enrollment.resources.changes import CellChange, LateChange, RowChange
from enrollment.resources.columns import Column, ExportedTable, heading_of, title_of
from enrollment.resources.reading import Spreadsheet, identities
from enrollment.resources.reading.headings import Choices, FittedTable, find_table, make_table
from enrollment.resources.results import TableResult, refused_result
from enrollment.resources.table_files import FileRefused, Problem, name_some, shorten

ONE_IMPORT = 0x1AC6


class TableResource(ModelResource):
    """Base of a table that staff import and export (docs/tables.md).

    A subclass names its columns and defines how to read a row, find its object and change it.
    """

    class Meta:
        # The library's own comparison takes a millisecond a cell.
        skip_diff = True

    # Columns that may be missing or blank.
    optional: ClassVar[frozenset[str]] = frozenset()
    # Optional columns younger than the published format: a canonical export leaves them out while they are empty.
    added: ClassVar[frozenset[str]] = frozenset()
    # Columns of exports for people that only inform, such as the name beside a user name.
    beside: ClassVar[dict[str, Column]] = {}
    # The column to report a rule under, by constraint name or refusal code.
    blamed: ClassVar[dict[str, str]] = {}
    # What the preview says of letters that follow later.
    follows: ClassVar[str | Promise] = ""
    # Whether user names and addresses are those of learning assistants, and not of accounts.
    names_learning_assistants: ClassVar[bool] = True
    # Messages for rules enforced by triggers, by constraint name. Constraints carry their own.
    trigger_sentences: ClassVar[dict[str, Promise]] = {}

    def prepare(self, dataset: Dataset) -> None:
        """Load everything the rows refer to, in a constant number of queries."""

    def read(self, row: TableRow) -> dict[str, Any]:
        """Read a row's cells and record problems. "key" in the result must be unique in the file."""
        raise NotImplementedError

    def find(self, values: dict[str, Any]) -> Model | None:
        """Return the existing object that a row is about, or None."""
        raise NotImplementedError

    def write(self, instance: Any, values: dict[str, Any]) -> list[RowChange]:
        """Apply the row to the object, and return the changes in the order to save them."""
        raise NotImplementedError

    def after_write(self, changes: list[RowChange]) -> None:
        """Handle the consequences of a saved row."""

    def tell(self, refusal: Refusal) -> str:
        """Return the message for the importer about a refusal."""
        return refusal.sentence

    # Below: integration with django-import-export.

    @classmethod
    def get_result_class(cls) -> type[TableResult]:
        return TableResult

    @classmethod
    def columns(cls) -> list[str]:
        return list(cls._meta.fields)

    def problems_of_headers(self, headers: Iterable[str], twice: Sequence[str] = ()) -> list[str]:
        """Return the problems in a file's headings."""
        given = {*headers}
        missing = [
            name for name in self.columns() if name not in given and name not in self.optional
        ]
        sentences = {
            _("Missing columns: %(names)s."): missing,
            _("Columns that occur twice: %(names)s."): twice,
        }
        found = [
            text % {"names": name_some([title_of(name) for name in names])}
            for text, names in sentences.items()
            if names
        ]
        if found:
            found.append(
                _("The first row has these names: %(names)s.")
                % {"names": ", ".join(map(title_of, self.columns()))}
            )
        return found

    def fit(self, file: Spreadsheet, choices: Choices) -> FittedTable:
        """Find the table in a file. Raises ``FileRefused`` if the file is empty or endless."""
        values = {**self.page_values(), **choices.values}
        choices = replace(choices, values=values)
        found = find_table(file, self.columns(), choices)
        return make_table(file, found, self.columns(), choices, self.beside)

    def page_values(self) -> dict[str, str]:
        """Return the values of columns that the page gives where the file has none, such as its term."""
        return {}

    def present_rows(self) -> QuerySet[Any]:
        """Return the rows of a template."""
        rows: QuerySet[Any] = self.get_queryset()
        return rows

    def export(self, *args: Any, **kwargs: Any) -> Dataset:
        table = super().export(*args, **kwargs)
        for name in self.added:
            if not any(table[name]):
                del table[name]
        return table

    def export_for_people(self, rows: QuerySet[Any] | None = None) -> ExportedTable:
        """Return the table in the reader's language, with the informative columns at its end."""
        columns = {name: self.fields[name] for name in self.columns()} | self.beside
        table = ExportedTable(
            list(map(heading_of, columns)), [column.kind for column in columns.values()]
        )
        found = self.filter_export(self.present_rows() if rows is None else rows)
        for instance in found.iterator(chunk_size=1000):
            table.append([column.word_for(column.export(instance)) for column in columns.values()])
        return table

    def import_file(
        self, file: Spreadsheet, choices: Choices | None = None, **kwargs: Any
    ) -> TableResult:
        """Find the table in a file, and import it as ``import_data`` does."""
        try:
            table = self.fit(file, choices or Choices())
        except FileRefused as refused:
            return refused_result(refused)
        result = self.import_data(table, **kwargs)
        result.table, result.choices = table, choices or Choices()
        return result

    def import_data(self, dataset: Dataset, dry_run: bool = False, **kwargs: Any) -> TableResult:
        """Import a table, all or nothing.

        Keyword arguments: ``user`` who imports, ``at`` the moment, ``accept_weekday_mismatch``, ``send_letters``: False
        to write none, and ``frees``: the keys of coming places that the import may free. Problems in the file are in the result. Raises ``OperationalError`` or ``InterfaceError`` if
        the database fails.
        """
        twice = dataset.fit.twice if isinstance(dataset, FittedTable) else []
        sentences = self.problems_of_headers(dataset.headers or [], twice)
        if sentences:
            return refused_result(FileRefused(*sentences))
        self.dry_run = dry_run
        self.user: User | None = kwargs.get("user")
        self.at: datetime = kwargs.get("at") or clock.now()
        self.send_letters = bool(kwargs.pop("send_letters", True))
        self.frees: Collection[RegistrationKey] = kwargs.pop("frees", ())
        self.accept_weekday_mismatch = bool(kwargs.get("accept_weekday_mismatch"))
        self._numbers: list[int] = getattr(dataset, "numbers", None) or list(
            range(2, len(dataset) + 2)
        )
        self._ragged: dict[int, int] = getattr(dataset, "ragged", {})
        self._warnings: list[Problem] = []
        self._keys: dict[Hashable, int] = {}
        self._said: dict[tuple[str, Hashable], tuple[object, int]] = {}
        kwargs |= {"use_transactions": True, "rollback_on_validation_errors": True}
        with gathered(withhold=dry_run or not self.send_letters) as letters:
            result: TableResult = super().import_data(dataset, dry_run, **kwargs)
        for bad in [*result.invalid_rows, *result.error_rows]:
            bad.number = self._numbers[bad.number - 1]
        result.warnings, result.letters = self._warnings, letters.number_by_kind
        result.follows = str(self.follows) if result.totals[RowResult.IMPORT_TYPE_NEW] else ""
        return result

    def handle_import_error(self, result: Result, error: Exception, *args: Any) -> None:
        # A failed lock or a lost connection is not the file's fault.
        if isinstance(error, (OperationalError, InterfaceError)):
            raise error
        late: list[LateChange] = getattr(self, "late", [])
        if not isinstance(error, IntegrityError) or not late:
            super().handle_import_error(result, error, *args)
            return
        # All were written at once, so any of these rows may be the cause.
        for place in dict.fromkeys(change.place for change in late):
            self.refuse(result, place, self._explain_any(error))

    def import_row(self, *args: Any, **kwargs: Any) -> Any:
        row_result = super().import_row(*args, **kwargs)
        for failed in row_result.errors:
            if isinstance(failed.error, (OperationalError, InterfaceError)):
                raise failed.error
        return row_result

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        if not self.dry_run:
            # One import at a time: two files that create the same people would deadlock.
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT])
        if self.names_learning_assistants:
            identities.settle(dataset)
        self.prepare(dataset)

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        self.place = kwargs["row_number"]
        self.number = self._numbers[self.place - 1]
        cells = TableRow(row, self.fields)
        if self.number in self._ragged:
            cells.wrong(
                "",
                _("The row has %(cells)d cells, but the header has %(columns)d.")
                % {"cells": self._ragged[self.number], "columns": len(row)},
            )
            # With the wrong number of cells, their columns are unknown.
            cells.raise_problems()
        self._values = self.read(cells)
        self._refuse_repetition(cells, self._values.get("key"))
        cells.raise_problems()

    def get_instance(self, instance_loader: object, row: object) -> Model | None:
        return self.find(self._values)

    def import_instance(self, instance: Model, row: object, **kwargs: Any) -> None:
        self._before = [] if instance._state.adding else self._cells(instance)
        self._changes = self.write(instance, self._values)
        later = {
            name: text for row_change in self._changes for name, text in row_change.cells.items()
        }
        self._after = self._cells(instance, later)

    def after_import_row(self, row: object, row_result: Any, **kwargs: Any) -> None:
        if self._changes:
            before = self._before or [""] * len(self._after)
            row_result.diff = list(zip(before, self._after, strict=True))

    def in_words(self, cells: Iterable[CellChange]) -> list[CellChange]:
        """Return the cells of a row as a page shows them."""
        columns = [self.fields[name] for name in self.columns()]
        return [
            (column.in_words(old), column.in_words(new))
            for column, (old, new) in zip(columns, cells, strict=True)
        ]

    def _cells(self, instance: Model, later: Mapping[str, str] | None = None) -> list[str]:
        cells = {name: self.fields[name].export(instance) for name in self.columns()}
        return list((cells | dict(later or {})).values())

    def skip_row(self, *args: object, **kwargs: object) -> bool:
        return not self._changes

    def validate_instance(self, *args: object, **kwargs: object) -> None:
        # Nothing to do: `TableRow` validates cells with the model fields, the database checks the rest.
        pass

    def save_instance(self, instance: Model, is_create: bool, row: object, **kwargs: Any) -> None:
        try:
            for change in self._changes:
                change.save()
            self.after_write(self._changes)
        except Refusal as refusal:
            raise self.explain_refusal(refusal) from refusal
        except IntegrityError as error:
            for change in self._changes:
                if change.is_new:
                    change.instance.pk = None
                    change.instance._state.adding = True
            raise self._explain(error) from error

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        # Skip the library's reset of sequences: imports never set primary keys.
        pass

    def save_at_once(self, changes: Collection[LateChange], result: Result) -> None:
        """Save changes of one model in bulk; if that breaks a rule, save each alone to find the rows to blame."""
        alike = defaultdict(list)
        for change in changes:
            alike["" if change.is_new else change.fields].append(change.instance)
        try:
            with transaction.atomic():
                for fields, instances in alike.items():
                    rows = type(instances[0])._default_manager
                    if fields:
                        rows.bulk_update(instances, fields, batch_size=1000)
                    else:
                        rows.bulk_create(instances)
        except IntegrityError:
            for change in changes:
                self._save_alone(change, result)

    def _save_alone(self, change: LateChange, result: Result) -> None:
        if change.is_new:
            change.instance.pk, change.instance._state.adding = None, True
        try:
            with transaction.atomic():
                change.instance.save(update_fields=None if change.is_new else change.fields)
        except IntegrityError as error:
            self.refuse(result, change.place, self._explain_any(error))

    def refuse(self, result: Result, place: int, error: ValidationError) -> None:
        """Refuse a row, by its position in the file, after all rows are read."""
        result.append_invalid_row(place, {}, error)

    def explain_refusal(self, refusal: Refusal) -> ValidationError:
        column = self.blamed.get(refusal.code, NON_FIELD_ERRORS)
        # Without the refusal's next step, which addresses the person who wants the place.
        return ValidationError({column: [self.tell(refusal)]})

    def warn(self, column: str, reason: str) -> None:
        self._warnings.append(Problem(self.number, column, reason))

    def agree(self, row: TableRow, column: str, about: Hashable, value: object) -> None:
        """Refuse a row that contradicts an earlier row about the same person or object."""
        said, number = self._said.setdefault((column, about), (value, self.number))
        if said != value:
            row.wrong(
                column,
                _("Row %(row)d has a different value for %(about)s. Use the same in both.")
                % {"row": number, "about": shorten(str(about))},
            )

    def _refuse_repetition(self, row: TableRow, key: tuple[object, ...] | None) -> None:
        if key is None or None in key:
            return
        first = self._keys.setdefault(key, self.number)
        if first != self.number:
            row.wrong("", _("This is the same as row %(row)d. Keep one of them.") % {"row": first})

    def _explain_any(self, error: IntegrityError) -> ValidationError:
        try:
            return self._explain(error)
        except IntegrityError:
            # First line of the database error only; the rest quotes the row.
            return ValidationError(str(error).partition("\n")[0])

    def _explain(self, error: IntegrityError) -> ValidationError:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        sentence = self.trigger_sentences.get(name) or constraint_sentences().get(name)
        if sentence is None:
            raise error
        return ValidationError({self.blamed.get(name, NON_FIELD_ERRORS): [str(sentence)]})


@cache
def constraint_sentences() -> dict[str, Any]:
    """Return the user message of each constraint, by constraint name."""
    return {
        constraint.name: constraint.violation_error_message
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if hasattr(constraint, "violation_error_message")
    }


def cells_of(dataset: Dataset, column: str) -> set[str]:
    """Return the distinct values of a column, each as it is and in capitals, as codes are on record."""
    if column not in dataset.headers:
        return set()
    cells = {read_cell(column, cell) for cell in dataset[column]}
    return cells | {cell.upper() for cell in cells}
