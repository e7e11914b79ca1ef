from __future__ import annotations

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

from enrollment import languages
from enrollment.plain_text import NameOrder, folded

from . import stays
from .organisation import Course, Department
from .terms import Term

USERNAME_PATTERN = r"^[a-z0-9][a-z0-9._-]*$"


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
    found_by = folded("name", "username", "email")

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
    found_by = folded("name", "username", "email")

    class Meta:
        ordering = [NameOrder("name"), "username"]
        indexes = [models.Index(NameOrder("name"), models.F("username"), name="assistant_by_name")]
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
    # False if it came with a file whose letters were declined: dates of meetings planned before do not follow by letter.
    is_announced = models.BooleanField(default=True, db_default=True, editable=False)

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

    def has_ended(self, today: date) -> bool:
        """Return whether its last day is past; the others are ``AppointmentQuerySet.live_on``."""
        return self.ends_on is not None and self.ends_on < today


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
