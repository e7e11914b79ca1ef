from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format, get_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import marks
from enrollment.plain_text import NameOrder

from .organisation import Campus, Language
from .people import LearningAssistant, User
from .stays import KEEP_THE_PLACES, TAKE_A_PLACE, in_use, stays
from .terms import Term

# Years outside this range are typing errors; Python's first and last years overflow in time zone conversions.
YEARS = range(2000, 2200)


class CoreModule(models.IntegerChoices):
    FIRST = 1, _("Core module 1")
    SECOND = 2, _("Core module 2")


class CoreSessionQuerySet(models.QuerySet["CoreSession"]):
    def published(self) -> CoreSessionQuerySet:
        """Return what others than Uniped may know of: everything but drafts."""
        return self.filter(is_draft=False)

    def live(self) -> CoreSessionQuerySet:
        """Return published sessions that are not cancelled."""
        return self.published().filter(cancelled_at=None)

    def planned(self) -> CoreSessionQuerySet:
        """Return sessions that are not cancelled, drafts included: what occupies rooms and leaders."""
        return self.filter(cancelled_at=None)

    def upcoming(self, at: datetime) -> CoreSessionQuerySet:
        """Return sessions that are not cancelled and have not begun."""
        return self.live().filter(starts_at__gt=at)

    def lacking_marks(self, at: datetime, *, by: User | None = None) -> CoreSessionQuerySet:
        """Return past sessions with attendance not recorded; with ``by``, that of people whom this account may mark."""
        unmarked = Registration.objects.unmarked().filter(session=OuterRef("pk"))
        if by is not None:
            unmarked = unmarked.exclude(assistant__user=by)
        return self.live().filter(Exists(unmarked), ends_at__lte=at)

    def with_untaken_places(self, at: datetime) -> CoreSessionQuerySet:
        """Return coming sessions that people wait for although places are free."""
        waited_for = self.upcoming(at).filter(waitlist__isnull=False).values("pk")
        return self.with_places().filter(pk__in=waited_for, taken__lt=F("capacity"))

    def without_leader(self, at: datetime) -> CoreSessionQuerySet:
        return self.upcoming(at).filter(leaders=None)

    def with_places(self) -> CoreSessionQuerySet:
        """Annotate the number of places taken as ``taken``; it is not stored."""
        places = number_in_session(Registration.objects.live())
        return self.annotate(taken=places)  # type: ignore[no-redef]  # declared on the model for type checkers

    def with_unmarked(self) -> CoreSessionQuerySet:
        """Annotate the number of places taken whose attendance is not recorded as ``unmarked``."""
        unmarked = number_in_session(Registration.objects.unmarked())
        return self.annotate(unmarked=unmarked)  # type: ignore[no-redef]


def number_in_session(rows: models.QuerySet[Any]) -> Coalesce:
    """Return an expression for the number of these rows in each session of a query."""
    of_session = rows.filter(session=OuterRef("pk")).order_by().values("session")
    return Coalesce(Subquery(of_session.annotate(number=Count("pk")).values("number")), 0)


