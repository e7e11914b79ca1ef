from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.models import CoreSession, Preparation, Registration, ReminderTiming, Term
from enrollment.models.kinds import REMINDER_KINDS, ReminderKind, When
from enrollment.models.reminders import WHEN_REGISTRATION_OPENS, days_of
from enrollment.places import promoting
from enrollment.plain_text import TermOrder

from .base import Kept, count_of, moments
from .forms import TermForm
from .what_if import ShowsConsequences

STATES = {
    "none": _("closed, no dates set"),
    "before": _("not open yet"),
    "open": _("open"),
    "after": _("closed"),
}


def when(kind: ReminderKind, timings: Iterable[ReminderTiming]) -> str:
    """Return when a reminder is sent with these timings, plus the usual time if it differs."""
    now, usual = in_words(kind, days_of(kind, timings)), in_words(kind, kind.usual_days)
    if now == usual:
        return usual
    return gettext("%(now)s (usually %(usual)s)") % {"now": now, "usual": usual}


def in_words(kind: ReminderKind, days: int | None) -> str:
    if days is None:
        return gettext("not sent")
    if kind.code == WHEN_REGISTRATION_OPENS:
        return gettext("when it opens")
    if kind.when is When.AFTER:
        return ngettext("after %(count)d day", "after %(count)d days", days) % {"count": days}
    return ngettext("%(count)d day before", "%(count)d days before", days) % {"count": days}


class ReminderTimingInline(admin.StackedInline[ReminderTiming, Term]):
    """Reminders sent at an unusual time in this term, or not at all."""

    model = ReminderTiming
    verbose_name_plural = _("Change or turn off reminders")
    fields = [("kind", "days_before")]
    extra = 0


class PreparationInline(admin.StackedInline[Preparation, Term]):
    """What to prepare for the core modules, by the language of the session."""

    model = Preparation
    fields = [("core_module", "language"), "text", "url"]
    extra = 0


@admin.register(Term)
class TermAdmin(ShowsConsequences, Kept, admin.ModelAdmin[Term]):
    form = TermForm
    list_display = [
        "code",
        "name",
        "registration",
        "opens",
        "closes",
        "sessions",
        "places_taken",
    ]
    fieldsets = [
        (None, {"fields": ["code"]}),
        (_("Registration"), {"fields": ["registration_opens_at", "registration_closes_at"]}),
        (_("Rules"), {"fields": ["deadline_hours", "preparation_required", "report_tolerance"]}),
        (_("Reminders"), {"fields": ["reminders"]}),
    ]
    readonly_fields = ["reminders"]

    inlines = [PreparationInline, ReminderTimingInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        terms: QuerySet[Any] = (
            super()
            .get_queryset(request)
            .annotate(
                sessions=count_of(CoreSession.objects.planned(), "term"),
                places_taken=count_of(Registration.objects.live(), "session__term"),
            )
        )
        return terms

    def save_model(
        self, request: HttpRequest, obj: Term, form: ModelForm[Term], change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        # A later deadline restarts promotion for sessions whose deadline had passed.
        promoting.promote_all(clock.now())

    opens = moments("registration_opens_at", _("registration opens"))
    closes = moments("registration_closes_at", _("registration closes"))

    @admin.display(description=_("name"), ordering=TermOrder("code"))
    def name(self, term: Term) -> str:
        return str(term)

    @admin.display(description=_("registration"))
    def registration(self, term: Term) -> str:
        return str(STATES[term.registration_state(clock.now())])

    @admin.display(description=_("when they are sent"))
    def reminders(self, term: Term) -> str:
        timings = list(term.reminder_timings.all()) if term.pk else []
        lines = [(kind.title, when(kind, timings)) for kind in REMINDER_KINDS.values()]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", lines))

    @admin.display(description=_("core sessions"), ordering="sessions")
    def sessions(self, term: Any) -> str:
        url = reverse("admin:enrollment_coresession_changelist")
        return format_html('<a href="{}?term__id__exact={}">{}</a>', url, term.pk, term.sessions)

    @admin.display(description=_("places taken"), ordering="places_taken")
    def places_taken(self, term: Any) -> int:
        taken: int = term.places_taken
        return taken
