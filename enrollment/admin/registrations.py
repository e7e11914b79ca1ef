from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.access import registrations_to_move, runs_sessions
from enrollment.admin_site.log import log_changes
from enrollment.models import Registration
from enrollment.places import registering
from enrollment.refusals import NotHeld, Refusal
from enrollment.resources import RegistrationResource

from .base import Kept, ShownOnly, moments
from .history import changes_of, in_registration
from .letters.groups import CanBeWrittenTo
from .states import RegistrationState, RegistrationStateFilter, state_of_registrations
from .tables import TableMixin
from .what_if import ShowsConsequences


@admin.register(Registration)
class RegistrationAdmin(
    ShowsConsequences,
    CanBeWrittenTo,
    TableMixin,
    ShownOnly,
    Kept,
    admin.ModelAdmin[Registration],
):
    """Registrations and attendance. Read-only except for removal; other changes are made on the roll call pages."""

    resource_classes = [RegistrationResource]
    list_display = ["assistant", "session", "state", "registered", "links"]
    list_select_related = ["assistant", "session__campus", "session__term"]
    list_filter = ["session__term", "core_module", "session__campus", RegistrationStateFilter]
    search_fields = ["assistant__found_by"]
    show_full_result_count = False
    actions = ["take_off"]
    fields = [
        "assistant",
        "session",
        "state",
        "registered_at",
        "withdrawn_at",
        "mark",
        "marked_by",
        "marked_at",
        "preparation_confirmed_at",
        "replaced_at",
    ]
    readonly_fields = ["state"]
    registered = moments("registered_at", _("registered"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request).annotate(state=state_of_registrations())
        return rows

    def get_list_display(self, request: HttpRequest) -> Any:
        runs = runs_sessions(request.user)
        return [name for name in self.list_display if name != "links" or runs]

    @admin.display(description=_("state"), ordering="state")
    def state(self, registration: Any) -> str:
        return str(RegistrationState(registration.state).label)

    @admin.display(description=_("change"))
    def links(self, registration: Any) -> str:
        if registration.state != RegistrationState.HELD:
            return ""
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            reverse("enrollment:move", args=[registration.pk]),
            gettext("Move"),
            reverse("enrollment:remove", args=[registration.pk]),
            gettext("Remove from the session"),
        )

    def has_take_off_permission(self, request: HttpRequest) -> bool:
        return runs_sessions(request.user)

    @admin.action(description=_("Remove from the session"), permissions=["take_off"])
    def take_off(self, request: HttpRequest, queryset: QuerySet[Registration]) -> None:
        """Remove each selected registration, and report each result."""
        held = registrations_to_move(request.user).values_list("pk", flat=True)
        for registration in queryset.select_related("assistant", "session"):
            try:
                if registration.pk not in held:
                    raise NotHeld(registration)
                registering.remove(registration=registration, at=clock.now())
            except Refusal as refusal:
                messages.error(request, refusal.in_full)
            else:
                log_changes(self, request, registration, "withdrawn_at")
                removed = gettext("%(name)s is removed from the session.")
                messages.success(request, removed % {"name": registration.assistant.name})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        registration = self.get_object(request, object_id)
        movable = registrations_to_move(request.user)
        context = {
            "changes": changes_of(registration, in_registration) if registration else [],
            "can_move": registration is not None
            and movable.filter(pk=registration.pk, mark="").exists(),
        }
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **context}
        )
