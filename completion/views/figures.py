"""Pages of figures: a whole term for Uniped, the own department scope for coordinators."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from completion.figures.capacity import seats_in
from completion.figures.counting import count_anew, figures_of, kept_figures, term_before
from completion.figures.counts import Figures, Level, compare, funnel
from completion.figures.export import figures_file
from enrollment.models import Term
from enrollment.views.posted import post_only
from modules.follow_up.register.file import FORMATS
from modules.scope import runs_all
from modules.views.desk import Desk, at_desk


def of_uniped(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Restrict a view to Uniped; it responds with 404 to other users."""

    @never_cache
    @login_required
    @wraps(view)
    def let_in(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not runs_all(request.user):
            raise Http404
        return view(request, **kwargs)

    return let_in


@of_uniped
@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """Redirect to the figures of the current term."""
    term = Term.objects.current(timezone.now())
    if term is None:
        return render(request, "completion/figures/term.html", {"term": None})
    return redirect("completion:figures", term.code)


@of_uniped
@require_safe
def figures(request: HttpRequest, term: str) -> HttpResponse:
    """Show a term by campus, faculty and department, and where extra sessions are needed."""
    at = timezone.now()
    one = get_object_or_404(Term, code=term)
    before = term_before(one)
    found = kept_figures(one, at)
    context = {
        "term": one,
        "is_past": one.is_past(at),
        "seats": seats_in(one, at),
        "levels": [
            (level, found.of(level)) for level in (Level.CAMPUS, Level.FACULTY, Level.DEPARTMENT)
        ],
        **_in_all(found, before, kept_figures(before, at) if before else None),
    }
    return render(request, "completion/figures/term.html", context)


@of_uniped
@post_only("completion:figures")
def count(request: HttpRequest, term: str) -> HttpResponse:
    """Count the figures now instead of waiting for the worker."""
    one = get_object_or_404(Term, code=term)
    count_anew(one, timezone.now())
    return redirect("completion:figures", one.code)


@of_uniped
@require_safe
def export(request: HttpRequest, term: str) -> HttpResponse:
    one = get_object_or_404(Term, code=term)
    return _file(request, kept_figures(one, timezone.now()), one, f"laos-figures-{one.code}")


@at_desk
@require_safe
def of_department(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the figures of the coordinator's department scope, by course."""
    at = timezone.now()
    before = term_before(desk.term)
    found = figures_of(desk.scope.appointments(desk.term), desk.term, at)
    before_of = figures_of(desk.scope.appointments(before), before, at) if before else None
    context = {
        "desk": desk,
        "term": desk.term,
        "levels": [(Level.COURSE, found.of(Level.COURSE))],
        **_in_all(found, before, before_of),
    }
    return render(request, "completion/figures/department.html", context)


@at_desk
@require_safe
def export_of_department(request: HttpRequest, desk: Desk) -> HttpResponse:
    found = figures_of(desk.scope.appointments(desk.term), desk.term, timezone.now())
    name = f"laos-figures-{desk.scope.department.code}-{desk.term.code}"
    return _file(request, found, desk.term, name)


def _in_all(found: Figures, before: Term | None, found_before: Figures | None) -> dict[str, Any]:
    return {
        "figures": found,
        "before": before,
        "lines": compare(found.total, found_before.total if found_before else None),
        "funnel": funnel(found.total),
        "terms": Term.objects.all(),
    }


def _file(request: HttpRequest, found: Figures, term: Term, name: str) -> HttpResponse:
    how = FORMATS.get(request.GET.get("format", "csv"))
    if how is None:
        raise Http404
    response = HttpResponse(figures_file(found, term, how), content_type=how.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{how.extension}"'
    return response
