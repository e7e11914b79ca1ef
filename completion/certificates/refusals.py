"""Refusals to issue, print or look up a certificate."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.models import LearningAssistant
from enrollment.refusals import Refusal, whom_to_ask
from enrollment.refusals.attempts import TooManyAttempts


class NotCompleted(Refusal):
    code = "not_completed"
    next_step = _("The certificate comes by itself once the missing part is recorded.")

    def __init__(self, assistant: LearningAssistant) -> None:
        self.assistant = assistant

    @property
    def sentence(self) -> str:
        return gettext("%(person)s has not completed LAOS.") % {"person": self.assistant}


class CannotBePrinted(Refusal):
    """A text on the certificate has a character that no font has a glyph for."""

    code = "cannot_be_printed"

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    @property
    def sentence(self) -> str:
        return gettext(
            "The certificate cannot be printed yet: our fonts lack a character in %(texts)s."
        ) % {"texts": ", ".join(gettext("“%(text)s”") % {"text": text} for text in self.texts)}

    @property
    def next_step(self) -> str:
        return gettext(
            "%(contact)s can write it with other letters. The certificate is then issued within minutes."
        ) % {"contact": whom_to_ask()}


class TooManySerials(TooManyAttempts):
    """Too many unknown serial numbers were looked up from one network."""

    reason = _("Too many serial numbers that do not exist were tried from your network.")
