from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.models import WaitlistEntry
from enrollment.models.waitlist import EntryWithPlace
from enrollment.places import waiting
from enrollment.refusals import Refusal
from enrollment.refusals.briefly import BRIEFLY

from .base import Kept, ShownOnly
from .letters.groups import CanBeWrittenTo
from .what_if import ShowsConsequences


class MoveUpForm(forms.Form):
    """Ask for the reason for moving an entry to the front."""

    because = forms.CharField(
        label=_("Reason for coming first"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("The reason is stored with the entry, together with your name."),
    )


@admin.register(WaitlistEntry)
class WaitlistEntryAdmin(
    ShowsConsequences, CanBeWrittenTo, ShownOnly, Kept, admin.ModelAdmin[WaitlistEntry]
):
    """The waitlists, next in line first. Staff can move an entry up with a reason, or give it a free place."""

    list_display = ["place", "assistant", "session", "links", "passed_over"]
    list_display_links = ["assistant"]
    list_select_related = ["assistant", "session__campus", "session__term"]
    list_filter = ["session__term", "core_module", "session__campus"]
    search_fields = ["assistant__found_by"]
    ordering = ["session__starts_at", "session", "-priority", "created_at", "pk"]
    show_full_result_count = False
    actions = ["let_in"]
    fields = [
        "assistant",
        "session",
        "place",
        "created_at",
        "priority",
        "moved_up_by",
        "moved_up_because",
        "passed_over_at",
        "passed_over",
    ]
    readonly_fields = ["place", "passed_over"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return WaitlistEntry.objects.with_place().order_by(*self.ordering)

    def get_list_display(self, request: HttpRequest) -> Any:
        may_act = self.has_act_permission(request)
        return [name for name in self.list_display if name != "links" or may_act]

    @admin.display(description=_("number"))
    def place(self, entry: EntryWithPlace) -> int:
        return entry.place

    @admin.display(description=_("passed over because"))
    def passed_over(self, entry: WaitlistEntry) -> str:
        why = entry.passed_over_because
        return str(BRIEFLY.get(why, why)) or "–"

    @admin.display(description=_("change"))
    def links(self, entry: WaitlistEntry) -> str:
        url = reverse("admin:enrollment_waitlistentry_move_up", args=[entry.pk])
        return format_html('<a href="{}">{}</a>', url, gettext("Move up"))

    def has_act_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("enrollment.change_waitlistentry")

    @admin.action(description=_("Give a free place now"), permissions=["act"])
    def let_in(self, request: HttpRequest, entries: QuerySet[WaitlistEntry]) -> None:
        """Give free places to the selected entries, even after the deadline, when automatic promotion has stopped."""
        for entry in entries.select_related("assistant", "session").order_by(*self.ordering):
            try:
                registration = waiting.let_in(entry=entry, at=clock.now())
            except Refusal as refusal:
                messages.error(request, f"{entry.assistant.name}: {refusal.in_full}")
            else:
                self.log_change(request, registration, [{"added": {}}])
                has_place = gettext("%(name)s now has a place.") % {"name": entry.assistant.name}
                messages.success(request, has_place)

    def get_urls(self) -> list[URLPattern]:
        move_up = path(
            "<int:pk>/move-up/",
            self.admin_site.admin_view(self.move_up),
            name="enrollment_waitlistentry_move_up",
        )
        urls: list[URLPattern] = super().get_urls()
        return [move_up, *urls]

    def move_up(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Move an entry to the front of its waitlist and record the reason."""
        if not self.has_act_permission(request):
            raise PermissionDenied
        entry = get_object_or_404(
            WaitlistEntry.objects.select_related("assistant", "session__campus"), pk=pk
        )
        form = MoveUpForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                waiting.move_up(entry=entry, by=request.user, because=form.cleaned_data["because"])
            except Refusal as refusal:
                messages.error(request, refusal.in_full)
            else:
                first = gettext("%(name)s is now first on the waitlist.") % {
                    "name": entry.assistant.name
                }
                messages.success(request, first)
            return redirect("admin:enrollment_waitlistentry_changelist")
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Move up on the waitlist"),
            "entry": entry,
            "ahead": waiting.ahead_of(entry),
            "form": form,
        }
        return TemplateResponse(request, "admin/enrollment/waitlistentry/move_up.html", context)
