"""Manage a department's coordinators, for coordinators of the whole department."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from enrollment.models import Coordinator, User
from enrollment.pages.long_list import list_page
from enrollment.people import coordinating
from enrollment.plain_text import NameOrder
from enrollment.refusals import Refusal
from enrollment.views.posted import post_only
from modules.department.forms import CoordinatorForm

from .department_pages import DepartmentPages, department_page


@department_page
@require_http_methods(["GET", "HEAD", "POST"])
def coordinators(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
    """List the coordinators, and appoint another."""
    _whole_department_only(pages)
    assert isinstance(request.user, User)
    form = CoordinatorForm(request.POST if request.method == "POST" else None, pages.scope)
    if form.is_valid():
        try:
            coordinator = coordinating.appoint(
                department=pages.scope.department, by=request.user, **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("email", refusal.in_full)
        else:
            # An existing account keeps its name.
            sentence = gettext("%(name)s is a coordinator.") % {"name": coordinator.user}
            messages.success(request, sentence)
            return redirect(pages.url("coordinators"))
    found = list_page(request, list(_those_of(pages)), _texts_of)
    context = {"pages": pages, "form": form, "list": found}
    return render(request, "modules/department/coordinators.html", context)


def _texts_of(coordinator: Coordinator) -> tuple[str, ...]:
    course = coordinator.course.code if coordinator.course else ""
    return str(coordinator.user), coordinator.user.email, course


@department_page
@post_only(lambda pages, **_which: pages.url("coordinators"))
def remove_coordinator(request: HttpRequest, pages: DepartmentPages, pk: int) -> HttpResponse:
    """Remove another coordinator. What they have recorded is kept."""
    _whole_department_only(pages)
    others = _those_of(pages).exclude(user=request.user.pk)
    coordinator = get_object_or_404(others, pk=pk)
    coordinator.delete()
    sentence = gettext("%(name)s is no longer a coordinator here.") % {"name": coordinator.user}
    messages.success(request, sentence)
    return redirect(pages.url("coordinators"))


def _those_of(pages: DepartmentPages) -> QuerySet[Coordinator]:
    return (
        Coordinator.objects.filter(department=pages.scope.department)
        .select_related("user", "course", "department")
        .order_by("course__code", NameOrder("user__name"), "pk")
    )


def _whole_department_only(pages: DepartmentPages) -> None:
    if not pages.scope.is_whole:
        raise Http404
