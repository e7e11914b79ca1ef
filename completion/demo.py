"""Applications to be exempt, for Uniped to decide."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from enrollment.models import LearningAssistant, Term

from .applying import apply
from .models import Kind
from .reminding import TIMES

TEXTS = {
    Kind.TEACHER_EDUCATION_WITH_PRACTICE: "Jeg tok PPU i fjor. Praksisen står på side 2.",
    Kind.TEACHER_EDUCATION_YEAR_2: "Jeg går tredje året på lektorutdanningen.",
}


def load(at: datetime) -> None:
    """Two invented learning assistants have applied, with a document each."""
    people = LearningAssistant.objects.filter(user=None).order_by("-pk")
    for days, (assistant, (kind, text)) in enumerate(zip(people, TEXTS.items(), strict=False), 1):
        document = SimpleUploadedFile("Vitnemål.png", a_document(assistant.name))
        apply(
            assistant=assistant,
            kind=kind,
            files=[document],
            text=text,
            at=at - timedelta(days=days),
        )
    # Nobody is written to about what was so before the demo began.
    term = Term.objects.current(at)
    assert term is not None
    for time in TIMES:
        term.reminder_timings.create(kind=time, days_before=None)


def a_document(name: str) -> bytes:
    page = Image.new("L", (620, 877), "white")
    ImageDraw.Draw(page).text((60, 80), f"Vitnemål (et eksempel)\n\n{name}", "black", font_size=24)
    file = BytesIO()
    page.save(file, "PNG")
    return file.getvalue()