class CoreSession(models.Model):
    """A scheduled session of a core module, with a number of places."""

    term = models.ForeignKey(
        Term, models.PROTECT, related_name="core_sessions", verbose_name=_("term")
    )
    core_module = models.PositiveSmallIntegerField(_("core module"), choices=CoreModule)
    campus = models.ForeignKey(
        Campus, models.PROTECT, related_name="core_sessions", verbose_name=_("campus")
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.BOKMAL
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("room"), max_length=200, blank=True)
    online_url = models.URLField(_("link"), blank=True, help_text=_("If it is held on Zoom."))
    capacity = models.PositiveIntegerField(_("places"))
    leaders = models.ManyToManyField(
        User, blank=True, related_name="leads", verbose_name=_("seminar leaders")
    )
    # What is published stays published, so no place is ever held in a draft.
    is_draft = models.BooleanField(
        _("draft"),
        default=False,
        db_default=False,
        help_text=_("Hidden from everyone but Uniped until it is published."),
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    # iCalendar SEQUENCE, incremented by the trigger ``count_the_changes``.
    sequence = models.PositiveIntegerField(default=0, editable=False)

    # Set by with_places().
    taken: int
    # Set by with_unmarked().
    unmarked: int

    objects = CoreSessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "campus", "pk"]
        verbose_name = _("core session")
        verbose_name_plural = _("core sessions")
        constraints = [
            models.CheckConstraint(
                name="core_session_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("The session ends before it starts."),
            ),
            models.CheckConstraint(
                name="core_session_has_places",
                condition=Q(capacity__gte=1),
                violation_error_message=_("A session has at least one place."),
            ),
            models.CheckConstraint(
                name="core_session_is_of_core_module_1_or_2",
                condition=Q(core_module__in=CoreModule.values),
                violation_error_message=_("The core module is 1 or 2."),
            ),
            models.CheckConstraint(
                name="core_session_language_is_known",
                condition=Q(language__in=Language.values),
                violation_error_message=_("The language is nb or en."),
            ),
            models.CheckConstraint(
                name="core_session_in_a_room_or_online",
                condition=Q(place="") | Q(online_url=""),
                violation_error_message=_("Give the room or the link, not both."),
            ),
            models.CheckConstraint(
                name="core_session_draft_is_not_cancelled",
                condition=Q(is_draft=False) | Q(cancelled_at=None),
                violation_error_message=_("A draft is deleted instead of cancelled."),
            ),
            # Files tell parallel sessions apart by their room or link.
            models.UniqueConstraint(
                fields=["term", "core_module", "campus", "starts_at", "place", "online_url"],
                condition=Q(cancelled_at=None),
                name="core_session_one_per_campus_time_and_room",
                violation_error_message=_(
                    "There is already a session of this core module on this campus at this time. To hold two at the "
                    "same time, give them different rooms or links."
                ),
            ),
            # The target of the composite foreign key of Registration.
            models.UniqueConstraint(
                fields=["id", "core_module"], name="core_session_id_and_core_module"
            ),
        ]
        triggers = [
            stays(
                "core_session_registered_stays",
                "term",
                "core_module",
                "campus",
                once="EXISTS (SELECT FROM enrollment_registration WHERE session_id = OLD.id)",
            ),
            stays("core_session_published_stays", "is_draft", once="NOT OLD.is_draft"),
            pgtrigger.Trigger(
                name="keep_the_places_taken",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("capacity", "cancelled_at"),
                declare=[("taken", "integer")],
                func=KEEP_THE_PLACES,
            ),
            pgtrigger.Trigger(
                name="count_the_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "starts_at", "ends_at", "campus", "place", "online_url", "cancelled_at"
                ),
                func="NEW.sequence = OLD.sequence + 1; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(core_module)s, %(date)s, %(campus)s") % {
            "core_module": self.get_core_module_display(),
            "date": date_format(localtime(self.starts_at), "SHORT_DATETIME_FORMAT"),
            "campus": self.campus,
        }

    def clean(self) -> None:
        if self.starts_at is not None and self.starts_at.year not in YEARS:
            raise ValidationError(
                {
                    "starts_at": gettext("The year is from %(first)d to %(last)d.")
                    % {"first": YEARS[0], "last": YEARS[-1]}
                }
            )

    @property
    def places_left(self) -> int:
        """The number of free places. Requires ``with_places()``."""
        return max(self.capacity - self.taken, 0)

    @property
    def is_full(self) -> bool:
        """Whether no place is free. Requires ``with_places()``."""
        return self.places_left == 0

    @property
    def day(self) -> str:
        """The weekday and date, with the year only if it is not the term's."""
        starts_at, pattern = localtime(self.starts_at), get_format("DATE_FORMAT")
        if starts_at.year == self.term.first_day.year:
            pattern = pattern.removesuffix(" Y")
        return date_format(starts_at, pattern)

    @property
    def deadline(self) -> datetime:
        """When promotions stop and places can no longer be given up."""
        return self.starts_at - timedelta(hours=self.term.deadline_hours)

    def has_begun(self, at: datetime) -> bool:
        return self.starts_at <= at

    def overlaps(self, other: CoreSession) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class Mark(models.TextChoices):
    """Attendance at a session; ``enrollment.marks`` says what each mark is worth."""

    NONE = marks.NONE, _("not marked")
    PRESENT = marks.PRESENT, _("present")
    PARTIAL = marks.PARTIAL, _("partial")
    ABSENT = marks.ABSENT, _("absent")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> RegistrationQuerySet:
        """Return registrations that take up a place in their session, past or coming."""
        return self.filter(withdrawn_at=None)

    def unmarked(self) -> RegistrationQuerySet:
        """Return live registrations whose attendance is not recorded."""
        return self.live().filter(mark=marks.NONE)

    def on_roster(self) -> RegistrationQuerySet:
        """Return those that take up a place, and in cancelled sessions those that did until then."""
        return self.filter(LIVE_OR_CANCELLED)

    def standing(self) -> RegistrationQuerySet:
        """Return registrations that occupy their core module: held or attended, as ``Registration.stands``."""
        return self.filter(STANDING)


