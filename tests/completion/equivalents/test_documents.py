"""Documents are accepted by their content, never by their name."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
import pytest

from completion.equivalents import documents
from completion.models import Document
from completion.models.equivalents import LARGEST_DOCUMENT, MOST_DOCUMENTS
from tests.completion.factories import a_file, a_jpeg, a_pdf, a_picture, a_png
from tests.modules.rules import refused


def a_zip() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return file.getvalue()


def a_jpeg_of(width: int, height: int) -> bytes:
    """Return a tiny JPEG that claims to have these dimensions."""
    data = a_jpeg()
    start = data.index(b"\xff\xc0") + 5
    return data[:start] + struct.pack(">HH", height, width) + data[start + 4 :]


def a_png_of(width: int, height: int) -> bytes:
    data = a_png()
    header = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
    return data[:12] + header + struct.pack(">I", zlib.crc32(header)) + data[33:]


def zlib_of_zeros(size: int) -> bytes:
    """Return whole mebibytes of zeros, compressed: one of them repeated, as compressing them all takes many seconds."""
    mebibyte = 2**20
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = packer.compress(bytes(mebibyte)) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.flush()
    checksum = struct.pack(">HH", size % 65521, 1)
    return b"\x78\xda" + block * (size // mebibyte) + end + checksum


def a_pdf_that_unpacks_to_gigabytes() -> bytes:
    """Return a PDF whose cross-reference table is 3 GiB of compressed zeros."""
    size = 3 * 2**30
    table = zlib_of_zeros(size)
    head = (
        f"1 0 obj\n<< /Type /XRef /Size {size // 4} /W [1 2 1] /Root 2 0 R /Filter /FlateDecode "
        f"/Length {len(table)} >>\nstream\n"
    ).encode()
    return b"%PDF-1.5\n" + head + table + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


GOOD = {
    "pdf": a_pdf(),
    "pdf with blank lines at its end": a_pdf() + b"\r\n\0",
    "pdf that may not be changed": a_pdf(encryption=pikepdf.Encryption(owner="secret", user="")),
    "jpeg": a_jpeg(),
    "jpeg made for slow lines": a_jpeg(progressive=True),
    "jpeg of a phone, with more behind it": a_jpeg() + b"SEFT" + bytes(900),
    "jpeg of 50 megapixels": a_jpeg(size=(8660, 5773), mode="L"),
    "jpeg in the colours of print": a_picture("JPEG", mode="CMYK"),
    "png": a_png(),
    "png that is see-through": a_png(mode="RGBA"),
}
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
BAD = {
    "text": (b"I am a teacher.", "wrong_type"),
    "html": (HTML, "wrong_type"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "wrong_type"),
    "zip": (a_zip(), "wrong_type"),
    "gif": (a_picture("GIF"), "wrong_type"),
    "webp": (a_picture("WEBP"), "wrong_type"),
    "pdf that begins later": (b"\n" + a_pdf(), "wrong_type"),
    "html that says it is a pdf": (b"%PDF-1.4\n" + HTML, "mixed_document"),
    "pdf that begins as html": (a_pdf().replace(b"\n", b"\n%" + HTML + b"\n", 1), "mixed_document"),
    "pdf and zip": (a_pdf() + a_zip(), "mixed_document"),
    "pdf with more behind it": (a_pdf() + b"MZ\x90\0", "mixed_document"),
    "jpeg and html": (a_jpeg(comment=HTML), "mixed_document"),
    "jpeg and pdf": (a_jpeg(comment=a_pdf()), "mixed_document"),
    "jpeg and zip": (a_jpeg() + a_zip(), "mixed_document"),
    "jpeg and php": (a_jpeg() + b"<?PHP system('id');", "mixed_document"),
    "jpeg and rar": (a_jpeg() + b"Rar!\x1a\x07\x00", "mixed_document"),
    "png and html": (a_png() + HTML, "mixed_document"),
    "png and zip": (a_png() + a_zip(), "mixed_document"),
    "pdf with a password": (a_pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "locked_document"),
    "pdf in name only": (b"%PDF-1.7\nnothing\n%%EOF\n", "damaged_document"),
    "half a jpeg": (a_jpeg(size=(400, 300), quality=95)[:1500], "damaged_document"),
    "png with a pdf before a second end": (a_png() + bytes(2000) + a_pdf() + a_png()[-8:], "mixed_document"),
    "half a png": (a_png(size=(400, 300))[:-20], "damaged_document"),
    "png with a wrong sum": (a_png()[:40] + b"\0" + a_png()[41:], "damaged_document"),
    "the beginning of a jpeg": (b"\xff\xd8\xff\xe0", "damaged_document"),
    "jpeg bomb": (a_jpeg_of(65_000, 65_000), "picture_too_large"),
    "png bomb": (a_png_of(50_000, 50_000), "picture_too_large"),
    "jpeg of a thousand scans": (a_jpeg(progressive=True) + b"\xff\xda" * 1000, "picture_too_large"),
    "pdf bomb": (a_pdf_that_unpacks_to_gigabytes(), "damaged_document"),
}  # fmt: skip


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_pdf_jpeg_and_png_are_taken(data):
    assert documents.sniff(data) in {"pdf", "jpeg", "png"}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD)
def test_anything_else_is_refused_whatever_it_is_called(data, code):
    with refused(code):
        documents.check([a_file(data, "diploma.pdf")])


def test_the_table_of_the_pdf_bomb_is_what_it_says():
    assert zlib.decompress(zlib_of_zeros(2**22)) == bytes(2**22)


def test_name_and_ending_do_not_decide():
    (checked,) = documents.check([a_file(a_png(), "diploma.pdf")])
    assert (checked.type, checked.name) == ("png", "diploma.pdf.png")


def test_none_and_too_many_are_refused():
    with refused("no_document"):
        documents.check([])
    with refused("too_many_documents"):
        documents.check([a_file()] * (MOST_DOCUMENTS + 1))


def test_empty_one_is_refused():
    with refused("empty_document"):
        documents.check([a_file(), a_file(b"")])


def test_ten_megabytes_are_taken_and_one_byte_more_is_not():
    largest = a_jpeg() + bytes(LARGEST_DOCUMENT - len(a_jpeg()))
    assert len(documents.check([a_file(largest)])) == 1
    with refused("document_too_large"):
        documents.check([a_file(largest + b"\0")])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\system.ini", "system.ini.pdf"),
        ("C:\\diploma.PDF", "diploma.PDF"),
        ("page.html", "page.html.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("a\r\nSet-Cookie: b=c.pdf", "aSet-Cookie: b=c.pdf"),
        ("nul\0.pdf", "nul.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("  many   spaces .pdf", "many spaces .pdf"),
        ("æøå 中文.pdf", "æøå 中文.pdf"),
        ("", "?.pdf"),
        ("../", "?.pdf"),
    ],
)
def test_name_is_kept_without_folders_tricks_and_another_ending(name, kept):
    assert documents.with_ending(documents.plain(name), Document.Type.PDF) == kept


def test_long_name_keeps_its_ending_and_fits():
    name = documents.with_ending(documents.plain("x" * 500 + ".html"), Document.Type.JPEG)
    assert (len(name), name[-4:]) == (99, ".jpg")


def test_who_looks_at_a_file_knows_no_secret(monkeypatch, tmp_path):
    """An attacker who takes over the process that opens files finds no secret in its environment."""
    spy = tmp_path / "spy.py"
    spy.write_text("import os, sys; sys.stdout.write(str('SECRET_KEY' in os.environ))")
    monkeypatch.setenv("SECRET_KEY", "hush")
    monkeypatch.setattr(documents, "SNIFFING", spy)
    assert documents.sniff(b"") == "False"
