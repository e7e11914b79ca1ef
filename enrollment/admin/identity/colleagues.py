"""Pages where Uniped appoints its colleagues and takes their rights back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from enrollment.access import SignedInRequest, appoints_colleagues
from enrollment.admin_site.deleting import LoggedReasonForm
from enrollment.admin_site.log import done, reason
from enrollment.admin_site.site import AdminMixin, identity_of
from enrollment.models import User
from enrollment.people import colleagues
from enrollment.plain_text import NameOrder
from enrollment.refusals import Refusal

APPOINTED = gettext_noop("Appointed at Uniped")
DISMISSED = gettext_noop("No longer at Uniped")


class ColleagueForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=User._meta.get_field("email").max_length,
        help_text=_("A letter to it says how to log in."),
    )


class AppointsColleagues(AdminMixin):
    """Mixin for the admin of accounts: Uniped's staff, for those who have every right that they give."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        urls: list[URLPattern] = super().get_urls()
        return [
            path("colleagues/", view(self.colleagues), name="enrollment_user_colleagues"),
            path("<int:pk>/dismiss/", view(self.dismiss), name="enrollment_user_dismiss"),
            *urls,
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"appoints": appoints_colleagues(request.user), **(extra_context or {})}
        return super().changelist_view(request, context)

    def colleagues(self, request: SignedInRequest) -> HttpResponse:
        """List Uniped's staff, and appoint another."""
        self._check_rights(request)
        form = ColleagueForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                with transaction.atomic():
                    user = colleagues.appoint(**form.cleaned_data, by=request.user)
                    self.log_change(request, user, done(APPOINTED))
            except Refusal as refusal:
                form.add_error("email", refusal.in_full)
            else:
                told = gettext("%(name)s works at Uniped.") % {"name": identity_of(user)}
                messages.success(request, told)
                return redirect("admin:enrollment_user_colleagues")
        people = colleagues.colleagues().order_by(NameOrder("name"), "pk")
        title = gettext("Colleagues at Uniped")
        return self._page(request, "colleagues", title, form=form, people=people)

    def dismiss(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Ask why, then take the rights of a colleague back. Their account stays."""
        self._check_rights(request)
        user = get_object_or_404(colleagues.colleagues(), pk=pk)
        form = LoggedReasonForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                with transaction.atomic():
                    colleagues.dismiss(user=user)
                    because = reason(form.cleaned_data["because"])
                    self.log_change(request, user, done(DISMISSED) + because)
            except Refusal as refusal:
                form.add_error(None, refusal.in_full)
            else:
                told = gettext("%(name)s no longer works at Uniped.") % {"name": identity_of(user)}
                messages.success(request, told)
                return redirect("admin:enrollment_user_colleagues")
        title = gettext("Take back Uniped's rights")
        return self._page(request, "dismiss", title, form=form, person=identity_of(user))

    def _check_rights(self, request: SignedInRequest) -> None:
        if not appoints_colleagues(request.user):
            raise PermissionDenied

    def _page(
        self, request: SignedInRequest, name: str, title: str, **context: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            **context,
        }
        return TemplateResponse(request, f"admin/enrollment/user/{name}.html", context)
