"""What came of an import: its problems, its warnings, and the letters that it sends."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.formats import number_format
from django.utils.translation import ngettext
from import_export.results import Error, Result

from enrollment.models import Registration, User
from enrollment.models.kinds import LetterKind
from enrollment.places.promoting import Promotion
from enrollment.resources.changes import CellChange
from enrollment.resources.reading.headings import Choices, FittedTable
from enrollment.resources.table_files import FileRefused, Problem


class FileError(Error):
    """An error of the whole file. The file is at fault, so no traceback is shown."""

    traceback = ""


class TableResult(Result):
    def __init__(self) -> None:
        super().__init__()
        # The table found in the file, if it is from one.
        self.table: FittedTable | None = None
        self.choices = Choices()
        # Problems in rows that were imported anyway.
        self.warnings: list[Problem] = []
        # How many letters of each kind the import sends, or would send.
        self.letters: Counter[LetterKind] = Counter()
        # What is said of letters that follow later.
        self.follows: str = ""
        # Places in sessions to come whose appointments the file ends: those that it may not free, and those freed.
        self.places_held: list[Registration] = []
        self.places_freed: list[Registration] = []
        # Who gets a place from the waitlist.
        self.promotions: list[Promotion] = []
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
    def letters_in_words(self) -> list[str]:
        return [
            ngettext("%(count)s letter: “%(kind)s”", "%(count)s letters: “%(kind)s”", number)
            % {"count": number_format(number, force_grouping=True), "kind": kind.title}
            for kind, number in self.letters.items()
        ]

    @property
    def changes(self) -> list[tuple[bool, list[CellChange]]]:
        """Return, for each row that is new or changes, whether it is new, and its cells before and after."""
        return [(row.is_new(), row.diff) for row in self.valid_rows() if not row.is_skip()]

    @property
    def digest(self) -> str:
        """Identify what users have seen, to refuse an import that would change something else, or do it to others."""
        seen = [
            self.changes,
            sorted((kind.code, number) for kind, number in self.letters.items()),
            sorted(user.email for user in self.to_be_written_to),
            sorted(place.pk for place in self.places_freed),
            len(self.promotions),
        ]
        return sha256(repr(seen).encode()).hexdigest()

    @property
    def is_refused(self) -> bool:
        return bool(self.has_errors() or self.has_validation_errors())


def refused_result(refused: FileRefused) -> TableResult:
    result = TableResult()
    result.append_base_error(FileError(refused))
    return result
