"""Files that are often taken for tables, each with the beginning of the sentence that says what was seen."""

from __future__ import annotations

import random
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def archive(**members: str | bytes) -> bytes:
    """Return a compressed archive; double underscores in a name stand for slashes, single ones for full stops."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as written:
        for name, content in members.items():
            written.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def ods(content: str | bytes, mimetype: str = ODS, manifest: str = "") -> bytes:
    parts = {"META-INF__manifest_xml": manifest, "content_xml": content}
    return archive(mimetype=mimetype, **parts)


def damaged(workbook: bytes) -> bytes:
    """Return the workbook with the compressed data of its first member overwritten."""
    start = 30 + int.from_bytes(workbook[26:28], "little")
    return workbook[:start] + b"\xff" * 20 + workbook[start + 20 :]


def packed_otherwise(workbook: bytes) -> bytes:
    """Return the workbook as if its members were compressed by a method that no one reads."""
    for start, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        parts = workbook.split(start)
        workbook = start.join(
            [parts[0], *(part[: place - 4] + b"\x63" + part[place - 3 :] for part in parts[1:])]
        )
    return workbook


def table(cell: str) -> str:
    """Return the content of an OpenDocument workbook with one cell."""
    of = "urn:oasis:names:tc:opendocument:xmlns"
    return (
        f'<x xmlns:table="{of}:table:1.0" xmlns:text="{of}:text:1.0"><table:table><table:table-row>'
        f'<table:table-cell table:number-columns-repeated="500"><text:p>{cell}</text:p></table:table-cell>'
        "</table:table-row></table:table></x>"
    )


NO_TABLES = {
    "pdf": (b"%PDF-1.7\n", "This is a PDF."),
    "word": (archive(word__document_xml="<x/>"), "This is a Word document."),
    "old word": (COMPOUND + "WordDocument".encode("utf-16-le"), "This is a Word document."),
    "powerpoint": (archive(ppt__presentation_xml="<x/>"), "This is a PowerPoint presentation."),
    "png": (b"\x89PNG\r\n\x1a\n", "This is a picture."),
    "jpeg": (b"\xff\xd8\xff\xe0", "This is a picture."),
    "heic": (b"\0\0\0\x18ftypheic", "This is a picture."),
    "xls": (COMPOUND + "Workbook".encode("utf-16-le"), "This is an old Excel workbook (XLS)."),
    "xlsb": (archive(xl__workbook_bin=b"x"), "This is a binary Excel workbook (XLSB)."),
    "locked": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "The workbook is protected"),
    "locked ods": (ods("x", manifest="<encryption-data/>"), "The workbook is protected"),
    "odt": (ods("<x/>", "application/vnd.oasis.opendocument.text"), "This is a text document"),
    "numbers": (archive(Index__Document_iwa=b"x"), "This is a Numbers spreadsheet."),
    "other archive": (archive(notes_txt="x"), "This is a compressed folder."),
    "web page": (b"\xef\xbb\xbf <!DOCTYPE html><table>", "This is a web page."),
    "xml": (b"<?xml version='1.0'?><Workbook/>", "This is an XML file."),
    "rtf": (b"{\\rtf1}", "This is a text document (RTF)."),
    "damaged xlsx": (b"PK\x03\x04workbook", "The workbook is damaged."),
    "no xml": (ods("<table"), "The workbook is damaged."),
    "damaged inside": (
        damaged(ods("<x/>")),
        "The workbook is damaged.",
    ),
    "packed otherwise": (packed_otherwise(ods("<x/>")), "The workbook is damaged."),
    "nested too deeply": (
        ods(table("<text:span>" * 2000 + "</text:span>" * 2000)),
        "The workbook is damaged.",
    ),
    "a long cell, repeated": (ods(table("x" * 2**18)), "The workbook is too large"),
    "entities": (ods('<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'), "The workbook is damaged."),
    "bomb": (archive(xl__workbook_xml=bytes(70 * 2**20)), "The workbook is too large"),
    "empty": (b"", "The submitted file is empty."),
    "blank": (b"\n;;\n", "The file is empty. Its first row names the columns."),
    "nul": (b"name\na\0b\n", "row 2, name: The file contains NUL, which is not text."),
    "nonsense": (random.Random(1).randbytes(10 * 2**20), "The file has 10.0 MB; at most 5 MB"),
}
