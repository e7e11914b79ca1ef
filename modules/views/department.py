"""The front page of a coordinator."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enrollment.models import Term
from modules.scope import scopes_of

from .desk import Desk, at_desk


@never_cache
@login_required
@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    """Which departments somebody coordinates; whoever has but one is led there."""
    scopes = scopes_of(request.user)
    term = Term.objects.current(timezone.now())
    if len(scopes) == 1 and term is not None:
        return redirect("modules:department", scopes[0].department.code, term.code)
    return render(request, "modules/department/departments.html", {"scopes": scopes, "term": term})


@at_desk
@require_safe
def department(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How far the department's learning assistants are, and what there is to do."""
    context = {"desk": desk, "terms": Term.objects.all()}
    return render(request, "modules/department/front.html", context)
