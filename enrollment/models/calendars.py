from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .letters import Recipient
from .people import LearningAssistant, User
from .stays import in_use


def new_token() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """The secret address of a person's calendar, readable without log-in. Deleting the row revokes it.

    It belongs to a learning assistant or, for a seminar leader who is none, to the account.
    """

    assistant = models.OneToOneField(
        LearningAssistant,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="calendar_feed",
        verbose_name=_("learning assistant"),
    )
    user = models.OneToOneField(
        User,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="calendar_feed",
        verbose_name=_("account"),
    )
    token = models.CharField(_("token"), max_length=64, unique=True, default=new_token)
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        triggers = [in_use("assistant_id")]
        constraints = [
            models.CheckConstraint(
                name="calendar_feed_of_one_person",
                condition=Q(assistant=None, user__isnull=False)
                | Q(assistant__isnull=False, user=None),
                violation_error_message=_(
                    "A calendar is either that of a learning assistant or that of an account."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.owner)

    @property
    def owner(self) -> Recipient:
        person = self.assistant or self.user
        assert person is not None
        return person
