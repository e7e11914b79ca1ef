from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from post_office.models import Email

from .kinds import letter_choices
from .people import LearningAssistant
from .stays import in_use


class Letter(models.Model):
    """A letter to a learning assistant. The unique constraint ensures that each is written only once."""

    recipient = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="letters",
        verbose_name=_("learning assistant"),
    )
    kind = models.CharField(_("kind"), max_length=40, choices=letter_choices)
    # The subject of the letter, such as “registration:17”.
    key = models.CharField(_("about"), max_length=200)
    # The plain values for the text, in the recipient's language.
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    # None until the letter is queued, which happens outside the request.
    email = models.OneToOneField(
        Email, models.PROTECT, null=True, related_name="letter", verbose_name=_("e-mail")
    )
    # The attached calendar files, as in ``letters.writing.Draft``.
    calendars = models.JSONField(_("calendar files"), default=list, blank=True)
    written_at = models.DateTimeField(_("written"))

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "key"],
                name="letter_once_per_recipient_kind_and_key",
                violation_error_message=_("This letter is already written."),
            ),
        ]
        triggers = [in_use("recipient")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.recipient}"
