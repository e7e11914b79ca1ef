"""Base of all tables: read the whole file, report every invalid cell, and write all rows or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.results import Error, Result
from tablib import Dataset

from enrollment.letters.writing import declined
from enrollment.models import User
from enrollment.refusals import Refusal
from enrollment.resources.cells import TableRow, read_cell
from enrollment.resources.table_files import FileRefused, Problem, name_some, shorten

ONE_IMPORT = 0x1AC6


@dataclass(frozen=True, slots=True)
class RowChange:
    """A new object, or one with changed fields."""

    instance: Model
    fields: tuple[str, ...]
    is_new: bool

    def save(self) -> None:
        self.instance.save(update_fields=None if self.is_new else self.fields)


@dataclass(frozen=True, slots=True)
class LateChange(RowChange):
    """A change to an existing object, saved after all rows are read, so that locks are held only briefly."""

    # Position among the rows of the file, from 1.
    place: int
    put_off: list[Any]

    def save(self) -> None:
        self.put_off.append(self)


def change(instance: Model, **values: Any) -> list[RowChange]:
    """Set values on an object. Return the change, or an empty list if nothing differs."""
    changed = tuple(
        name for name, value in values.items() if not _same(getattr(instance, name, None), value)
    )
    is_new = instance._state.adding
    if not is_new:
        # Read by the admin to log the old values.
        instance.before = {name: getattr(instance, name) for name in changed}  # type: ignore[attr-defined]  # not a field
    for name in changed:
        setattr(instance, name, values[name])
    return [RowChange(instance, changed, is_new)] if is_new or changed else []


def _same(old: object, new: object) -> bool:
    # Two unsaved objects never compare equal, but they may be the same object.
    return old is new or old == new


class Column(Field):
    """A column of the file, for export only; each resource reads its own cells."""

    def __init__(self, attribute: str, show: Callable[[Any], str] = str) -> None:
        super().__init__(attribute=attribute)
        self.show = show

    def export(self, instance: Model, **kwargs: Any) -> str:
        value = self.get_value(instance)
        return "" if value is None else self.show(value)


class FileError(Error):
    """An error of the whole file. The file is at fault, so no traceback is shown."""

    traceback = ""


class TableResult(Result):
    def __init__(self) -> None:
        super().__init__()
        # Problems in rows that were imported anyway.
        self.warnings: list[Problem] = []
        # Users who receive a letter because of this import.
        self.to_be_written_to: list[User] = []

    @property
    def problems(self) -> list[Problem]:
        """Return all problems in the order of the rows."""
        foreseen = [
            Problem(bad.number, "" if column == NON_FIELD_ERRORS else column, reason)
            for bad in self.invalid_rows
            for column, reasons in bad.error_dict.items()
            for reason in reasons
        ]
        # First line of the database error only; the rest quotes the row.
        unforeseen = [
            Problem(bad.number, "", str(error.error).partition("\n")[0])
            for bad in self.error_rows
            for error in bad.errors
        ]
        return sorted(foreseen + unforeseen, key=lambda problem: problem.row)

    @property
    def is_refused(self) -> bool:
        return bool(self.has_errors() or self.has_validation_errors())


class TableResource(ModelResource):
    """Base of a table that staff import and export (docs/tables.md).

    A subclass names its columns and defines how to read a row, find its object and change it.
    """

    # Columns that may be missing or blank.
    optional: ClassVar[frozenset[str]] = frozenset()
    # The column to report a rule under, by constraint name or refusal code.
    blamed: ClassVar[dict[str, str]] = {}
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

    @classmethod
    def problems_of_headers(cls, headers: Iterable[str]) -> list[str]:
        """Return the problems in a file's header."""
        # A malformed file may have a million columns, so count each name once.
        counted = Counter(headers)
        known = cls.columns()
        missing = [name for name in known if name not in counted]
        unknown = [name for name in counted.elements() if name not in known]
        twice = [name for name, times in counted.items() if times > 1 and name]
        sentences = {
            _("Missing columns: %(names)s."): [
                name for name in missing if name not in cls.optional
            ],
            _("Unknown columns: %(names)s."): [name or "“”" for name in unknown],
            _("Columns that occur twice: %(names)s."): twice,
        }
        found = [text % {"names": name_some(names)} for text, names in sentences.items() if names]
        if found:
            found.append(
                _("The first row has these names: %(names)s.") % {"names": ", ".join(cls.columns())}
            )
        return found

    def import_data(self, dataset: Dataset, dry_run: bool = False, **kwargs: Any) -> TableResult:
        """Import a table, all or nothing.

        Keyword arguments: ``user`` who imports, ``at`` the moment, ``accept_weekday_mismatch``, and ``tells``: False to
        write no letters. Problems in the file are in the result. Raises ``OperationalError`` or ``InterfaceError`` if the database fails.
        """
        sentences = self.problems_of_headers(dataset.headers or [])
        if sentences:
            refused = TableResult()
            refused.append_base_error(FileError(FileRefused(*sentences)))
            return refused
        self.dry_run = dry_run
        self.user: User | None = kwargs.get("user")
        self.at: datetime = kwargs.get("at") or timezone.now()
        self.accept_weekday_mismatch = bool(kwargs.get("accept_weekday_mismatch"))
        self.tells: bool = kwargs.get("tells", True)
        self._numbers: list[int] = getattr(dataset, "numbers", None) or list(
            range(2, len(dataset) + 2)
        )
        self._ragged: dict[int, int] = getattr(dataset, "ragged", {})
        self._warnings: list[Problem] = []
        self._keys: dict[Hashable, int] = {}
        self._said: dict[tuple[str, Hashable], tuple[object, int]] = {}
        kwargs |= {"use_transactions": True, "rollback_on_validation_errors": True}
        with nullcontext() if self.tells else declined():
            result: TableResult = super().import_data(dataset, dry_run, **kwargs)
        for bad in [*result.invalid_rows, *result.error_rows]:
            bad.number = self._numbers[bad.number - 1]
        result.warnings = self._warnings
        return result

    def handle_import_error(self, result: Result, error: Exception, *args: Any) -> None:
        # A failed lock or a lost connection is not the file's fault.
        if isinstance(error, (OperationalError, InterfaceError)):
            raise error
        late: list[LateChange] = getattr(self, "late", [])
        if not isinstance(error, IntegrityError) or not late:
            super().handle_import_error(result, error, *args)
            return
        try:
            explained = self._explain(error)
        except IntegrityError:
            # First line of the database error only; the rest quotes the row.
            explained = ValidationError(str(error).partition("\n")[0])
        # All were written at once, so any of these rows may be the cause.
        for change in late:
            self.refuse(result, change.place, explained)

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
        self.prepare(dataset)

    def before_import_row(self, row: dict[str, str], **kwargs: Any) -> None:
        self.place = kwargs["row_number"]
        self.number = self._numbers[self.place - 1]
        cells = TableRow(row)
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
        self._changes = self.write(instance, self._values)

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
            alike[change.fields].append(change.instance)
        try:
            with transaction.atomic():
                for fields, instances in alike.items():
                    type(instances[0])._default_manager.bulk_update(instances, fields)
        except IntegrityError:
            for change in changes:
                self._save_alone(change, result)

    def _save_alone(self, change: LateChange, result: Result) -> None:
        try:
            with transaction.atomic():
                change.instance.save(update_fields=change.fields)
        except IntegrityError as error:
            self.refuse(result, change.place, self._explain(error))

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
    """Return the distinct values of a column."""
    if column not in dataset.headers:
        return set()
    return {read_cell(column, cell) for cell in dataset[column]}
