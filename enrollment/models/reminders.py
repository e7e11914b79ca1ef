from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .people import Term


class Kind(models.TextChoices):
    OPEN = "registration-open", _("Registration has opened")
    CLOSING = "registration-closing", _("Registration is about to close")
    SEMINAR = "seminar-ahead", _("Seminar ahead, with its preparation")
    TOMORROW = "seminar-tomorrow", _("Seminar tomorrow")
    PREPARATION = "preparation-missing", _("Preparation not confirmed")
    MODULE_DUE = "module-due", _("Online module due")
    MODULE_DUE_SOON = "module-due-soon", _("Online module due in a few days")
    ESSAYS_WAITING = "essays-waiting", _("Essay to evaluate (days after it could be had)")
    LEASE_ENDING = "lease-ending", _("Time to evaluate an essay runs out")
    MEETING = "meeting-tomorrow", _("Meeting tomorrow")
    MISSING = "what-is-missing", _("What is missing (days before 31 July or 31 December)")
    STILL_MISSING = "still-missing", _("What is still missing (days before 31 July or 31 December)")


class ReminderTiming(models.Model):
    """When a kind of reminder is due in a term, if not after ``USUAL_DAYS``."""

    Kind = Kind

    # Days before the event. ``OPEN`` is always 0: it is sent when registration opens.
    USUAL_DAYS = {
        Kind.OPEN: 0,
        Kind.CLOSING: 7,
        Kind.SEMINAR: 7,
        Kind.TOMORROW: 1,
        Kind.PREPARATION: 2,
        Kind.MODULE_DUE: 14,
        Kind.MODULE_DUE_SOON: 3,
        Kind.ESSAYS_WAITING: 1,
        Kind.LEASE_ENDING: 1,
        Kind.MEETING: 1,
        Kind.MISSING: 90,
        Kind.STILL_MISSING: 60,
    }

    term = models.ForeignKey(
        Term, models.CASCADE, related_name="reminder_timings", verbose_name=_("term")
    )
    kind = models.CharField(_("reminder"), max_length=40, choices=Kind)
    days_before = models.PositiveSmallIntegerField(
        _("days before"),
        null=True,
        blank=True,
        help_text=_("Empty: this reminder is not sent in this term."),
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
                condition=~Q(kind=Kind.OPEN) | Q(days_before=None) | Q(days_before=0),
                violation_error_message=_(
                    "Registration is told of when it opens, not days before. Give 0 to have this reminder sent, "
                    "or leave the days empty to turn it off."
                ),
            ),
            models.CheckConstraint(
                name="reminder_comes_at_least_a_day_before",
                condition=Q(kind=Kind.OPEN) | Q(days_before=None) | Q(days_before__gte=1),
                violation_error_message=_(
                    "On the day itself this reminder comes too late. Give 1 day or more, or leave the days empty "
                    "to turn it off."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term.code}: {self.get_kind_display()}"


def days_before(kind: str, timings: Iterable[ReminderTiming]) -> int | None:
    """Return how many days before its event a reminder is due, given a term's timings, or None if it is turned off."""
    given = {one.kind: one.days_before for one in timings}
    return given.get(kind, ReminderTiming.USUAL_DAYS[Kind(kind)])
