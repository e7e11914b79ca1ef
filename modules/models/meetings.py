from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from enrollment.models import Appointment, Course, Department, Language, Term
from enrollment.models.stays import stays
from enrollment.plain_text import folded

KEY_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9-]*$"
KEY_IN_WORDS = _("Write letters from A to Z, digits and hyphens.")


class Part(models.TextChoices):
    """Parts of the course-specific follow-up. The meeting's field of hours is the value with the suffix ``_hours``."""

    FIRST_MEETING = "first_meeting", _("first meeting")
    FOLLOW_UP = "follow_up", _("follow-up")
    FINAL_EVALUATION = "final_evaluation", _("final evaluation")


# Required hours (docs/programme.md, “Course-specific modules”).
HOURS_ASKED = {
    Part.FIRST_MEETING: Decimal(1),
    Part.FOLLOW_UP: Decimal(4),
    Part.FINAL_EVALUATION: Decimal(1),
}


class FollowUpMeetingQuerySet(models.QuerySet["FollowUpMeeting"]):
    def live(self) -> FollowUpMeetingQuerySet:
        return self.filter(cancelled_at=None)

    def begun(self, at: datetime) -> FollowUpMeetingQuerySet:
        """Return the meetings that are not cancelled and have begun: attendance can be recorded."""
        return self.live().filter(starts_at__lte=at)

    def upcoming(self, at: datetime) -> FollowUpMeetingQuerySet:
        return self.live().filter(starts_at__gt=at)


# A trigger, because a check constraint cannot see the other meeting's row.
MAKES_UP_FOR_ONE_THAT_COUNTS = """
    IF EXISTS (
        SELECT FROM modules_followupmeeting one
        WHERE one.id = NEW.makes_up_for_id
            AND (
                one.makes_up_for_id IS NOT NULL OR one.id = NEW.id
                OR one.department_id <> NEW.department_id
            )
    ) OR NEW.makes_up_for_id IS NOT NULL AND EXISTS (
        SELECT FROM modules_followupmeeting other WHERE other.makes_up_for_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'A meeting makes up for one of the department that is no make-up.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_makes_up_for_no_make_up';
    END IF;
    RETURN NEW;
"""


MAKES_UP_FOR_NO_MAKE_UP = _(
    "A meeting makes up for one of the same department that makes up for no other."
)


class FollowUpMeeting(models.Model):
    """A department's meeting for its learning assistants, covering some or all of the course-specific follow-up."""

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="meetings", verbose_name=_("department")
    )
    term = models.ForeignKey(Term, models.PROTECT, related_name="meetings", verbose_name=_("term"))
    key = models.CharField(
        _("key"),
        max_length=60,
        validators=[RegexValidator(KEY_PATTERN, KEY_IN_WORDS)],
        help_text=_("Identifies the meeting in files. Upper and lower case are the same."),
    )
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    online_url = models.URLField(_("link"), blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.BOKMAL
    )
    courses = models.ManyToManyField(
        Course,
        blank=True,
        related_name="meetings",
        verbose_name=_("courses"),
        help_text=_("None: it is for all the department's learning assistants."),
    )
    first_meeting_hours = models.DecimalField(
        _("hours of the first meeting"),
        max_digits=4,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
    )
    follow_up_hours = models.DecimalField(
        _("hours of follow-up"),
        max_digits=4,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
    )
    final_evaluation_hours = models.DecimalField(
        _("hours of the final evaluation"),
        max_digits=4,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
    )
    is_mandatory = models.BooleanField(
        _("mandatory"),
        default=True,
        help_text=_("Anyone who misses it must attend a meeting that makes up for it."),
    )
    makes_up_for = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="make_ups",
        verbose_name=_("makes up for"),
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    # False if it came with a file whose letters were declined: people who are added later are not told either.
    is_announced = models.BooleanField(default=True, db_default=True, editable=False)
    # SEQUENCE in calendars: raised by every change that is announced.
    sequence = models.PositiveIntegerField(_("version"), default=0, editable=False)
    found_by = folded("title", "key")

    objects = FollowUpMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("follow-up meeting")
        verbose_name_plural = _("follow-up meetings")
        constraints = [
            models.UniqueConstraint(
                "department",
                "term",
                Lower("key"),
                name="meeting_key_once_per_department_and_term",
                violation_error_message=_("This department has a meeting with this key this term."),
            ),
            models.CheckConstraint(
                name="meeting_key_is_plain",
                condition=Q(key__regex=KEY_PATTERN),
                violation_error_message=KEY_IN_WORDS,
            ),
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The meeting ends before it starts."),
            ),
            models.CheckConstraint(
                name="meeting_has_a_place_or_a_link",
                condition=Q(place="") | Q(online_url=""),
                violation_error_message=_("Give a place or a link, not both."),
            ),
            models.CheckConstraint(
                name="meeting_gives_hours_of_some_part",
                condition=Q(
                    first_meeting_hours__gte=0,
                    follow_up_hours__gte=0,
                    final_evaluation_hours__gte=0,
                )
                & (
                    Q(first_meeting_hours__gt=0)
                    | Q(follow_up_hours__gt=0)
                    | Q(final_evaluation_hours__gt=0)
                ),
                violation_error_message=_(
                    "The meeting gives hours of some part, and of none less than 0."
                ),
            ),
            models.CheckConstraint(
                name="meeting_that_makes_up_is_not_mandatory",
                condition=Q(makes_up_for=None) | Q(is_mandatory=False),
                violation_error_message=_("A meeting that makes up for another is not mandatory."),
            ),
            models.CheckConstraint(
                name="meeting_language_is_known",
                condition=Q(language__in=Language.values),
                violation_error_message=_("The language is nb or en."),
            ),
        ]
        triggers = [
            stays(
                "meeting_attended_stays",
                "department",
                "term",
                *(f"{part}_hours" for part in Part),
                "is_mandatory",
                "makes_up_for",
                "cancelled_at",
                once="EXISTS (SELECT FROM modules_followupattendance WHERE meeting_id = OLD.id)",
            ),
            pgtrigger.Trigger(
                name="meeting_makes_up_for_no_make_up",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=MAKES_UP_FOR_ONE_THAT_COUNTS,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Raise ``ValidationError`` for what the trigger ``meeting_makes_up_for_no_make_up`` refuses about make-ups."""
        make_ups = FollowUpMeeting.objects.exclude(makes_up_for=None)
        if (
            self.makes_up_for_id
            and make_ups.filter(Q(pk=self.makes_up_for_id) | Q(makes_up_for=self.pk)).exists()
        ):
            raise ValidationError(MAKES_UP_FOR_NO_MAKE_UP)

    @property
    def hours(self) -> dict[Part, Decimal]:
        """Return the hours of each part."""
        return {part: getattr(self, f"{part}_hours") for part in Part}

    def expects(self, appointment: Appointment, courses: Collection[int]) -> bool:
        """Return whether an appointment is expected. ``courses`` has the keys of the meeting's courses; empty: all.

        The trigger ``attendance_of_somebody_expected`` applies the same rule to marks.
        """
        return (appointment.department_id, appointment.term_id) == (
            self.department_id,
            self.term_id,
        ) and (not courses or appointment.course_id in courses)

    def has_begun(self, at: datetime) -> bool:
        return self.starts_at <= at
