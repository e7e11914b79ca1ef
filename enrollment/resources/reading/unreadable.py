"""Files that are no tables: say what was seen, and what to save instead."""

from __future__ import annotations

from zipfile import ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enrollment.resources.table_files import FileRefused

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A word in a compound file's directory, in UTF-16, that only a locked workbook has.
LOCKED = "EncryptedPackage".encode("utf-16-le")
OLD_WORD = "WordDocument".encode("utf-16-le")

PDF = gettext_lazy("a PDF")
PICTURE = gettext_lazy("a picture")
WORD = gettext_lazy("a Word document")
POWERPOINT = gettext_lazy("a PowerPoint presentation")
NUMBERS = gettext_lazy("a Numbers spreadsheet")
OLD_EXCEL = gettext_lazy("an old Excel workbook (XLS)")
BINARY_EXCEL = gettext_lazy("a binary Excel workbook (XLSB)")
RICH_TEXT = gettext_lazy("a text document (RTF)")
TEXT_DOCUMENT = gettext_lazy("a text document (ODT)")
WEB_PAGE = gettext_lazy("a web page")
XML = gettext_lazy("an XML file")
ARCHIVE = gettext_lazy("a compressed folder")

STARTS = {
    b"%PDF": PDF,
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
    b"II*\0": PICTURE,
    b"MM\0*": PICTURE,
    b"{\\rtf": RICH_TEXT,
    b"\x1f\x8b": ARCHIVE,
    b"7z\xbc\xaf": ARCHIVE,
    b"Rar!": ARCHIVE,
}
TEXT_STARTS = {b"<!doctype html": WEB_PAGE, b"<html": WEB_PAGE, b"<table": WEB_PAGE, b"<?xml": XML}
# By a member of the archive, from the most telling on.
MEMBERS = {
    "xl/workbook.bin": BINARY_EXCEL,
    "word/document.xml": WORD,
    "ppt/presentation.xml": POWERPOINT,
    "Index/Document.iwa": NUMBERS,
    "Index.zip": NUMBERS,
}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def refuse_other_kinds(data: bytes) -> None:
    """Raise ``FileRefused`` for an empty file and for the kinds that are often mistaken for tables."""
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe,;"):
        raise FileRefused(_("The file is empty. Its first row names the columns."))
    if data.startswith(COMPOUND_FILE):
        if LOCKED in data:
            raise _refuse_locked()
        raise _refuse(str(WORD if OLD_WORD in data else OLD_EXCEL))
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise _refuse(str(PICTURE))
    start = data[:100].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for kinds, beginning in ((STARTS, data), (TEXT_STARTS, start)):
        for sign, kind in kinds.items():
            if beginning.startswith(sign):
                raise _refuse(str(kind))


def kind_of_archive(archive: ZipFile) -> str:
    """Return ``xlsx`` or ``ods``. Raises ``FileRefused`` for any other archive."""
    names = set(archive.namelist())
    for member, kind in MEMBERS.items():
        if member in names:
            raise _refuse(str(kind))
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" not in names:
        raise _refuse(str(ARCHIVE))
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise _refuse_locked()
    if not archive.read("mimetype").startswith(OPEN_DOCUMENT + b"spreadsheet"):
        raise _refuse(str(TEXT_DOCUMENT))
    return "ods"


def _refuse(kind: str) -> FileRefused:
    return FileRefused(
        _(
            "This is %(kind)s. Save the table as an Excel workbook (XLSX), as ODS or as CSV, or fill in the template."
        )
        % {"kind": kind}
    )


def _refuse_locked() -> FileRefused:
    return FileRefused(
        _(
            "The workbook is protected with a password. Save it without the password, and choose it again."
        )
    )
