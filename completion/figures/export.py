"""Figures as a table for spreadsheet files."""

from __future__ import annotations

from django.utils.timezone import localtime
from tablib import Dataset

from enrollment.models import Term

from .counts import SHOWN, Figures

HEADER = ["term", "counted_at", "level", "campus", "faculty", "department", "course", "name"]


def figures_table(figures: Figures, term: Term) -> Dataset:
    """Return a table with one row per group, the total first."""
    headers = [*HEADER, *(figure.value for figure in SHOWN)]
    table = Dataset(headers=headers, title=f"LAOS {term.code}")
    counted_at = f"{localtime(figures.counted_at):%Y-%m-%d %H:%M}"
    for counts in figures.groups:
        group = counts.group
        codes = [group.campus, group.faculty, group.department, group.course]
        numbers = [number for _figure, number in counts.cells]
        table.append([term.code, counted_at, group.level.value, *codes, group.label, *numbers])
    return table
