"""The departments that a user coordinates."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enrollment import clock
from enrollment.models import Term
from enrollment.plain_text import finds
from modules.scope import scopes_of

from .department_pages import DepartmentPages


@never_cache
@login_required
@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    """List the departments that the user coordinates, or redirect to the only one."""
    scopes = scopes_of(request.user)
    term = Term.objects.current(clock.now())
    if len(scopes) == 1 and term is not None:
        return redirect(DepartmentPages(scopes[0], term).front)
    sought = request.GET.get("q", "").strip()
    found = [
        scope for scope in scopes if finds(sought, scope.department.code, scope.department.name)
    ]
    context = {"scopes": found, "term": term, "sought": sought, "number": len(scopes)}
    return render(request, "modules/department/departments.html", context)
