"""Ask why rows are deleted in the admin, on the page of one row and on that of many, and keep the reason in the log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import DELETION, LogEntry
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from .log import reason

# The field of an action's page that confirms it.
CONFIRMED = "post"


class LoggedReasonForm(forms.Form):
    because = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept in the log."),
        error_messages={"required": _("Say why. Nothing is changed yet.")},
    )


class DeletesWithReason(admin.ModelAdmin[Any]):
    """A ``ModelAdmin`` that deletes nothing without a reason."""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        form = LoggedReasonForm(request.POST if request.method == "POST" else None)
        if form.is_bound and not form.is_valid():
            # Django deletes if anything is sent.
            request.POST = QueryDict()
        context = {"reason_form": form, **(extra_context or {})}
        return super().delete_view(request, object_id, context)

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        form = LoggedReasonForm(request.POST if CONFIRMED in request.POST else None)
        is_deletion = request.POST.get("action") == "delete_selected"
        if is_deletion and form.is_bound and not form.is_valid():
            ask_again(request)
        response = super().response_action(request, queryset, *args, **kwargs)
        if isinstance(response, TemplateResponse) and response.context_data is not None:
            response.context_data["reason_form"] = form
        return response

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> Any:
        form = LoggedReasonForm(request.POST)
        form.full_clean()
        message = reason(form.cleaned_data["because"])
        assert request.user.pk is not None
        return LogEntry.objects.log_actions(request.user.pk, queryset, DELETION, message)


def ask_again(request: HttpRequest) -> None:
    """Take the confirmation out of an action's request, so that its page is shown again."""
    unconfirmed = request.POST.copy()
    del unconfirmed[CONFIRMED]
    request.POST = QueryDict(unconfirmed.urlencode(), encoding=unconfirmed.encoding)
