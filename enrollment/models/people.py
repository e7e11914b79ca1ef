from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pghistory
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from enrollment import languages
from enrollment.plain_text import NameOrder, TermOrder, term_order

from . import stays
from .organisation import Course, Department

USERNAME_PATTERN = r"^[a-z0-9][a-z0-9._-]*$"
TERM_CODE_PATTERN = r"^[0-9]{4}[VH]$"


class User(AbstractUser):
    """An account. The user name is only for logging in and proves nothing about the owner: see ``docs/identity.md``."""

    first_name = last_name = None  # type: ignore[assignment]  # replaced by ``name``
    name = models.CharField(_("name"), max_length=150, blank=True)
    # The name given at sign-up, until the address is confirmed. A stranger may have signed up, so
    # staff may change ``name`` meanwhile.
    signed_up_as = models.CharField(max_length=150, blank=True, default="", editable=False)
    # Null until the owner chooses one.
    language = models.CharField(  # noqa: DJ001  # null, not "": no language is chosen
        _("language"), max_length=2, choices=languages.choices, null=True, blank=True
    )

    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                name="account_language_is_known",
                condition=Q(language__regex=r"^[a-z]{2}$"),
                violation_error_message=_(
                    "Give the language as a code of two letters, such as nb."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


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
        help_text=_("A seminar counts only when the obligatory preparation for it is confirmed."),
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


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=["user", "username", "name", "email", "merged_into"],
    model_name="LearningAssistantEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events", related_query_name="events"),
)
class LearningAssistant(models.Model):
    """A person employed to assist in courses. The record may exist before the person has an account."""

    user = models.OneToOneField(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assistant",
        verbose_name=_("account"),
    )
    username = models.CharField(
        _("user name"),
        max_length=100,
        unique=True,
        validators=[
            RegexValidator(
                USERNAME_PATTERN,
                _("A user name has small letters, digits, full stops, hyphens and underscores."),
            )
        ],
    )
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"), max_length=2, choices=languages.choices, default=settings.LANGUAGE_CODE
    )
    exempt_since = models.DateField(_("exempt since"), null=True, blank=True, editable=False)
    # The record of the same person that has all that was on this one: see ``enrollment.people.merging``.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    merged_at = models.DateTimeField(_("merged"), null=True, blank=True)
    merged_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("merged by"),
    )
    merged_because = models.CharField(
        _("reason for merging"), max_length=300, blank=True, editable=False
    )

    class Meta:
        ordering = [NameOrder("name"), "username"]
        verbose_name = _("learning assistant")
        verbose_name_plural = _("learning assistants")
        constraints = [
            models.CheckConstraint(
                name="learning_assistant_username_is_plain",
                condition=Q(username__regex=USERNAME_PATTERN),
                violation_error_message=_(
                    "A user name has small letters, digits, full stops, hyphens and underscores."
                ),
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="learning_assistant_email_belongs_to_one",
                violation_error_message=_(
                    "Another learning assistant already has this e-mail address."
                ),
            ),
            models.CheckConstraint(
                name="learning_assistant_language_is_known",
                condition=Q(language__regex=r"^[a-z]{2}$"),
                violation_error_message=_(
                    "Give the language as a code of two letters, such as nb."
                ),
            ),
            models.CheckConstraint(
                name="learning_assistant_merged_with_author_and_reason",
                condition=Q(merged_into=None, merged_at=None, merged_by=None, merged_because="")
                | (
                    Q(merged_into__isnull=False, merged_at__isnull=False, merged_by__isnull=False)
                    & ~Q(merged_because="")
                ),
                violation_error_message=_("Say why the records are merged, and who did it."),
            ),
            models.CheckConstraint(
                name="learning_assistant_merged_has_no_account",
                condition=Q(merged_into=None) | Q(user=None),
                violation_error_message=_("This record is merged into another."),
            ),
        ]
        triggers = [
            stays.in_use("merged_into_id"),
            stays.stays(
                "learning_assistant_merged_stays",
                "merged_into",
                once="OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS NULL",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.username})"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def live(self, at: datetime) -> AppointmentQuerySet:
        """Return appointments that have not ended, including those that have not begun."""
        return self.live_on(localdate(at))

    def live_on(self, day: date) -> AppointmentQuerySet:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Appointment(models.Model):
    """The employment of a learning assistant by a department, in a course, for a term."""

    assistant = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("learning assistant"),
    )
    term = models.ForeignKey(
        Term, models.PROTECT, related_name="appointments", verbose_name=_("term")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="appointments", verbose_name=_("department")
    )
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="appointments", verbose_name=_("course")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["term", "course", "assistant"]
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.UniqueConstraint(
                fields=["assistant", "term", "department", "course"],
                name="appointment_once_per_course_and_term",
                violation_error_message=_(
                    "This learning assistant is already appointed in this course this term."
                ),
            ),
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The appointment ends before it starts."),
            ),
        ]
        triggers = [stays.in_use("assistant_id")]

    def __str__(self) -> str:
        return f"{self.assistant}, {self.course.code}, {self.term.code}"


class Coordinator(models.Model):
    """The role of managing a department's follow-up, in one course or, without a course, in all of them."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="coordinates", verbose_name=_("account")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="coordinators", verbose_name=_("department")
    )
    course = models.ForeignKey(
        Course,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coordinators",
        verbose_name=_("course"),
        help_text=_("Empty: all the department's courses."),
    )

    class Meta:
        ordering = ["department", "user"]
        verbose_name = _("coordinator")
        verbose_name_plural = _("coordinators")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "department", "course"],
                nulls_distinct=False,
                name="coordinator_once_per_department_and_course",
                violation_error_message=_("This person is already coordinator there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.course.code if self.course else self.department.code}"
