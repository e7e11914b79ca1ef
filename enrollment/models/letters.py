from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from post_office.models import Email

from .people import LearningAssistant


class Letter(models.Model):
    """What somebody was told, and about what. That it is told once is a fact of the database."""

    recipient = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="letters",
        verbose_name=_("learning assistant"),
    )
    kind = models.CharField(_("kind"), max_length=40)
    # What it is about, such as “registration:17”.
    key = models.CharField(_("about"), max_length=200)
    email = models.OneToOneField(
        Email, models.PROTECT, related_name="letter", verbose_name=_("e-mail")
    )
    # The calendar files that go with it: pairs of a method and the keys of the registrations in it.
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

    def __str__(self) -> str:
        return f"{self.kind}: {self.recipient}"
