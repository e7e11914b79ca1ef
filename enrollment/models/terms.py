"""Terms: when registration opens and closes, and what holds for their sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Abs
from django.db.models.lookups import LessThan
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from enrollment.plain_text import TermOrder, term_order

from . import stays

TERM_CODE_PATTERN = r"^[0-9]{4}[VH]$"


class TermQuerySet(models.QuerySet["Term"]):
    def open(self, at: datetime) -> TermQuerySet:
        """Return terms whose registration window contains ``at``: opening included, closing excluded."""
        return self.filter(registration_opens_at__lte=at, registration_closes_at__gt=at)

    def current(self, at: datetime) -> Term | None:
        """Return the open term, else the next to open, else the last to have closed."""
        # One query, because every page needs this: there are two terms a year.
        return current_among(self, at)


def current_among(terms: Iterable[Term], at: datetime) -> Term | None:
    """Return the open term, else the next to open, else the last to have closed; the latest code decides a tie."""

    def rank(term: Term) -> tuple[int, float]:
        opens, closes = term.registration_opens_at, term.registration_closes_at
        if opens is None or closes is None:
            return 3, 0
        if term.is_open(at):
            return 0, 0
        return (1, opens.timestamp()) if term.opens_later(at) else (2, -closes.timestamp())

    latest_first = sorted(terms, key=lambda term: term_order(term.code), reverse=True)
    return min(latest_first, key=rank, default=None)


def code_of(day: date) -> str:
    """Return the code of the half-year of a day; spring lasts through July."""
    return f"{day.year}{'V' if day.month <= 7 else 'H'}"


def nearest_first(field: str, day: date) -> tuple[LessThan, Abs]:
    """Order by a field with codes of terms: the term of the day, later ones, then earlier ones from the latest."""
    distance = TermOrder(field) - term_order(code_of(day))
    return LessThan(distance, 0), Abs(distance)


class Term(models.Model):
    """A semester, with its registration window and rules. Without a window, registration is closed."""

    code = models.CharField(
        _("code"),
        max_length=5,
        unique=True,
        validators=[
            RegexValidator(TERM_CODE_PATTERN, _("Write the year and V or H, for example 2024H."))
        ],
        help_text=_("The year and V for spring or H for autumn, for example 2024H."),
    )
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    deadline_hours = models.PositiveSmallIntegerField(
        _("deadline"),
        default=48,
        help_text=_("How many hours before a seminar its date can last be given up."),
    )
    report_tolerance = models.PositiveSmallIntegerField(
        _("tolerance of attendance reports"),
        default=10,
        db_default=10,
        help_text=_(
            "How many minutes of a seminar or meeting a person may miss and still be proposed as present by the report of "
            "Teams or Zoom."
        ),
    )
    preparation_required = models.BooleanField(
        _("preparation required"),
        default=False,
        help_text=_("A seminar counts only when the mandatory preparation for it is confirmed."),
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = [-TermOrder("code")]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.CheckConstraint(
                name="term_code_is_year_and_season",
                condition=Q(code__regex=TERM_CODE_PATTERN),
                violation_error_message=_("Write the year and V or H, for example 2024H."),
            ),
            models.CheckConstraint(
                name="term_registration_window_is_whole_and_in_order",
                condition=Q(registration_opens_at=None, registration_closes_at=None)
                | Q(
                    # A comparison with NULL is NULL, which a check constraint accepts.
                    registration_opens_at__isnull=False,
                    registration_closes_at__isnull=False,
                    registration_closes_at__gt=F("registration_opens_at"),
                ),
                violation_error_message=_(
                    "Give both when registration opens and when it closes, the closing after the opening; "
                    "or neither, while it is closed."
                ),
            ),
        ]

        triggers = [stays.TERM_CODE, stays.TERM_PREPARATION]

    def __str__(self) -> str:
        """The name on its own, as in a list: “Autumn 2024”, “Høst 2024”."""
        season = (
            pgettext("season", "Spring")
            if self.code.endswith("V")
            else pgettext("season", "Autumn")
        )
        return f"{season} {self.code[:4]}"

    @property
    def name(self) -> str:
        """The name within a sentence: “autumn 2024”, “høsten 2024”. Bokmål uses no preposition before it."""
        season = (
            pgettext("season in a sentence", "spring")
            if self.code.endswith("V")
            else pgettext("season in a sentence", "autumn")
        )
        return f"{season} {self.code[:4]}"

    def is_open(self, at: datetime) -> bool:
        """Return whether the registration window contains ``at``, as ``TermQuerySet.open`` does."""
        opens, closes = self.registration_opens_at, self.registration_closes_at
        return opens is not None and closes is not None and opens <= at < closes

    def registration_state(self, at: datetime) -> str:
        """Return “before”, “open”, “after”, or “none” without a registration window."""
        if self.registration_opens_at is None:
            return "none"
        if self.is_open(at):
            return "open"
        return "before" if self.opens_later(at) else "after"

    def opens_later(self, at: datetime) -> bool:
        return self.registration_opens_at is not None and at < self.registration_opens_at

    def is_past(self, at: datetime) -> bool:
        """Return whether the half-year is over; spring lasts through July."""
        return localdate(at) > self.last_day

    def is_before(self, other: Term) -> bool:
        return self.last_day < other.last_day

    @property
    def first_day(self) -> date:
        return date(int(self.code[:4]), 1 if self.code.endswith("V") else 8, 1)

    @property
    def last_day(self) -> date:
        return date(int(self.code[:4]), 7 if self.code.endswith("V") else 12, 31)
