"""Export figures to a spreadsheet file."""

from __future__ import annotations

from django.utils.timezone import localtime
from tablib import Dataset

from enrollment.models import Term
from modules.follow_up.register.file import FileFormat

from .counts import SHOWN, Figures

HEADER = ["term", "counted_at", "level", "campus", "faculty", "department", "course", "name"]


def figures_file(figures: Figures, term: Term, how: FileFormat) -> bytes:
    """Return a file with one row per group, the total first. Spreadsheets run no cell as a formula."""
    headers = [*HEADER, *(one.value for one in SHOWN)]
    table = Dataset(headers=headers, title=f"LAOS {term.code}")
    counted_at = f"{localtime(figures.counted_at):%Y-%m-%d %H:%M}"
    for row in figures.rows:
        one = row.group
        codes = [one.campus, one.faculty, one.department, one.course]
        numbers = [number for _figure, number in row.cells]
        table.append([term.code, counted_at, one.level.value, *codes, one.label, *numbers])
    data: bytes = how.writer.export_data(table)
    return data
