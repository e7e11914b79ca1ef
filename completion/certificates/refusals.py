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
    next_step = _("The certificate is issued automatically once the missing part is recorded.")

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

    reason = _("Too many unknown serial numbers were looked up from your network.")


class TwoValid(Refusal):
    """Two records of one person both have a valid certificate."""

    code = "two_valid"
    next_step = _("Revoke one of them first.")

    @property
    def sentence(self) -> str:
        return gettext("Both records have a valid certificate.")


class WouldLose(Refusal):
    """Merging two records of one person would leave a requirement unmet that was met before."""

    code = "would_lose"
    next_step = _(
        "Compare the appointments of the two records: a longer one asks for more meetings. Correct their days first."
    )

    @property
    def sentence(self) -> str:
        return gettext("After the merge, a requirement that is met today would no longer be met.")
