"""Read the files that people have: text separated by anything usual, Excel and OpenDocument workbooks.

``read_file`` says what is in a file, without knowing the table it is meant for; ``headings`` finds the table in it, and
``values`` reads its cells.
"""

from __future__ import annotations

from enrollment.resources.table_files import refuse_large

from .encoding import decode
from .separators import read_rows
from .sheets import Sheet, Spreadsheet
from .unreadable import refuse_other_kinds
from .workbooks import is_archive, read_workbook

__all__ = ["Sheet", "Spreadsheet", "read_file"]


def read_file(data: bytes) -> Spreadsheet:
    """Return the sheets of a file. Raises ``FileRefused`` if it is none of the kinds that are read."""
    refuse_large(len(data))
    refuse_other_kinds(data)
    if is_archive(data):
        return read_workbook(data)
    text, notes = decode(data)
    return Spreadsheet([Sheet("", list(read_rows(text)))], notes)
