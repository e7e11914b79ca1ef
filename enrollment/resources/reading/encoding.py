"""The encoding of a text file: UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import re
from io import StringIO

from django.utils.translation import gettext as _

from enrollment.resources.table_files import FileRefused, Problem, shorten

BYTE_ORDER_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Characters of two bytes and more, as UTF-8 writes the letters of Europe and Vietnam.
IN_UTF_8 = re.compile(rb"[\xc3-\xcb][\x80-\xbf]|[\xe1\xe2][\x80-\xbf]{2}")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return a file's text, and notes on how it was read. Raises ``FileRefused`` if it is not text."""
    text, name = _decode(data)
    if found := CONTROL.search(text):
        raise _refuse_at(
            text[: found.start()],
            _("The file contains %(sign)s, which is not text. Save it as an Excel workbook.")
            % {"sign": "NUL" if found[0] == "\0" else f"0x{ord(found[0]):02X}"},
        )
    return text, [_("Read as %(encoding)s.") % {"encoding": name}] if name else []


def _decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding, if that is not UTF-8."""
    encoding = next((BYTE_ORDER_MARKS[mark] for mark in BYTE_ORDER_MARKS if data[:2] == mark), None)
    encoding = encoding or _utf_16_without_mark(data)
    if encoding is not None:
        try:
            return data.decode(encoding).removeprefix("\ufeff"), "UTF-16"
        except UnicodeDecodeError:
            raise FileRefused(
                _("The file is damaged. Save it again as an Excel workbook.")
            ) from None
    # Read as Windows-1252, letters that are right would become two wrong ones each.
    is_utf_8 = data.startswith(codecs.BOM_UTF8) or IN_UTF_8.search(data) is not None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), ""
    except UnicodeDecodeError as error:
        bad = error
    try:
        if not is_utf_8:
            return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError as error:
        bad = error
    raise _refuse_at(
        data[: bad.start].decode("utf-8" if is_utf_8 else "cp1252", errors="replace"),
        _(
            "The byte %(byte)s is not a letter in the encoding of the file. Save it as an Excel workbook."
        )
        % {"byte": f"0x{data[bad.start]:02X}"},
    )


def _utf_16_without_mark(data: bytes) -> str | None:
    """Return the byte order of text in which every other byte of the beginning is zero."""
    start = data[: min(len(data) // 2 * 2, 64)]
    if len(start) >= 4 and not len(data) % 2:
        if not any(start[1::2]) and all(start[::2]):
            return "utf-16-le"
        if not any(start[::2]) and all(start[1::2]):
            return "utf-16-be"
    return None


def _refuse_at(before: str, reason: str) -> FileRefused:
    """Return the error for the cell that follows this text."""
    rows = list(csv.reader(StringIO(f"{before}?", newline="")))
    headers, place = rows[0], len(rows[-1]) - 1
    column = headers[place].strip() if len(rows) > 1 and place < len(headers) else ""
    return FileRefused(str(Problem(len(rows), shorten(column), reason)))
