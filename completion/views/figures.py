"""Pages of figures: a whole term for Uniped, the own department scope for coordinators."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from completion.figures.capacity import demand_in
from completion.figures.comparing import compare, funnel
from completion.figures.counting import count_and_store, figures_of, stored_figures
from completion.figures.counts import KEY_FIGURES, SHOWN, Figures, GroupLevel
from completion.figures.export import figures_table
from enrollment import clock
from enrollment.models import Term
from enrollment.resources.writing import asked_format, file_response
from enrollment.views.posted import post_only
from modules.scope import runs_all
from modules.views.department_pages import DepartmentPages, department_page


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
    term = Term.objects.current(clock.now())
    if term is None:
        return render(request, "completion/figures/term.html", {"term": None})
    return redirect("completion:figures", term.code)


@of_uniped
@require_safe
def figures(request: HttpRequest, term: str) -> HttpResponse:
    """Show a term by campus, faculty and department, and where extra sessions are needed."""
    at = clock.now()
    shown_term = get_object_or_404(Term, code=term)
    counted = stored_figures(shown_term, at)
    context = {
        "term": shown_term,
        "is_past": shown_term.is_past(at),
        "demand": demand_in(shown_term, at),
        "people_page": reverse("completion:people_of_figures", args=[term]),
        **_in_all(counted, GroupLevel.CAMPUS, GroupLevel.FACULTY, GroupLevel.DEPARTMENT),
    }
    return render(request, "completion/figures/term.html", context)


@of_uniped
@post_only("completion:figures")
def count(request: HttpRequest, term: str) -> HttpResponse:
    """Count the figures now instead of waiting for the worker."""
    count_and_store(get_object_or_404(Term, code=term), clock.now())
    return redirect("completion:figures", term)


@of_uniped
@require_safe
def export(request: HttpRequest, term: str) -> HttpResponse:
    exported_term = get_object_or_404(Term, code=term)
    counted = stored_figures(exported_term, clock.now())
    table = figures_table(counted, exported_term)
    return file_response(asked_format(request), table, f"laos-figures-{term}")


@department_page
@require_safe
def of_department(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
    """Show the figures of the coordinator's department scope, by course."""
    address = [pages.scope.department.code, pages.term.code]
    context = {
        "pages": pages,
        "term": pages.term,
        "people_page": reverse("completion:people_of_figures_of_department", args=address),
        **_in_all(figures_of(pages.scope.appointments, pages.term, clock.now()), GroupLevel.COURSE),
    }
    return render(request, "completion/figures/department.html", context)


@department_page
@require_safe
def export_of_department(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
    counted = figures_of(pages.scope.appointments, pages.term, clock.now())
    name = f"laos-figures-{pages.scope.department.code}-{pages.term.code}"
    return file_response(asked_format(request), figures_table(counted, pages.term), name)


def _in_all(counted: Figures, *levels: GroupLevel) -> dict[str, Any]:
    return {
        "figures": counted,
        "key_numbers": compare(counted, KEY_FIGURES),
        "funnel": funnel(counted.total),
        "comparisons": compare(counted, SHOWN),
        "levels": [(level, counted.of(level)) for level in levels],
        "terms": Term.objects.all(),
    }
