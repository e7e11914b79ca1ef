from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from completion.certificates import issuing, revoking
from completion.models import CompletionReport
from completion.models.certificates import CompletionReportQuerySet
from enrollment import clock
from enrollment.admin.base import Kept, ShownOnly, moments
from enrollment.admin.states import NamedStatesFilter
from enrollment.admin.what_if import ShowsConsequences, shows_consequences
from enrollment.admin_site.log import log_changes
from enrollment.models import User
from enrollment.refusals import Refusal
from enrollment.rehearsal.showing import goes_back
from enrollment.views.posted import post_only
from modules.admin.base import page


class CertificateStateFilter(NamedStatesFilter):
    states = {
        "valid": (_("valid"), CompletionReportQuerySet.valid),
        "revoked": (_("revoked"), CompletionReportQuerySet.revoked),
    }


class RevokeForm(forms.Form):
    because = forms.CharField(
        label=_("Why is it revoked?"),
        max_length=CompletionReport._meta.get_field("revoked_because").max_length,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_("The holder can read this. It is saved with the certificate and your name."),
    )


@admin.register(CompletionReport)
class CompletionReportAdmin(ShowsConsequences, ShownOnly, Kept, admin.ModelAdmin[CompletionReport]):
    """View and revoke certificates. They are issued automatically and cannot be added or edited."""

    change_form_template = "admin/completion/completionreport/change_form.html"
    list_display = ["assistant", "serial", "issued", "state"]
    list_select_related = ["assistant"]
    list_filter = [CertificateStateFilter, "issued_at"]
    search_fields = ["assistant__found_by", "serial"]
    search_help_text = _("Search for a learning assistant or a serial number.")
    show_full_result_count = False
    fields = ["assistant", "verify", "issued_at", "state"]
    revoked_fields = ["revoked_at", "revoked_by", "revoked_because"]
    readonly_fields = ["verify", "state"]
    issued = moments("issued_at", _("issued"))

    @admin.display(description=_("state"))
    def state(self, report: CompletionReport) -> str:
        return gettext("valid") if report.is_valid else gettext("revoked")

    @admin.display(description=_("serial number"))
    def verify(self, report: CompletionReport) -> SafeString:
        """Link the serial number to the public verification page."""
        address = reverse("completion:verify", args=[report.serial])
        return format_html('<a href="{}">{}</a>', address, report.serial)

    def get_fields(self, request: HttpRequest, obj: CompletionReport | None = None) -> Any:
        is_valid = obj is None or obj.is_valid
        return [*self.fields, *([] if is_valid else self.revoked_fields)]

    def may_revoke(self, request: HttpRequest) -> bool:
        return request.user.has_perm("completion.change_completionreport")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"may_revoke": self.may_revoke(request), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        name = "completion_completionreport"
        urls: list[URLPattern] = super().get_urls()
        return [
            path("<int:pk>/revoke/", view(self.revoke), name=f"{name}_revoke"),
            path("<int:pk>/issue/", view(post_only(_page_of)(self.issue)), name=f"{name}_issue"),
            *urls,
        ]

    @shows_consequences(_("Revoke the certificate"))
    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Explain the effect and ask for a reason, then revoke the certificate."""
        report = self._report_to_change(request, pk)
        if not report.is_valid:
            if request.method == "POST":
                messages.error(request, gettext("The certificate has already been revoked."))
            return redirect("admin:completion_completionreport_change", pk)
        form = RevokeForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and not goes_back(request):
            assert isinstance(request.user, User)
            because = form.cleaned_data["because"]
            revoking.revoke(report=report, by=request.user, because=because, at=clock.now())
            log_changes(self, request, report, "revoked_at", "revoked_because")
            messages.success(request, gettext("The certificate is revoked."))
            return redirect("admin:completion_completionreport_change", pk)
        title = gettext("Revoke the certificate")
        return page(self, request, "completionreport/revoke", title=title, report=report, form=form)

    @shows_consequences(_("Issue a new certificate"))
    def issue(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Issue a new certificate in place of a revoked one."""
        report = self._report_to_change(request, pk)
        if goes_back(request):
            return redirect("admin:completion_completionreport_change", pk)
        try:
            new = issuing.reissue(report=report, at=clock.now())
        except Refusal as refusal:
            messages.error(request, refusal.in_full)
            return redirect("admin:completion_completionreport_change", pk)
        self.log_change(request, new, [{"added": {}}])
        messages.success(request, gettext("The learning assistant has a valid certificate."))
        return redirect("admin:completion_completionreport_change", new.pk)

    def _report_to_change(self, request: HttpRequest, pk: int) -> CompletionReport:
        if not self.may_revoke(request):
            raise PermissionDenied
        return get_object_or_404(CompletionReport.objects.select_related("assistant"), pk=pk)


def _page_of(pk: int) -> str:
    return reverse("admin:completion_completionreport_change", args=[pk])
