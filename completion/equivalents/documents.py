"""Documents: what is taken as one, what it is called, and where it lies."""

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

PATIENCE = 30  # seconds
# No request takes as long.
UNDER_WAY = timedelta(hours=1)
# It is run, not imported: the libraries that open files stay out of this process.
SNIFFING = Path(__file__).with_name("file_type.py")
# By the word it answers with.
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
class Checked:
    """A file that is what it should be."""

    file: UploadedFile[bytes]
    name: str
    type: Document.Type


def check(files: Sequence[UploadedFile[bytes]]) -> list[Checked]:
    """Find what each file truly is, whatever it is called and says of itself; raises the first refusal."""
    if not files:
        raise NoDocument
    if len(files) > MOST_DOCUMENTS:
        raise TooManyDocuments(MOST_DOCUMENTS)
    for file in files:
        refusal = why_not_this_size(file)
        if refusal is not None:
            raise refusal
    return [_check(file) for file in files]


def why_not_this_size(file: UploadedFile[bytes]) -> Refusal | None:
    if not file.size:
        return EmptyDocument(plain(file.name))
    return DocumentTooLarge(plain(file.name)) if file.size > LARGEST_DOCUMENT else None


def _check(file: UploadedFile[bytes]) -> Checked:
    found = sniff(file.read())
    if found not in Document.Type:
        raise REFUSALS[found](plain(file.name))
    kind = Document.Type(found)
    return Checked(file, with_ending(plain(file.name), kind), kind)


def sniff(data: bytes) -> str:
    """Ask a process of its own, which knows no secret of ours; one that does not come back has met something broken."""
    try:
        asked = subprocess.run(
            # Without -P it would find the modules beside it in place of the library's.
            [sys.executable, "-P", "-B", str(SNIFFING)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.SubprocessError:
        return "damaged"
    return asked.stdout.decode()


def plain(name: str | None) -> str:
    """A name without folders, and without what is not seen or turns the writing around."""
    last = (name or "").replace("\\", "/").rpartition("/")[2]
    seen = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    return " ".join(seen.split())[-LONGEST_NAME:] or "?"


def with_ending(name: str, kind: Document.Type) -> str:
    """What a machine opens by its name is opened as what it truly is."""
    endings = ENDINGS[kind]
    return name if name.lower().endswith(endings) else f"{name[: LONGEST_NAME - 5]}{endings[0]}"


@contextmanager
def kept() -> Iterator[list[str]]:
    """Where what is begun comes to nothing, remove the files whose names were noted."""
    names: list[str] = []
    try:
        yield names
    except BaseException:
        remove(names)
        raise


def keep(
    application: EquivalentQualification, checked: Iterable[Checked], names: list[str]
) -> None:
    """Put the documents where they belong, noting the name of each before it is there."""
    for position, one in enumerate(checked, start=1):
        document = Document(
            application=application,
            position=position,
            name=one.name,
            type=one.type,
            size=one.file.size or 0,
        )
        name = random_name(document, one.name)
        names.append(name)
        one.file.seek(0)
        try:
            document.file.name = private_storage().save(name, one.file)
        except OSError as error:  # the disk is full, or can only be read
            logger.exception("A document could not be stored.")
            raise CannotStore from error
        document.save()


def remove(names: Iterable[str]) -> list[str]:
    """Remove these files, and return the names of those that are gone; what the disk keeps is removed another night."""
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

    A killed process leaves such files behind, and so does a disk that could only be read when an application was
    withdrawn. Young files may belong to an application that is just being sent.
    """
    storage = private_storage()
    if not storage.exists(""):
        return []  # no application yet
    _folders, names = storage.listdir("")
    # Read after the files were listed: whatever is stored from now on is not in the list.
    known = set(Document.objects.values_list("file", flat=True))
    return remove(name for name in names if name not in known and _is_older(name, at - UNDER_WAY))


def _is_older(name: str, at: datetime) -> bool:
    try:
        return private_storage().get_modified_time(name) <= at
    except FileNotFoundError:  # removed meanwhile
        return False


def try_to_store() -> None:
    """Write a file without a name to the folder of documents. Raises ``OSError`` where that is not possible."""
    folder = Path(private_storage().path(""))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(4096))
