"""Applying to be exempt, with documents; and withdrawing that while it is not decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from completion.models import CompletionReport, EquivalentQualification, Kind
from enrollment.models import LearningAssistant
from enrollment.places import lock_assistant
from enrollment.refusals import Refusal

from . import documents
from .refusals import (
    AlreadyCompleted,
    AlreadyExempt,
    ApplicationOpen,
    DecidedMeanwhile,
    NotApproved,
)


def apply(
    *,
    assistant: LearningAssistant,
    kind: Kind,
    files: Sequence[UploadedFile[bytes]],
    at: datetime,
    text: str = "",
) -> EquivalentQualification:
    """Apply with all documents or not at all.

    Raises ``NotApproved``, ``AlreadyExempt``, ``AlreadyCompleted``, ``ApplicationOpen``, ``CannotStore``, or what is wrong with a document.
    """
    refuse(why_not_apply(assistant, kind))
    # Looking at them takes seconds, so nothing is locked meanwhile.
    checked = documents.check(files)
    with documents.kept() as names, transaction.atomic():
        locked = lock_assistant(assistant)
        refuse(why_not_apply(locked, kind))
        application = EquivalentQualification.objects.create(
            assistant=locked, kind=kind, text=text, applied_at=at
        )
        documents.keep(application, checked, names)
    return application


def why_not_apply(assistant: LearningAssistant, kind: Kind) -> Refusal | None:
    """What keeps somebody from applying with this qualification."""
    return why_not_at_all(assistant) or (None if kind.is_approvable else NotApproved(kind))


def why_not_at_all(assistant: LearningAssistant) -> Refusal | None:
    """What keeps somebody from applying, whatever they are trained as."""
    if assistant.exempt_since is not None:
        return AlreadyExempt()
    if EquivalentQualification.objects.open().filter(assistant=assistant).exists():
        return ApplicationOpen()
    # Within minutes of completing it, that is.
    if CompletionReport.objects.valid().filter(assistant=assistant).exists():
        return AlreadyCompleted()
    return None


def refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise refusal


def withdraw(*, application: EquivalentQualification) -> None:
    """Take an application back, and its documents with it. Doing so again is harmless.

    Raises ``DecidedMeanwhile``.
    """
    with transaction.atomic():
        lock_assistant(application.assistant)
        current = EquivalentQualification.objects.filter(pk=application.pk).first()
        if current is None:
            return
        if not current.is_open:
            raise DecidedMeanwhile(current)
        names = list(current.documents.values_list("file", flat=True))
        current.delete()
        transaction.on_commit(partial(documents.remove, names))
