from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enrollment.models import LearningAssistant, User
from enrollment.models.stays import in_use

from .catalogue import OnlineModule


class Slot(models.IntegerChoices):
    FIRST = 1, _("first")
    SECOND = 2, _("second")


class ChoiceQuerySet(models.QuerySet["Choice"]):
    def completed(self) -> ChoiceQuerySet:
        return self.exclude(completed_on=None)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Choice(models.Model):
    """One of a learning assistant's two online modules. The two slots make a third impossible."""

    class Source(models.TextChoices):
        HERE = "here", _("done here")
        FILE = "file", _("brought in by file")

    assistant = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="module_choices",
        verbose_name=_("learning assistant"),
    )
    slot = models.PositiveSmallIntegerField(_("slot"), choices=Slot)
    module = models.ForeignKey(
        OnlineModule, models.PROTECT, related_name="choices", verbose_name=_("online module")
    )
    chosen_at = models.DateTimeField(_("chosen"))
    completed_on = models.DateField(_("completed"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=10, choices=Source, blank=True)
    # The logged-in user who imported the completion; None when a command did.
    brought_in_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("brought in by"),
    )

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["assistant", "slot"]
        verbose_name = _("chosen online module")
        verbose_name_plural = _("chosen online modules")
        constraints = [
            models.CheckConstraint(
                name="choice_is_first_or_second",
                condition=Q(slot__in=Slot.values),
                violation_error_message=_("Two online modules are chosen, never three."),
            ),
            models.UniqueConstraint(
                fields=["assistant", "slot"],
                name="choice_one_per_slot",
                violation_error_message=_("Two online modules are chosen, never three."),
            ),
            models.UniqueConstraint(
                fields=["assistant", "module"],
                name="choice_of_two_different_modules",
                violation_error_message=_("This online module is already chosen."),
            ),
            models.CheckConstraint(
                name="choice_completed_with_source",
                condition=Q(completed_on=None, source="", brought_in_by=None)
                | Q(completed_on__isnull=False, source="here", brought_in_by=None)
                | Q(completed_on__isnull=False, source="file"),
                violation_error_message=_("A completed module has a date and a source."),
            ),
        ]
        triggers = [in_use("assistant_id")]

    def __str__(self) -> str:
        return f"{self.assistant}: {self.module.code}"
