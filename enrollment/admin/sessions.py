from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.access import runs_sessions
from enrollment.admin_site.site import ShowsIdentity
from enrollment.models import CoreSession
from enrollment.models.terms import nearest_first
from enrollment.places import exchanging, promoting
from enrollment.refusals import Refusal
from enrollment.resources import CoreSessionResource
from enrollment.sessions import finding, leading, scheduling

from .base import Kept, moments
from .planning.cancelling import CancelsSessions
from .planning.forms import SessionForm
from .planning.many import ChangesManySessions
from .planning.pages import PlanningPages
from .states import (
    FullFilter,
    LeaderFilter,
    NeedsFilter,
    SessionState,
    SessionStateFilter,
    state_of_sessions,
)
from .tables import TimetableMixin
from .what_if import ShowsConsequences

COLUMNS = {field.name for field in CoreSession._meta.concrete_fields}


def _lacks_marks(request: HttpRequest) -> bool:
    """Return whether the list is narrowed to sessions with attendance not recorded."""
    return request.GET.get(NeedsFilter.parameter_name) == "marks"


@admin.register(CoreSession)
class CoreSessionAdmin(
    ShowsConsequences,
    CancelsSessions,
    ChangesManySessions,
    PlanningPages,
    ShowsIdentity,
    TimetableMixin,
    Kept,
    admin.ModelAdmin[CoreSession],
):
    """Core sessions. Once held they are cancelled instead of deleted; a cancelled session is read-only."""

    resource_classes = [CoreSessionResource]
    form = SessionForm
    import_export_change_list_template = "admin/enrollment/coresession/change_list.html"
    list_display = [
        "starts",
        "module",
        "where",
        "places",
        "state",
        "roster",
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
        ("leaders", LeaderFilter),
    ]
    starts = moments("starts_at", _("starts"))
    date_hierarchy = "starts_at"
    search_fields = ["place", "campus__name"]  # without any, lists have no search
    search_help_text = _(
        "Search for module, campus, room and date, such as “core module 1 Trondheim 12 Jan”."
    )
    find = staticmethod(finding.find)
    show_full_result_count = False
    actions = ["publish_selected", "change_selected", "cancel_selected"]
    autocomplete_fields = ["leaders"]
    readonly_fields = ["cancelled_at"]
    fieldsets = [
        (None, {"fields": ["is_draft", "term", "core_module", "campus", "language"]}),
        (_("When and where"), {"fields": ["starts_at", "ends_at", "place", "online_url"]}),
        (_("People"), {"fields": ["capacity", "leaders"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        with_places = CoreSession.objects.with_places()
        sessions: QuerySet[Any] = (
            with_places.with_unmarked() if _lacks_marks(request) else with_places
        )
        sessions = sessions.annotate(
            state=state_of_sessions(clock.now()), leader_names=leading.leader_names()
        )
        return sessions.order_by(*self.get_ordering(request))

    def get_ordering(self, request: HttpRequest) -> Any:
        return [*nearest_first("term__code", clock.today()), "starts_at", "campus"]

    def get_list_display(self, request: HttpRequest) -> Any:
        runs = runs_sessions(request.user)
        shown = [name for name in self.list_display if name != "roster" or runs]
        # How full a past session was says nothing of what is left to record.
        lacks = _lacks_marks(request)
        return ["attendance" if lacks and name == "places" else name for name in shown]

    @admin.display(description=_("core module"), ordering="core_module")
    def module(self, session: CoreSession) -> str:
        return f"{session.core_module}, {session.get_language_display()}"

    @admin.display(description=_("campus and room"), ordering="campus")
    def where(self, session: CoreSession) -> str:
        return ", ".join(filter(None, (session.campus.name, session.place or session.online_url)))

    @admin.display(description=_("led by"))
    def led_by(self, session: Any) -> str:
        return ", ".join(session.leader_names)

    @admin.display(description=_("places"), ordering="taken")
    def places(self, session: Any) -> str:
        numbers = {"taken": session.taken, "capacity": session.capacity}
        return gettext("%(taken)d of %(capacity)d") % numbers

    @admin.display(description=_("attendance"), ordering="unmarked")
    def attendance(self, session: Any) -> str:
        numbers = {"unmarked": session.unmarked, "taken": session.taken}
        return gettext("not recorded for %(unmarked)d of %(taken)d") % numbers

    @admin.display(description=_("state"), ordering="state")
    def state(self, session: Any) -> str:
        return str(SessionState(session.state).label)

    @admin.display(description=_("roll call"))
    def roster(self, session: CoreSession) -> str:
        url = reverse("enrollment:roll_call", args=[session.pk])
        return format_html('<a href="{}">{}</a>', url, gettext("Roll call"))

    def has_change_permission(self, request: HttpRequest, obj: CoreSession | None = None) -> bool:
        cancelled = obj is not None and obj.cancelled_at is not None
        return not cancelled and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: CoreSession | None = None) -> Any:
        if obj is None:
            return self.readonly_fields
        fixed = SessionForm.FIXED if obj.registrations.exists() else []
        return [*self.readonly_fields, "is_draft", *fixed]

    def has_delete_permission(self, request: HttpRequest, obj: CoreSession | None = None) -> bool:
        was_held = obj is not None and obj.registrations.exists()
        return not was_held and super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: CoreSession) -> None:
        try:
            scheduling.delete(session=obj, at=clock.now())
        except Refusal as refusal:
            raise PermissionDenied(refusal.in_full) from refusal

    def get_fieldsets(self, request: HttpRequest, obj: CoreSession | None = None) -> Any:
        if obj is None or obj.is_draft:
            return self.fieldsets
        (_no_title, first), *others = self.fieldsets
        # “Hidden from everyone” would be read of a published session too.
        fields = [name for name in first["fields"] if name != "is_draft"]
        if obj.cancelled_at is not None:
            fields.insert(0, "cancelled_at")
        return [(None, {"fields": fields}), *others]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        session = context["original"]
        context["waiting"] = session.waitlist.count() if session else 0
        return super().render_change_form(request, context, *args, **kwargs)

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
            scheduling.announce(session=obj, before=before, leaders=stay, at=at)
            exchanging.lapse(obj, columns, at)
        else:
            obj.save()
        promoting.promote_all(at)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        leading.assign({form.instance: form.cleaned_data["leaders"]}, clock.now())
        super().save_related(request, form, formsets, change)
