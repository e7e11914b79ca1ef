"""The states of sessions and registrations, shared by the lists and their filters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Case, CharField, F, Model, Q, QuerySet, TextChoices, Value, When
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock, marks
from enrollment.models.organisation import Named
from enrollment.models.sessions import Mark
from enrollment.plain_text import name_order
from enrollment.sessions.left_without import with_people_left


class NamesFilter(admin.RelatedFieldListFilter):
    """Rows by something with a name, in order of names."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        choices = super().field_choices(field, request, model_admin)
        return sorted(choices, key=lambda choice: name_order(str(choice[1])))


admin.FieldListFilter.register(
    lambda field: issubclass(getattr(field, "related_model", None) or Model, Named),
    NamesFilter,
    take_priority=True,
)


class LeaderFilter(NamesFilter, admin.RelatedOnlyFieldListFilter):
    """Sessions by who leads them, or without a leader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = escape(gettext("no leader"))


class SessionState(TextChoices):
    DRAFT = "draft", _("draft")
    UPCOMING = "upcoming", _("upcoming")
    UNDER_WAY = "under_way", _("under way")
    PAST = "past", _("past")
    CANCELLED = "cancelled", _("cancelled")


class RegistrationState(TextChoices):
    HELD = "held", _("has a place")
    ATTENDED = "attended", _("attended")
    PARTIAL = marks.PARTIAL, _("partial")
    ABSENT = marks.ABSENT, _("absent")
    GIVEN_UP = "given_up", _("given up")
    CANCELLED = "cancelled", _("cancelled")


def state_of_sessions(at: datetime) -> Case:
    return Case(
        When(is_draft=True, then=Value(SessionState.DRAFT)),
        When(cancelled_at__isnull=False, then=Value(SessionState.CANCELLED)),
        When(ends_at__lte=at, then=Value(SessionState.PAST)),
        When(starts_at__lte=at, then=Value(SessionState.UNDER_WAY)),
        default=Value(SessionState.UPCOMING),
        output_field=CharField(),
    )


def state_of_registrations() -> Case:
    return Case(
        When(
            Q(withdrawn_at=F("session__cancelled_at")),
            then=Value(RegistrationState.CANCELLED),
        ),
        When(withdrawn_at__isnull=False, then=Value(RegistrationState.GIVEN_UP)),
        When(mark=Mark.PRESENT, then=Value(RegistrationState.ATTENDED)),
        When(mark=Mark.PARTIAL, then=Value(RegistrationState.PARTIAL)),
        When(mark=Mark.ABSENT, then=Value(RegistrationState.ABSENT)),
        default=Value(RegistrationState.HELD),
        output_field=CharField(),
    )


class StateFilter(admin.SimpleListFilter):
    """Filter by the annotation ``state`` of the list's query."""

    title = _("state")
    parameter_name = "state"
    states: ClassVar[type[TextChoices]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(self.states.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset


class SessionStateFilter(StateFilter):
    states = SessionState


class RegistrationStateFilter(StateFilter):
    states = RegistrationState


class NamedStatesFilter(admin.SimpleListFilter):
    """Filter by named states, each with a label and a function that narrows the queryset."""

    title = _("state")
    parameter_name = "state"
    states: ClassVar[dict[str, tuple[Any, Callable[[Any], QuerySet[Any]]]]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, label) for name, (label, _narrow) in self.states.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.states.get(self.value() or "")
        return chosen[1](queryset) if chosen else queryset


class NeedsFilter(NamedStatesFilter):
    """Filter sessions by what staff have to do about them."""

    title = _("to do")
    parameter_name = "needs"
    states = {
        "marks": (
            _("attendance not recorded for everyone"),
            lambda sessions: sessions.lacking_marks(clock.now()),
        ),
        "dates": (
            _("cancelled, and people without another date"),
            lambda sessions: with_people_left(sessions, clock.now()),
        ),
        "places": (
            _("a waitlist although places are free"),
            lambda sessions: sessions.with_untaken_places(clock.now()),
        ),
        "leader": (_("no seminar leader"), lambda sessions: sessions.without_leader(clock.now())),
    }


class FullFilter(admin.SimpleListFilter):
    """Filter sessions by whether a place is left."""

    title = _("availability")
    parameter_name = "full"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Full")), ("no", _("Places left"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        narrow: dict[str | None, Callable[[Q], QuerySet[Any]]] = {
            "yes": queryset.filter,
            "no": queryset.exclude,
        }
        chosen = narrow.get(self.value())
        return queryset if chosen is None else chosen(Q(taken__gte=F("capacity")))
