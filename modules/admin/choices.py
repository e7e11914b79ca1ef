from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.admin.base import Kept, ShownOnly, in_short
from enrollment.admin.history import changes_of
from enrollment.admin.tables import TableMixin
from enrollment.plain_text import NameOrder
from modules.models import Choice, TestAttempt
from modules.online.progress import step_of, with_steps
from modules.resources import OnlineCompletionResource

from .base import STEPS


def in_choice(before: Any, row: Any) -> Iterator[str]:
    if before is None:
        yield gettext("Chosen")
    if row.completed_on == (before.completed_on if before else None):
        return
    if row.completed_on is None:
        yield gettext("No longer completed")
    else:
        day, source = date_format(row.completed_on), Choice.Source(row.source).label
        yield gettext("Completed %(day)s, %(source)s") % {"day": day, "source": source}


@admin.register(Choice)
class ChoiceAdmin(TableMixin, ShownOnly, Kept, admin.ModelAdmin[Choice]):
    """The chosen modules and their progress, read-only. Completions from elsewhere are imported from files."""

    resource_classes = [OnlineCompletionResource]
    list_display = ["assistant", "module", "step", "completed_on", "source"]
    list_select_related = ["assistant", "module"]
    list_filter = [
        "assistant__appointments__term",
        "module",
        ("completed_on", admin.EmptyFieldListFilter),
        "source",
    ]
    search_fields = ["assistant__found_by"]
    ordering = [NameOrder("assistant__name"), "assistant", "slot"]
    show_full_result_count = False
    change_form_template = "admin/modules/choice/change_form.html"
    fields = [
        "assistant",
        "module",
        "slot",
        "chosen_at",
        "step",
        "completed_on",
        "source",
        "brought_in_by",
    ]
    readonly_fields = ["step"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_steps(super().get_queryset(request))

    @admin.display(description=_("how far"))
    def step(self, choice: Any) -> str:
        return str(STEPS[step_of(choice)])

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        choice = self.get_object(request, object_id)
        context = {"changes": changes_of(choice, in_choice) if choice else []}
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **context}
        )


@admin.register(TestAttempt)
class TestAttemptAdmin(ShownOnly, Kept, admin.ModelAdmin[TestAttempt]):
    """Test attempts, read-only."""

    list_display = ["assistant", "module", "started", "handed_in", "score", "passed"]
    list_select_related = ["assistant", "module"]
    list_filter = ["module", "passed", ("handed_in_at", admin.EmptyFieldListFilter)]
    search_fields = ["assistant__found_by"]
    show_full_result_count = False
    fields = ["assistant", "module", "started_at", "handed_in_at", "score", "passed"]
    readonly_fields = ["score"]

    @admin.display(description=_("started"), ordering="started_at")
    def started(self, attempt: TestAttempt) -> str:
        return in_short(attempt.started_at)

    @admin.display(description=_("handed in"), ordering="handed_in_at")
    def handed_in(self, attempt: TestAttempt) -> str:
        return in_short(attempt.handed_in_at)

    @admin.display(description=_("answered correctly"))
    def score(self, attempt: TestAttempt) -> str:
        if attempt.handed_in_at is None:
            return "–"
        numbers = {"right": attempt.right, "asked": attempt.asked}
        return gettext("%(right)d of %(asked)d") % numbers
