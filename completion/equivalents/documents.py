"""Documents of an application: check, name, store and remove them."""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from completion.models import Document, EquivalentQualification
from completion.models.equivalents import (
    LARGEST_DOCUMENT,
    LONGEST_NAME,
    MOST_DOCUMENTS,
    private_storage,
    random_name,
)
from enrollment.refusals import Refusal

from .refusals import (
    AboutDocument,
    CannotStore,
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    LockedDocument,
    MixedDocument,
    NoDocument,
    PictureTooLarge,
    TooManyDocuments,
    WrongType,
)

logger = logging.getLogger(__name__)

TIMEOUT = 30  # seconds
# Longer than any request takes.
UNDER_WAY = timedelta(hours=1)
# Run as a program, not imported, to keep the libraries that parse uploads out of this process.
SNIFFING = Path(__file__).with_name("file_type.py")
# By the word that ``file_type.py`` prints.
REFUSALS: dict[str, type[AboutDocument]] = {
    "unknown": WrongType,
    "mixed": MixedDocument,
    "locked": LockedDocument,
    "huge": PictureTooLarge,
    "damaged": DamagedDocument,
}
ENDINGS = {
    Document.Type.PDF: (".pdf",),
    Document.Type.JPEG: (".jpg", ".jpeg"),
    Document.Type.PNG: (".png",),
}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """An uploaded file that passed the check, with its detected type and a matching name."""

    file: UploadedFile[bytes]
    name: str
    type: Document.Type


def check(files: Sequence[UploadedFile[bytes]]) -> list[CheckedFile]:
    """Check number and size, and detect each file's type from its content, not from its name or declared type.

    Raises ``NoDocument``, ``TooManyDocuments`` or a subclass of ``AboutDocument``.
    """
    if not files:
        raise NoDocument
    if len(files) > MOST_DOCUMENTS:
        raise TooManyDocuments(MOST_DOCUMENTS)
    for file in files:
        refusal = refusal_to_store(file)
        if refusal is not None:
            raise refusal
    return [_check(file) for file in files]


def refusal_to_store(file: UploadedFile[bytes]) -> Refusal | None:
    if not file.size:
        return EmptyDocument(plain(file.name))
    return DocumentTooLarge(plain(file.name)) if file.size > LARGEST_DOCUMENT else None


def _check(file: UploadedFile[bytes]) -> CheckedFile:
    found = sniff(file.read())
    if found not in Document.Type:
        raise REFUSALS[found](plain(file.name))
    kind = Document.Type(found)
    return CheckedFile(file, with_ending(plain(file.name), kind), kind)


def sniff(data: bytes) -> str:
    """Detect the type in a separate process without our environment; a crash or timeout counts as “damaged”."""
    try:
        asked = subprocess.run(
            # Without -P, modules in this folder would shadow those of the libraries.
            [sys.executable, "-P", "-B", str(SNIFFING)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=TIMEOUT,
            check=True,
        )
    except subprocess.SubprocessError:
        return "damaged"
    return asked.stdout.decode()


def plain(name: str | None) -> str:
    """Return the file name without folders, control characters and marks that change the text direction."""
    last = (name or "").replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    return " ".join(seen.split())[-LONGEST_NAME:] or "?"


def with_ending(name: str, kind: Document.Type) -> str:
    """Return the name with an extension that matches the detected type, since systems open files by extension."""
    endings = ENDINGS[kind]
    return name if name.lower().endswith(endings) else f"{name[: LONGEST_NAME - 5]}{endings[0]}"


@contextmanager
def kept() -> Iterator[list[str]]:
    """Yield a list for the names of stored files, and remove those files if the block raises."""
    names: list[str] = []
    try:
        yield names
    except BaseException:
        remove(names)
        raise


def keep(
    application: EquivalentQualification, checked: Iterable[CheckedFile], names: list[str]
) -> None:
    """Store the documents. Each name is added to ``names`` before its file is written. Raises ``CannotStore``."""
    for position, upload in enumerate(checked, start=1):
        document = Document(
            application=application,
            position=position,
            name=upload.name,
            type=upload.type,
            size=upload.file.size or 0,
        )
        name = random_name(document, upload.name)
        names.append(name)
        upload.file.seek(0)
        try:
            document.file.name = private_storage().save(name, upload.file)
        except OSError as error:  # the disk is full or read-only
            logger.exception("A document could not be stored.")
            raise CannotStore from error
        document.save()


def remove(names: Iterable[str]) -> list[str]:
    """Remove these files and return the names removed; ``remove_left_over()`` retries the others."""
    gone = []
    for name in names:
        try:
            private_storage().delete(name)
        except OSError as error:
            logger.warning("A document could not be removed: %s", error)
        else:
            gone.append(name)
    return gone


def remove_left_over(at: datetime) -> list[str]:
    """Remove files that belong to no document, and return their names.

    Such files remain after a killed process, or after a withdrawal while the disk was read-only. Files younger than
    ``UNDER_WAY`` are kept: they may belong to a request in progress.
    """
    storage = private_storage()
    if not storage.exists(""):
        return []  # no application yet
    _folders, names = storage.listdir("")
    # Query after listing the files: a file stored later is not in the list, so it is not removed.
    known = set(Document.objects.values_list("file", flat=True))
    return remove(name for name in names if name not in known and _is_older(name, at - UNDER_WAY))


def _is_older(name: str, at: datetime) -> bool:
    try:
        return private_storage().get_modified_time(name) <= at
    except FileNotFoundError:  # already removed
        return False


def try_to_store() -> None:
    """Write a temporary file to the document folder. Raises ``OSError`` if that fails."""
    folder = Path(private_storage().path(""))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(4096))
