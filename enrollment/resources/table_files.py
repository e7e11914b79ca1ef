"""Read and write table files: CSV in UTF-8, separated by commas."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _
from import_export.formats.base_formats import CSV, XLSX
from tablib import Dataset

from enrollment.plain_text import guard_cell, in_latin, unguard_cell

LARGEST_FILE = 5 * 2**20
MOST_ROWS = 50_000
MOST_RAGGED_ROWS = 1000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
EXCEL_WORKBOOK = b"PK\x03\x04"

# Raise the limit: a long cell is rejected later, with its column and not as a quoting error.
csv.field_size_limit(LARGEST_FILE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in one cell, or in a whole row if the column is empty."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        if not self.column:
            return _("row %(row)d: %(reason)s") % {"row": self.row, "reason": self.reason}
        return _("row %(row)d, %(column)s: %(reason)s") % {
            "row": self.row,
            "column": self.column,
            "reason": self.reason,
        }


class FileRefused(Exception):  # noqa: N818  # the file is at fault, not the program
    """The file is not a valid table. Its sentences say why and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class Table(Dataset):
    """A table that keeps each row's number in a spreadsheet, where the header is row 1."""

    def __init__(self, headers: list[str]) -> None:
        super().__init__(headers=headers)
        self.numbers: list[int] = []
        # The number of cells in rows with too many or too few, by row number.
        self.ragged: dict[int, int] = {}

    def add(self, number: int, cells: list[str]) -> None:
        width = len(self.headers)
        if len(cells) < width or any(cells[width:]):
            self.ragged[number] = len(cells)
        self.numbers.append(number)
        self.append((cells + [""] * width)[:width])


class CsvUtf8(CSV):
    """CSV as defined in docs/tables.md. Reading raises ``FileRefused`` if the whole file is invalid."""

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> Table:
        return read_table(in_stream)

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        # Excel recognises UTF-8 only by the byte order mark.
        return BYTE_ORDER_MARK + write_table(dataset).encode()

    def is_binary(self) -> bool:
        # `create_dataset` needs the raw bytes to report where the encoding is wrong.
        return True

    def get_read_mode(self) -> str:
        return "rb"


class Xlsx(XLSX):
    """An Excel workbook in which cells that look like formulas are escaped."""

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        guarded = Dataset(headers=dataset.headers, title=dataset.title)
        for row in dataset:
            # Numbers stay numbers.
            guarded.append([guard_cell(cell) if isinstance(cell, str) else cell for cell in row])
        workbook: bytes = super().export_data(guarded, **kwargs)
        return workbook


def read_table(data: bytes) -> Table:
    """Parse a file's bytes. Raises ``FileRefused`` if they are not CSV in UTF-8 with a header."""
    refuse_large(len(data))
    rows = _rows(_decode(data))
    _number, header = next(rows, (1, []))
    headers = [in_latin(name).strip() for name in header]
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise FileRefused(_("The file is empty. Its first row names the columns."))
    _refuse_separator(headers)
    table = Table(headers)
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            table.add(number, [unguard_cell(cell) for cell in cells])
            _refuse_endless(table)
    return table


def write_table(dataset: Dataset) -> str:
    """Return the table as CSV, header first."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(dataset.headers)
    for row in dataset:
        writer.writerow([guard_cell(cell) for cell in row])
    return file.getvalue()


def refuse_large(size: int) -> None:
    if size > LARGEST_FILE:
        raise FileRefused(
            _(
                "The file has %(size).1f MB; at most %(largest)d MB are read at a time. "
                "Check that it is the right file, or split it."
            )
            % {"size": size / 2**20, "largest": LARGEST_FILE // 2**20}
        )


def _decode(data: bytes) -> str:
    if data.startswith(EXCEL_WORKBOOK):
        raise FileRefused(_("This is an Excel workbook. Save it as “CSV UTF-8”."))
    data = data.removeprefix(BYTE_ORDER_MARK)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        reason = _("The byte %(byte)s is not UTF-8. Save the file as “CSV UTF-8”.")
        byte = f"0x{data[error.start]:02X}"
        raise _refuse_at(data[: error.start].decode(), reason % {"byte": byte}) from None
    if "\0" in text:
        reason = _("The file contains a NUL character, which is not text. Save it as “CSV UTF-8”.")
        raise _refuse_at(text[: text.index("\0")], reason)
    return text


def _refuse_at(before: str, reason: str) -> FileRefused:
    """Return the error for the cell that follows this text."""
    rows = list(csv.reader(StringIO(f"{before}?", newline="")))
    headers, place = rows[0], len(rows[-1]) - 1
    column = headers[place].strip() if len(rows) > 1 and place < len(headers) else ""
    return FileRefused(str(Problem(len(rows), shorten(column), reason)))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), strict=True), 1):
            yield number, cells
    except csv.Error:
        raise FileRefused(
            _(
                "Row %(row)d cannot be read: check its quotation marks. A cell that has a comma, a line break "
                "or a quotation mark stands between quotation marks, and a quotation mark inside it is doubled."
            )
            % {"row": number + 1}
        ) from None


def _refuse_endless(table: Table) -> None:
    """Raise ``FileRefused`` for files that would take minutes to process or to report on."""
    if len(table.ragged) > MOST_RAGGED_ROWS:
        raise FileRefused(
            _(
                "More than %(most)d rows have too many or too few cells, row %(row)d the first of them. "
                "Check that it is the right file."
            )
            % {"most": MOST_RAGGED_ROWS, "row": min(table.ragged)}
        )
    if len(table.numbers) > MOST_ROWS:
        raise FileRefused(
            _("The file has more than %(most)d rows. Split it.") % {"most": MOST_ROWS}
        )


def _refuse_separator(headers: list[str]) -> None:
    if any(";" in name for name in headers):
        raise FileRefused(
            _("The columns are separated by semicolons. Save the file as “CSV UTF-8” with commas.")
        )
    if any("\t" in name for name in headers):
        raise FileRefused(
            _("The columns are separated by tabs. Save the file as “CSV UTF-8” with commas.")
        )


def name_some(names: Sequence[str]) -> str:
    """Return the first few names, each shortened."""
    return ", ".join(map(shorten, names[:10])) + (" …" if len(names) > 10 else "")


def shorten(text: str) -> str:
    """Shorten a cell to fit a terminal line, and replace unprintable characters."""
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)
