from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from completion.equivalents import deciding
from completion.models import Decision, EquivalentQualification
from completion.models.equivalents import LONGEST_TEXT, EquivalentQualificationQuerySet
from completion.resources import EquivalentResource
from enrollment import clock
from enrollment.admin.base import Kept, ShownOnly, moments
from enrollment.admin.history import changes_of
from enrollment.admin.states import NamedStatesFilter
from enrollment.admin.tables import TableMixin
from enrollment.admin.what_if import ShowsConsequences, shows_consequences
from enrollment.admin_site.log import log_changes
from enrollment.models import User
from enrollment.pages.queues import WorkQueue
from enrollment.refusals import Refusal
from enrollment.rehearsal.showing import goes_back

APPLICATIONS = WorkQueue(
    ngettext_lazy(
        "Next application (%(number)d waiting)", "Next application (%(number)d waiting)", "number"
    ),
    _("No application is waiting for you any more."),
)


DECISIONS = [
    (Decision.APPROVED.value, _("Approve")),
    (Decision.REJECTED.value, _("Reject")),
]


class QueueFilter(NamedStatesFilter):
    states = {
        "open": (_("to be decided"), EquivalentQualificationQuerySet.open),
        "in_force": (_("exempts"), EquivalentQualificationQuerySet.in_force),
        "rejected": (_("rejected"), lambda made: made.filter(decision=Decision.REJECTED)),
        "withdrawn": (_("exemption withdrawn"), lambda made: made.exclude(revoked_at=None)),
    }


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Grounds"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text=_("The learning assistant can read this. It is saved with your name."),
    )


class DecisionForm(ReasonForm):
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=DECISIONS,
        widget=forms.RadioSelect,
    )
    field_order = ["decision", "reason"]


def in_application(before: Any, row: Any) -> Iterator[str]:
    if before is None:
        yield gettext("Applied") if row.source == "here" else gettext("Brought in by file")
    if row.decision and row.decision != (before.decision if before else ""):
        yield gettext("Decided: %(decision)s") % {"decision": Decision(row.decision).label}
    if row.revoked_at and not (before and before.revoked_at):
        yield gettext("Exemption withdrawn")


def _chosen(request: HttpRequest) -> Any:
    """Return the decision that a form without errors has chosen, in words."""
    return dict(DECISIONS)[request.POST["decision"]]


def _to_decide_by(user: User) -> QuerySet[EquivalentQualification]:
    """Return the open applications, the oldest first. No one decides on their own."""
    others = EquivalentQualification.objects.open().exclude(assistant__user=user)
    return others.order_by("applied_at", "pk")


