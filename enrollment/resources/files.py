"""Reading and writing the files of the tables: CSV in UTF-8, separated by commas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _
from import_export.formats.base_formats import CSV
from tablib import Dataset

LARGEST_FILE = 5 * 2**20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
EXCEL_WORKBOOK = b"PK\x03\x04"
FORMULA_STARTS = ("=", "+", "-", "@")


class FileRefused(Exception):  # noqa: N818  # the file is at fault, not the program
    """A file that is no such table. Its sentences say why, and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class Table(Dataset):  # type: ignore[misc, unused-ignore]
    """A table with the number that a spreadsheet shows beside each row, the header being row 1."""

    def __init__(self, headers: list[str]) -> None:
        super().__init__(headers=headers)
        self.numbers: list[int] = []
        # How many cells a row has that has too many or too few, by the row's number.
        self.ragged: dict[int, int] = {}

    def add(self, number: int, cells: list[str]) -> None:
        width = len(self.headers)
        if len(cells) < width or any(cells[width:]):
            self.ragged[number] = len(cells)
        self.numbers.append(number)
        self.append((cells + [""] * width)[:width])


class CsvUtf8(CSV):  # type: ignore[misc, unused-ignore]
    """CSV as design §5 has it. Whatever is wrong with a whole file is told by ``FileRefused``."""

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> Table:
        return read_table(in_stream)

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        # Excel takes a file for UTF-8 only by its byte order mark.
        return BYTE_ORDER_MARK + write_table(dataset).encode()

    def is_binary(self) -> bool:
        # The bytes must reach create_dataset untouched, to say where the encoding is wrong.
        return True

    def get_read_mode(self) -> str:
        return "rb"


def read_table(data: bytes) -> Table:
    """Read a file's bytes. Raises ``FileRefused`` where it is no CSV file in UTF-8 with a header."""
    refuse_large(len(data))
    rows = _rows(_decode(data))
    _number, header = next(rows, (1, []))
    headers = [name.strip() for name in header]
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise FileRefused(_("The file is empty. Its first row names the columns."))
    _refuse_separator(headers)
    table = Table(headers)
    for number, cells in rows:
        if any(cell.strip() for cell in cells):
            table.add(number, [_as_value(cell) for cell in cells])
    return table


def write_table(dataset: Dataset) -> str:
    """Write a table, its header first."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(dataset.headers)
    for row in dataset:
        writer.writerow([_as_text(cell) for cell in row])
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
        raise FileRefused(
            _(
                "Line %(line)d is not in UTF-8: byte %(byte)s at place %(place)d of the line. "
                "Save the file as “CSV UTF-8”."
            )
            % {
                "line": data.count(b"\n", 0, error.start) + 1,
                "byte": f"0x{data[error.start]:02X}",
                "place": error.start - data.rfind(b"\n", 0, error.start),
            }
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileRefused(
            _(
                "Line %(line)d has a NUL character, so this is no text. Save the file as “CSV UTF-8”."
            )
            % {"line": line}
        )
    return text


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


def _refuse_separator(headers: list[str]) -> None:
    if any(";" in name for name in headers):
        raise FileRefused(
            _("The columns are separated by semicolons. Save the file as “CSV UTF-8” with commas.")
        )
    if any("\t" in name for name in headers):
        raise FileRefused(
            _("The columns are separated by tabs. Save the file as “CSV UTF-8” with commas.")
        )


# A spreadsheet runs a cell that begins like a formula. An apostrophe before it keeps it text; it is
# taken off again when the file is read, so one that stood there already gets a second one.
def _as_text(cell: Any) -> str:
    text = str(cell)
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def _as_value(cell: str) -> str:
    quoted = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS)
    return cell[1:] if quoted else cell


def name_some(names: Iterable[str]) -> str:
    """The first few names of a list that may be nonsense, each cut to a readable length."""
    listed = [shorten(name) for name in names]
    return ", ".join(listed[:10]) + (" …" if len(listed) > 10 else "")


def shorten(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
