from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .kinds import ReminderKind, reminder_choices
from .terms import Term

# The only reminder without days: it is sent when registration opens.
WHEN_REGISTRATION_OPENS = "registration-open"


class ReminderTiming(models.Model):
    """When a kind of reminder is due in a term, if not after its usual days."""

    term = models.ForeignKey(
        Term, models.CASCADE, related_name="reminder_timings", verbose_name=_("term")
    )
    kind = models.CharField(_("reminder"), max_length=40, choices=reminder_choices)
    days_before = models.PositiveSmallIntegerField(
        _("days"),
        null=True,
        blank=True,
        help_text=_("Leave empty to turn this reminder off in this term."),
    )

    class Meta:
        ordering = ["term", "kind"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "kind"],
                name="reminder_timing_once_per_term_and_kind",
                violation_error_message=_("This reminder already has a time in this term."),
            ),
            models.CheckConstraint(
                name="reminder_of_the_opening_has_no_days",
                condition=~Q(kind=WHEN_REGISTRATION_OPENS) | Q(days_before=None) | Q(days_before=0),
                violation_error_message=_(
                    "Registration is told of when it opens, not days before. Give 0 to have this reminder sent, "
                    "or leave the days empty to turn it off."
                ),
            ),
            models.CheckConstraint(
                name="reminder_comes_at_least_a_day_before",
                condition=Q(kind=WHEN_REGISTRATION_OPENS)
                | Q(days_before=None)
                | Q(days_before__gte=1),
                violation_error_message=_(
                    "On the day itself this reminder comes too late. Give 1 day or more, or leave the days empty "
                    "to turn it off."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term.code}: {self.get_kind_display()}"


def days_of(kind: ReminderKind, timings: Iterable[ReminderTiming]) -> int | None:
    """Return the days between a reminder and its event, given a term's timings, or None if it is turned off."""
    given = {timing.kind: timing.days_before for timing in timings}
    return given.get(kind.code, kind.usual_days)
