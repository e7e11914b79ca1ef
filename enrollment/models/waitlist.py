from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias, TypedDict

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import WithAnnotations

from .people import LearningAssistant, User
from .sessions import CoreModule, CoreSession
from .stays import in_use


class Placed(TypedDict):
    # The position in the queue, from 1.
    place: int


# In quotes: Python cannot build it.
EntryWithPlace: TypeAlias = "WithAnnotations[WaitlistEntry, Placed]"


class WaitlistQuerySet(models.QuerySet["WaitlistEntry"]):
    def standing(self, at: datetime) -> WaitlistQuerySet:
        """Return entries for coming sessions, the only ones that can still be promoted."""
        return self.filter(session__cancelled_at=None, session__starts_at__gt=at)

    def with_place(self) -> models.QuerySet[Any]:
        """Return each as an ``EntryWithPlace``; its place is that in the whole queue, also if the queryset is filtered."""
        longer = Q(created_at__lt=OuterRef("created_at")) | Q(
            created_at=OuterRef("created_at"), pk__lt=OuterRef("pk")
        )
        ahead = WaitlistEntry.objects.filter(
            Q(priority__gt=OuterRef("priority")) | Q(priority=OuterRef("priority")) & longer,
            session=OuterRef("session"),
        )
        number = ahead.order_by().values("session").annotate(number=Count("pk")).values("number")
        return self.annotate(place=Coalesce(Subquery(number), 0) + 1)

    def in_order(self) -> WaitlistQuerySet:
        """Order by session, then by position in the queue."""
        return self.order_by("session", "-priority", "created_at", "pk")


NOT_FOR_A_DRAFT = """
    IF EXISTS (SELECT FROM enrollment_coresession WHERE id = NEW.session_id AND is_draft) THEN
        RAISE EXCEPTION 'Session % is a draft.', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'waitlist_entry_not_for_a_draft';
    END IF;
    RETURN NEW;
"""


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
class WaitlistEntry(models.Model):
    """A learning assistant's entry on the waitlist of a full session: by priority, then by time of joining."""

    assistant = models.ForeignKey(
        LearningAssistant,
        models.CASCADE,
        related_name="waits",
        verbose_name=_("learning assistant"),
    )
    session = models.ForeignKey(
        CoreSession, models.CASCADE, related_name="waitlist", verbose_name=_("core session")
    )
    core_module = models.PositiveSmallIntegerField(
        _("core module"), choices=CoreModule, editable=False
    )
    priority = models.SmallIntegerField(
        _("priority"), default=0, help_text=_("A higher number comes first.")
    )
    created_at = models.DateTimeField(_("since"))
    moved_up_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("moved up by"),
    )
    moved_up_because = models.CharField(_("reason"), max_length=300, blank=True)
    # When the entry was first passed over for the present reason, and the code of that refusal.
    passed_over_at = models.DateTimeField(_("passed over"), null=True, blank=True, editable=False)
    passed_over_because = models.CharField(
        _("passed over because"), max_length=30, blank=True, editable=False
    )

    objects = WaitlistQuerySet.as_manager()

    class Meta:
        ordering = ["session", "-priority", "created_at", "pk"]
        verbose_name = _("waitlist entry")
        verbose_name_plural = _("waitlist entries")
        constraints = [
            models.UniqueConstraint(
                fields=["assistant", "core_module"],
                name="waitlist_entry_one_per_core_module",
                violation_error_message=_(
                    "This learning assistant already waits for a date of this core module."
                ),
            ),
            models.CheckConstraint(
                name="waitlist_entry_moved_up_with_author_and_reason",
                condition=Q(priority=0, moved_up_by=None, moved_up_because="")
                | (~Q(priority=0) & Q(moved_up_by__isnull=False) & ~Q(moved_up_because="")),
                violation_error_message=_(
                    "Give the reason for moving this person up, and who did it."
                ),
            ),
            models.CheckConstraint(
                name="waitlist_entry_passed_over_with_reason",
                condition=Q(passed_over_at=None, passed_over_because="")
                | (Q(passed_over_at__isnull=False) & ~Q(passed_over_because="")),
                violation_error_message=_("Give the reason for passing this person over."),
            ),
        ]
        triggers = [
            in_use("assistant_id"),
            pgtrigger.Trigger(
                name="not_for_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("session_id"),
                func=NOT_FOR_A_DRAFT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assistant}: {self.session}"
