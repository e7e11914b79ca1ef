"""The text of a table file. What is not text is told with its place in the table."""

from __future__ import annotations

import csv
import re
from io import StringIO

from django.utils.translation import gettext as _

from enrollment.forms import text_files
from enrollment.resources.table_files import FileRefused, Problem, shorten

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return a file's text, and notes on how it was read. Raises ``FileRefused`` if it is not text."""
    try:
        text, name = text_files.decode(data)
    except UnicodeDecodeError as error:
        raise _refuse_byte(error) from None
    if found := CONTROL.search(text):
        raise _refuse_at(
            text[: found.start()],
            _("The file contains %(sign)s, which is not text. Save it as an Excel workbook.")
            % {"sign": "NUL" if found[0] == "\0" else f"0x{ord(found[0]):02X}"},
        )
    notes = [] if name == "UTF-8" else [_("Read as %(encoding)s.") % {"encoding": name}]
    right = text_files.repaired(text)
    if right != text:
        notes.append(_("Letters that another program had damaged are read as they were before."))
    return right, notes


def _refuse_byte(error: UnicodeDecodeError) -> FileRefused:
    if error.encoding.startswith("utf-16"):
        return FileRefused(_("The file is damaged. Save it again as an Excel workbook."))
    data = error.object
    return _refuse_at(
        data[: error.start].decode(error.encoding, "replace").removeprefix("\ufeff"),
        _(
            "The byte %(byte)s is not a letter in the encoding of the file. Save it as an Excel workbook."
        )
        % {"byte": f"0x{data[error.start]:02X}"},
    )


def _refuse_at(before: str, reason: str) -> FileRefused:
    """Return the error for the cell that follows this text."""
    rows = list(csv.reader(StringIO(f"{before}?", newline="")))
    headers, place = rows[0], len(rows[-1]) - 1
    column = headers[place].strip() if len(rows) > 1 and place < len(headers) else ""
    return FileRefused(str(Problem(len(rows), shorten(column), reason)))
