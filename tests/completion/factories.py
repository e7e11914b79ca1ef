"""Factories for valid applications, and realistic uploaded files."""

from __future__ import annotations

from io import BytesIO

import factory
import pikepdf
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from completion.models import Decision, DecisionSource, Document, EquivalentQualification, Kind
from tests.factories import NOW, AppointedFactory, VerifiedUserFactory
from tests.model_factory import ModelFactory

APPROVABLE = Kind.TEACHER_EDUCATION_WITH_PRACTICE


class ApplicationFactory(ModelFactory[EquivalentQualification]):
    """An application waiting for Uniped's decision."""

    class Meta:
        model = EquivalentQualification

    class Params:
        decided = factory.Trait(
            reason="It is as they say.",
            decided_by=factory.SubFactory(VerifiedUserFactory),
            decided_at=NOW,
        )
        approved = factory.Trait(decided=True, decision=Decision.APPROVED)
        rejected = factory.Trait(decided=True, decision=Decision.REJECTED)
        by_file = factory.Trait(
            source=DecisionSource.FILE, decided_at=NOW, decision=Decision.APPROVED
        )
        revoked = factory.Trait(
            approved=True,
            revoked_at=NOW,
            revoked_by=factory.SubFactory(VerifiedUserFactory),
            revoked_because="It was forged.",
        )

    assistant = factory.SubFactory(AppointedFactory)
    kind = APPROVABLE
    applied_at = NOW


class DocumentFactory(ModelFactory[Document]):
    class Meta:
        model = Document

    application = factory.SubFactory(ApplicationFactory)
    position = 1
    name = "vitnemål.pdf"
    type = Document.Type.PDF
    size = factory.LazyAttribute(lambda document: document.file.size)
    file = factory.LazyFunction(lambda: ContentFile(a_pdf(), name="x"))


def a_pdf(**how) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    file = BytesIO()
    pdf.save(file, **how)
    return file.getvalue()


def a_picture(kind: str, size=(40, 30), mode="RGB", **how) -> bytes:
    file = BytesIO()
    Image.new(mode, size, "white").save(file, kind, **how)
    return file.getvalue()


def a_jpeg(**how) -> bytes:
    return a_picture("JPEG", **how)


def a_png(**how) -> bytes:
    return a_picture("PNG", **how)


def a_file(data: bytes | None = None, name: str = "vitnemål.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_pdf() if data is None else data)
