from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext, ngettext
from import_export.results import RowResult

from completion.resources import TABLES
from enrollment.resources.reading import read_file
from enrollment.resources.results import TableResult
from enrollment.resources.table_files import LARGEST_FILE, FileRefused, refuse_large

STANDARD_INPUT = Path("-")


class Command(BaseCommand):
    help = "Import a table from a CSV file, whole or not at all. Every bad cell is printed, and the exit code is 1."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", metavar="KIND", choices=list(TABLES), help=", ".join(TABLES))
        parser.add_argument("file", metavar="FILE", type=Path, help="- reads from standard input.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Only say what would change, and what is wrong."
        )
        parser.add_argument(
            "--accept-weekday-mismatch",
            action="store_true",
            help="Where a weekday is not that of the date, warn and go by the date.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kind, path = options["kind"], options["file"]
        try:
            file = read_file(_read(path))
        except FileRefused as refused:
            self._refuse(path, refused.sentences)
        result: TableResult = TABLES[kind]().import_file(
            file,
            dry_run=options["dry_run"],
            accept_weekday_mismatch=options["accept_weekday_mismatch"],
        )
        if options["verbosity"]:
            self._warn(result)
        if result.is_refused:
            self._refuse(path, _sentences(result))
        if options["verbosity"]:
            self.stdout.write(_outcome(result, dry_run=options["dry_run"]))

    def _warn(self, result: TableResult) -> None:
        for note in result.table.notes if result.table is not None else []:
            self.stderr.write(gettext("Note: %(note)s") % {"note": note})
        for warning in result.warnings:
            self.stderr.write(gettext("Warning: %(problem)s") % {"problem": warning})

    def _refuse(self, path: Path, sentences: Any) -> None:
        for sentence in sentences:
            self.stderr.write(str(sentence))
        self.stderr.write(gettext("Nothing is imported from %(file)s.") % {"file": path.name})
        sys.exit(1)


def _read(path: Path) -> bytes:
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST_FILE + 1)
        refuse_large(path.stat().st_size)
        # A pipe or device reports no size and may never end, so limit the read too.
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FileRefused(
            gettext("%(file)s cannot be read: %(reason)s.")
            % {"file": path, "reason": error.strerror or error}
        ) from error


def _sentences(result: TableResult) -> list[str]:
    whole_file = [
        str(sentence)
        for error in result.base_errors
        for sentence in getattr(error.error, "sentences", [error.error])
    ]
    return whole_file + [str(problem) for problem in result.problems]


def _outcome(result: TableResult, *, dry_run: bool) -> str:
    new = result.totals[RowResult.IMPORT_TYPE_NEW]
    changed = result.totals[RowResult.IMPORT_TYPE_UPDATE]
    counted = ngettext("%(count)d row in all", "%(count)d rows in all", result.total_rows) % {
        "count": result.total_rows
    }
    text = (
        gettext("%(all)s: %(new)d would be new, %(changed)d would change. Nothing is imported yet.")
        if dry_run
        else gettext("%(all)s: %(new)d new, %(changed)d changed.")
    )
    return text % {"all": counted, "new": new, "changed": changed}
