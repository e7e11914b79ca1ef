"""Why not: what stands in the way of a certificate, in words, with what to do now."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.models import LearningAssistant
from enrollment.refusals import Refusal
from enrollment.refusals.attempts import TooManyAttempts


class NotCompleted(Refusal):
    code = "not_completed"
    next_step = _("The certificate comes by itself once the missing part is recorded.")

    def __init__(self, assistant: LearningAssistant) -> None:
        self.assistant = assistant

    @property
    def sentence(self) -> str:
        return gettext("%(person)s has not completed LAOS.") % {"person": self.assistant}


class TooManySerials(TooManyAttempts):
    """Serial numbers tried that no certificate has."""

    reason = _("Too many serial numbers that do not exist were tried from your network.")