@admin.register(EquivalentQualification)
class EquivalentQualificationAdmin(
    ShowsConsequences, TableMixin, ShownOnly, Kept, admin.ModelAdmin[EquivalentQualification]
):
    """Applications for exemption: undecided ones first, the oldest on top."""

    resource_classes = [EquivalentResource]
    change_form_template = "admin/completion/equivalentqualification/change_form.html"
    list_display = ["assistant", "state", "kind", "applied", "number_of_documents", "decided"]
    list_select_related = ["assistant"]
    list_filter = [QueueFilter, "kind", "source", "assistant__appointments__term"]
    search_fields = ["assistant__found_by"]
    ordering = ["decision", "applied_at", "pk"]
    show_full_result_count = False
    fields = ["assistant", "kind", "text", "applied", "state", "source"]
    decided_fields = ["reason", "decided_by", "decided"]
    revoked_fields = ["revoked", "revoked_by", "revoked_because"]
    readonly_fields = ["applied", "state", "decided", "revoked"]
    applied = moments("applied_at", _("applied"))
    decided = moments("decided_at", _("decided"))
    revoked = moments("revoked_at", _("exemption withdrawn"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        made: QuerySet[Any] = super().get_queryset(request).annotate(sent=Count("documents"))
        return made.select_related("assistant", "decided_by", "revoked_by")

    @admin.display(description=_("documents"), ordering="sent")
    def number_of_documents(self, application: Any) -> int:
        number: int = application.sent
        return number

    @admin.display(description=_("state"), ordering="decision")
    def state(self, application: EquivalentQualification) -> str:
        if application.revoked_at is not None:
            return gettext("exemption withdrawn")
        return (
            gettext("to be decided") if application.is_open else application.get_decision_display()
        )

    @admin.display(description=_("state"), ordering="decision")
    def state_or_decide(self, application: EquivalentQualification) -> str:
        """Lead straight to the decision: its page shows what the application says, with its documents."""
        if not application.is_open:
            return self.state(application)
        url = reverse("admin:completion_equivalentqualification_decide", args=[application.pk])
        return format_html(
            '<a href="{}" aria-label="{}: {}">{}</a>',
            url,
            gettext("Decide"),
            application.assistant,
            gettext("Decide"),
        )

    def get_list_display(self, request: HttpRequest) -> Any:
        state = "state_or_decide" if self.may_decide(request) else "state"
        return [state if name == "state" else name for name in self.list_display]

    def get_fields(self, request: HttpRequest, obj: EquivalentQualification | None = None) -> Any:
        return [
            *self.fields,
            *(self.decided_fields if obj and not obj.is_open else []),
            *(self.revoked_fields if obj and obj.revoked_at else []),
        ]

    def may_decide(self, request: HttpRequest) -> bool:
        return request.user.has_perm("completion.change_equivalentqualification")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        application = self.get_object(request, object_id)
        context = {
            "documents": list(application.documents.all()) if application else [],
            "changes": changes_of(application, in_application) if application else [],
            "can_decide": self.may_decide(request),
        }
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **context}
        )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        urls: list[URLPattern] = super().get_urls()
        name = "completion_equivalentqualification"
        return [
            path("<int:pk>/decide/", view(self.decide), name=f"{name}_decide"),
            path("<int:pk>/withdraw/", view(self.withdraw), name=f"{name}_withdraw"),
            *urls,
        ]

    @shows_consequences(_chosen)
    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the documents, and approve or reject the application with a reason."""
        application = self._to_decide(request, pk)
        if request.method != "POST" and not application.is_open:
            return redirect("admin:completion_equivalentqualification_change", pk)
        form = DecisionForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and not goes_back(request):
            assert isinstance(request.user, User)
            decision = Decision(form.cleaned_data["decision"])
            reason = form.cleaned_data["reason"]
            at = clock.now()
            try:
                deciding.decide(
                    application=application,
                    decision=decision,
                    reason=reason,
                    by=request.user,
                    at=at,
                )
            except Refusal as refusal:
                form.add_error(None, refusal.in_full)
            else:
                done = APPLICATIONS.after(
                    gettext("It is decided."),
                    _to_decide_by(request.user),
                    lambda waiting: reverse(
                        "admin:completion_equivalentqualification_decide", args=[waiting.pk]
                    ),
                )
                return self._done(request, application, "decision", done)
        return self._page(request, "decide", gettext("Decide"), application, form)

    @shows_consequences(_("Withdraw the exemption"))
    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Explain the effect and ask for a reason, then withdraw the exemption."""
        application = self._to_decide(request, pk)
        if request.method != "POST" and not application.is_in_force:
            return redirect("admin:completion_equivalentqualification_change", pk)
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and not goes_back(request):
            assert isinstance(request.user, User)
            because, at = form.cleaned_data["reason"], clock.now()
            try:
                deciding.withdraw_exemption(
                    application=application, because=because, by=request.user, at=at
                )
            except Refusal as refusal:
                form.add_error(None, refusal.in_full)
            else:
                done = gettext("The exemption is withdrawn.")
                return self._done(request, application, "revoked_at", done)
        title = gettext("Withdraw the exemption")
        return self._page(request, "withdraw", title, application, form)

    def _to_decide(self, request: HttpRequest, pk: int) -> EquivalentQualification:
        if not self.may_decide(request):
            raise PermissionDenied
        found: EquivalentQualification = get_object_or_404(self.get_queryset(request), pk=pk)
        return found

    def _done(
        self, request: HttpRequest, application: EquivalentQualification, field: str, said: str
    ) -> HttpResponse:
        # Log the field only: the reason must not be copied to the admin log.
        log_changes(self, request, application, field)
        messages.success(request, said)
        return redirect("admin:completion_equivalentqualification_change", application.pk)

    def _page(
        self,
        request: HttpRequest,
        name: str,
        title: str,
        application: EquivalentQualification,
        form: forms.Form,
    ) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{title}: {application.assistant}",
            "application": application,
            "documents": list(application.documents.all()),
            "form": form,
        }
        template = f"admin/completion/equivalentqualification/{name}.html"
        return TemplateResponse(request, template, context)
