from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.admin_site.log import log_changes
from enrollment.admin_site.site import ShowsIdentity
from enrollment.models import CoreSession, Registration, User
from enrollment.places import exchanging, promoting, registering
from enrollment.plain_text import NameOrder, TermOrder
from enrollment.refusals import Refusal
from enrollment.resources import CoreSessionResource
from enrollment.sessions import leading
from enrollment.sessions.scheduling import Series, announce, create_series

from .base import Kept, moments
from .forms import SeriesForm, SessionForm
from .states import FullFilter, NeedsFilter, SessionState, SessionStateFilter, state_of_sessions
from .tables import TimetableMixin

COLUMNS = {field.name for field in CoreSession._meta.concrete_fields}


@admin.register(CoreSession)
class CoreSessionAdmin(ShowsIdentity, TimetableMixin, Kept, admin.ModelAdmin[CoreSession]):
    """Core sessions. They are cancelled instead of deleted; a cancelled session is read-only."""

    resource_classes = [CoreSessionResource]
    form = SessionForm
    import_export_change_list_template = "admin/enrollment/coresession/change_list.html"
    list_display = [
        "starts",
        "module",
        "campus",
        "places",
        "state",
        "roster",
        "language",
        "where",
        "led_by",
    ]
    list_select_related = ["campus", "term"]
    list_filter = [
        "term",
        "core_module",
        "campus",
        "language",
        NeedsFilter,
        FullFilter,
        SessionStateFilter,
        ("leaders", admin.RelatedOnlyFieldListFilter),
    ]
    starts = moments("starts_at", _("starts"))
    date_hierarchy = "starts_at"
    ordering = [-TermOrder("term__code"), "starts_at", "campus"]
    search_fields = ["place", "campus__name"]
    search_help_text = _("Search for a room or a campus.")
    show_full_result_count = False
    autocomplete_fields = ["leaders"]
    readonly_fields = ["cancelled_at"]
    fieldsets = [
        (None, {"fields": ["term", "core_module", "campus", "language"]}),
        (_("When and where"), {"fields": ["starts_at", "ends_at", "place", "online_url"]}),
        (_("People"), {"fields": ["capacity", "leaders", "accept_clash"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        sessions: QuerySet[Any] = CoreSession.objects.with_places()
        sessions = sessions.annotate(state=state_of_sessions(clock.now()))
        return sessions.order_by(*self.ordering).prefetch_related("leaders")

    @admin.display(description=_("core module"), ordering="core_module")
    def module(self, session: CoreSession) -> int:
        return session.core_module

    @admin.display(description=_("room"), ordering="place")
    def where(self, session: CoreSession) -> str:
        return session.place or session.online_url

    @admin.display(description=_("led by"))
    def led_by(self, session: CoreSession) -> str:
        return ", ".join(map(str, session.leaders.all()))

    @admin.display(description=_("places"), ordering="taken")
    def places(self, session: Any) -> str:
        numbers = {"taken": session.taken, "capacity": session.capacity}
        return gettext("%(taken)d of %(capacity)d") % numbers

    @admin.display(description=_("state"), ordering="state")
    def state(self, session: Any) -> str:
        return str(SessionState(session.state).label)

    @admin.display(description=_("roster"))
    def roster(self, session: CoreSession) -> str:
        url = reverse("enrollment:roll_call", args=[session.pk])
        return format_html('<a href="{}">{}</a>', url, gettext("Roster"))

    def has_change_permission(self, request: HttpRequest, obj: CoreSession | None = None) -> bool:
        cancelled = obj is not None and obj.cancelled_at is not None
        return not cancelled and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: CoreSession | None = None) -> Any:
        if obj is not None and obj.registrations.exists():
            return [*self.readonly_fields, *SessionForm.FIXED]
        return self.readonly_fields

    def get_fieldsets(self, request: HttpRequest, obj: CoreSession | None = None) -> Any:
        if obj is not None and obj.cancelled_at is not None:
            return [(None, {"fields": ["cancelled_at"]}), *self.fieldsets]
        return self.fieldsets

    def save_model(
        self, request: HttpRequest, obj: CoreSession, form: ModelForm[CoreSession], change: bool
    ) -> None:
        # Save only changed columns: the row was read before it was locked, so others may be stale.
        columns = [name for name in form.changed_data if name in COLUMNS]
        at = clock.now()
        if change:
            stored = CoreSession.objects.select_related("campus").get(pk=obj.pk)
            before = {name: getattr(stored, name) for name in columns}
            obj.save(update_fields=columns)
            # Those who no longer lead it, or lead it only now, get other letters.
            stay = obj.leaders.filter(pk__in=form.cleaned_data["leaders"], is_active=True)
            announce(session=obj, before=before, leaders=stay, at=at)
            exchanging.lapse(obj, columns, at)
        else:
            obj.save()
        promoting.promote_all(at)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        leading.assign({form.instance: form.cleaned_data["leaders"]}, clock.now())
        super().save_related(request, form, formsets, change)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        urls: list[URLPattern] = super().get_urls()
        return [
            path(
                "add-series/",
                view(self.add_series),
                name="enrollment_coresession_add_series",
            ),
            path(
                "<int:pk>/cancel/",
                view(self.cancel),
                name="enrollment_coresession_cancel",
            ),
            *urls,
        ]

    def add_series(self, request: HttpRequest) -> HttpResponse:
        """Create many sessions at once: all or none."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = SeriesForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                sessions = create_each(form.series(), form.cleaned_data["leaders"])
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return self._after_series(request, sessions)
        return self._page(request, "add_series", title=_("Add a series"), form=form)

    def _after_series(self, request: HttpRequest, sessions: list[CoreSession]) -> HttpResponse:
        for session in sessions:
            self.log_addition(request, session, [{"added": {}}])
        created = ngettext("%(count)d session added.", "%(count)d sessions added.", len(sessions))
        messages.success(request, created % {"count": len(sessions)})
        alike = {
            "term__id__exact": sessions[0].term_id,
            "core_module__exact": sessions[0].core_module,
            "campus__id__exact": sessions[0].campus_id,
        }
        url = reverse("admin:enrollment_coresession_changelist")
        return redirect(f"{url}?{urlencode(alike)}")

    def cancel(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what cancelling the session means, then cancel it."""
        session = self.get_object(request, str(pk))
        if session is None:
            raise Http404
        if not self.has_change_permission(request, session):
            raise PermissionDenied
        if request.method == "POST":
            try:
                freed = registering.cancel_session(session=session, at=clock.now())
            except Refusal as refusal:
                messages.error(request, refusal.in_full)
            else:
                self._tell_cancelled(request, session, freed)
            return redirect("admin:enrollment_coresession_change", pk)
        places = Registration.objects.live().filter(session=session).select_related("assistant")
        return self._page(
            request,
            "cancel",
            title=_("Cancel this session"),
            session=session,
            places=places.order_by(NameOrder("assistant__name")),
            has_begun=session.has_begun(clock.now()),
        )

    def _tell_cancelled(
        self, request: HttpRequest, session: CoreSession, freed: list[Registration]
    ) -> None:
        log_changes(self, request, session, "cancelled_at")
        if not freed:
            messages.success(request, gettext("The session is cancelled. No one had a place."))
            return
        text = ngettext(
            "The session is cancelled. %(count)d learning assistant is free to take another date.",
            "The session is cancelled. %(count)d learning assistants are free to take another date.",
            len(freed),
        )
        messages.success(request, text % {"count": len(freed)})

    def _page(self, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/enrollment/coresession/{name}.html", context)


def create_each(series: Series, leaders: Collection[User] = ()) -> list[CoreSession]:
    """Create a series and its leaders, all or nothing.

    Raises ``ValidationError`` with every problem, each preceded by its dates.
    """
    sessions: list[CoreSession] = []
    problems: dict[str, list[str]] = {}
    with transaction.atomic():
        for day in series.dates:
            try:
                sessions += create_series(replace(series, dates=(day,)))
            except ValidationError as error:
                for problem in error.messages:
                    problems.setdefault(problem, []).append(date_format(day))
        leading.assign(dict.fromkeys(sessions, leaders), clock.now())
        transaction.set_rollback(bool(problems))
    if problems:
        raise ValidationError(
            [f"{', '.join(dates)}: {problem}" for problem, dates in problems.items()]
        )
    return sessions
