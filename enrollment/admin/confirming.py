"""Admin actions with a confirmation page."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from enrollment.admin_site.deleting import CONFIRMED, ask_again
from enrollment.admin_site.site import AdminMixin


class Confirmed(AdminMixin):
    """Confirm actions on a page of their own, for selected rows or all rows of the list.

    "All rows" is sent as a hash of the keys shown, because one field per row would exceed the limit of a form. If the
    list has changed since, the page asks again.
    """

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        seen = ""
        if request.POST.get("select_across") == "1":
            keys = sorted(queryset.values_list("pk", flat=True))
            queryset = queryset.filter(pk__in=keys)
            seen = sha256(repr(keys).encode()).hexdigest()
            if CONFIRMED in request.POST and request.POST.get("seen") != seen:
                ask_again(request)
                messages.warning(request, gettext("The list has changed. Check it again."))
        response = super().response_action(request, queryset, *args, **kwargs)
        if isinstance(response, TemplateResponse) and response.context_data is not None:
            response.context_data["seen"] = seen
        return response

    def ask(
        self,
        request: HttpRequest,
        rows: Collection[Any],
        action: str,
        title: str,
        question: str,
        form: forms.Form | None = None,
    ) -> HttpResponse:
        """Return the confirmation page of an action, with what its form asks."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "question": question,
            "queryset": rows,
            "action": action,
            "form": form,
        }
        return TemplateResponse(request, "admin/enrollment/confirm_action.html", context)
