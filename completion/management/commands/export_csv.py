from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from completion.resources import TABLES
from enrollment.resources.writing import write_table


class Command(BaseCommand):
    help = "Write a table to standard output, as import_csv reads it."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", metavar="KIND", choices=list(TABLES), help=", ".join(TABLES))

    def handle(self, *args: Any, **options: Any) -> None:
        # The file is UTF-8, whatever the terminal's encoding.
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        self.stdout.write(write_table(TABLES[options["kind"]]().export()), ending="")
