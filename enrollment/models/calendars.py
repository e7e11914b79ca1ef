from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from .people import LearningAssistant
from .stays import in_use


def new_token() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """The secret address of a learning assistant's calendar, readable without log-in. Deleting the row revokes it."""

    assistant = models.OneToOneField(
        LearningAssistant,
        models.CASCADE,
        related_name="calendar_feed",
        verbose_name=_("learning assistant"),
    )
    token = models.CharField(_("token"), max_length=64, unique=True, default=new_token)
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        triggers = [in_use("assistant")]

    def __str__(self) -> str:
        return str(self.assistant)