# Registrations that take up a place, and those that ended because the session was cancelled.
LIVE_OR_CANCELLED = Q(withdrawn_at=None) | Q(withdrawn_at=F("session__cancelled_at"))
# With any other mark, or without one if another date was chosen, the learning assistant may register again.
STANDING = Q(withdrawn_at=None) & (Q(mark__in=marks.COUNTS) | Q(mark=marks.NONE, replaced_at=None))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
class Registration(models.Model):
    """A learning assistant's place in a core session, and later the mark for attendance."""

    Mark = Mark

    assistant = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="registrations",
        verbose_name=_("learning assistant"),
    )
    session = models.ForeignKey(
        CoreSession, models.PROTECT, related_name="registrations", verbose_name=_("core session")
    )
    # Copied from the session and kept equal by a composite foreign key, for the unique constraint below.
    core_module = models.PositiveSmallIntegerField(
        _("core module"), choices=CoreModule, editable=False
    )
    registered_at = models.DateTimeField(_("registered"))
    withdrawn_at = models.DateTimeField(_("given up"), null=True, blank=True)
    mark = models.CharField(_("attendance"), max_length=7, choices=Mark, blank=True, default="")
    marked_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    marked_at = models.DateTimeField(_("recorded"), null=True, blank=True)
    preparation_confirmed_at = models.DateTimeField(
        _("preparation confirmed"), null=True, blank=True
    )
    # Attendance was not recorded in time. Until it is, the place no longer occupies the core module.
    replaced_at = models.DateTimeField(_("another date chosen"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["session__starts_at", NameOrder("assistant__name"), "pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint(
                fields=["assistant", "core_module"],
                condition=STANDING,
                name="registration_one_live_place_per_core_module",
                violation_error_message=_(
                    "This learning assistant already holds or has attended a date of this core module."
                ),
            ),
            models.UniqueConstraint(
                fields=["assistant", "session"],
                condition=Q(withdrawn_at=None),
                name="registration_one_place_per_session",
                violation_error_message=_(
                    "This learning assistant already has a place in this session."
                ),
            ),
            models.CheckConstraint(
                name="registration_mark_is_known",
                condition=Q(mark__in=Mark.values),
                violation_error_message=_("The mark is present, partial or absent."),
            ),
            models.CheckConstraint(
                name="registration_mark_has_author_and_time",
                condition=Q(mark="", marked_by=None, marked_at=None)
                | (~Q(mark="") & Q(marked_by__isnull=False, marked_at__isnull=False)),
                violation_error_message=_("A mark says who recorded it and when."),
            ),
            models.CheckConstraint(
                name="registration_given_up_has_no_mark",
                condition=Q(withdrawn_at=None) | Q(mark=""),
                violation_error_message=_("A place that was given up has no mark."),
            ),
        ]
        indexes = [
            # For counting the places taken, on every timetable and under every lock.
            models.Index(
                fields=["session"],
                condition=Q(withdrawn_at=None),
                name="registration_live_by_session",
            ),
        ]
        triggers = [
            in_use("assistant_id"),
            stays("registration_marked_stays", "assistant", "session", once="OLD.mark <> ''"),
            pgtrigger.Trigger(
                name="take_a_place",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("session_id", "withdrawn_at"),
                declare=[("session", "record"), ("taken", "integer")],
                func=TAKE_A_PLACE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assistant}: {self.session}"

    @property
    def is_attended(self) -> bool:
        return marks.counts(self.mark)

    @property
    def is_lost(self) -> bool:
        """Whether it ended because its session was cancelled."""
        return self.withdrawn_at is not None and self.withdrawn_at == self.session.cancelled_at

    @property
    def stands(self) -> bool:
        """Whether it occupies the core module: held or attended."""
        return self.withdrawn_at is None and (
            self.is_attended or (not self.mark and self.replaced_at is None)
        )

    def is_overdue(self, at: datetime) -> bool:
        """Whether its attendance should have been recorded by now."""
        return not self.mark and self.session.starts_at + marks.RECORDED_WITHIN <= at
