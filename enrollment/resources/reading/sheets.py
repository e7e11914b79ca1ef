"""What is read from a file: sheets of rows of text, each row with its number in the spreadsheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from enrollment.plain_text import unguard_cell
from enrollment.resources.table_files import refuse_endless, refuse_large_unpacked

# Formats often reach far below the table, sometimes to the last row that a spreadsheet has.
MOST_BLANK_ROWS = 5000
# A table never has more columns; a hostile file may have millions.
MOST_COLUMNS = 500

NumberedRow = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that are not blank. The name is empty in a text file."""

    name: str
    rows: list[NumberedRow]
    # Whether blank cells at the end of a row are left out, so that short rows are not a mistake.
    is_trimmed: bool = False
    # A hidden sheet often has last year's table.
    is_hidden: bool = False
    # Rows that a filter or a person has hidden are read like the others.
    hidden_rows: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    sheets: list[Sheet]
    # Sentences about how the file was read, for its reader to check.
    notes: list[str] = field(default_factory=list)


def filled(rows: Iterable[NumberedRow]) -> Iterator[NumberedRow]:
    """Yield the rows that are not blank, up to a long gap. Raises ``FileRefused`` if they are too many or too long."""
    last = count = size = 0
    for number, cells in rows:
        size += sum(map(len, cells))
        refuse_large_unpacked(size)
        if any(cell.strip() for cell in cells):
            last, count = number, count + 1
            refuse_endless(count)
            yield number, [cell and unguard_cell(cell) for cell in cells]
        elif number - last > MOST_BLANK_ROWS:
            return
