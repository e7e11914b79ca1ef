"""The people behind a number of the figures, for those who can see the number."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from completion.figures.counting import appointments_in, figures_of, stored_figures
from completion.figures.counts import Figures
from completion.figures.people import NumberForm, state_of
from enrollment import clock
from enrollment.models import Appointment, Term
from enrollment.pages.long_list import ROWS_ON_A_PAGE
from modules.views.department_pages import DepartmentPages, department_page

from .figures import of_uniped


@of_uniped
@require_safe
def people(request: HttpRequest, term: str) -> HttpResponse:
    """List the people behind a number of a whole term, as it was last counted."""
    at = clock.now()
    shown_term = get_object_or_404(Term, code=term)
    counted = stored_figures(shown_term, at)
    context = {
        "term": shown_term,
        **_people(request, appointments_in(shown_term), counted, shown_term, at),
    }
    return render(request, "completion/figures/people.html", context)


@department_page
@require_safe
def people_of_department(request: HttpRequest, pages: DepartmentPages) -> HttpResponse:
    """List the people behind a number of the coordinator's department scope."""
    at = clock.now()
    counted = figures_of(pages.scope.appointments, pages.term, at)
    context = {
        "pages": pages,
        "term": pages.term,
        **_people(request, pages.scope.appointments(pages.term), counted, pages.term, at),
    }
    return render(request, "completion/figures/people_of_department.html", context)


def _people(
    request: HttpRequest,
    appointments: QuerySet[Appointment],
    counted: Figures,
    term: Term,
    at: datetime,
) -> dict[str, Any]:
    """Return the context of one page of people. Raises ``Http404`` if the query string names no number."""
    form = NumberForm(request.GET)
    if not form.is_valid():
        raise Http404
    paginator = Paginator(form.people(appointments, counted, term, at), ROWS_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return {
        "number": form,
        "figures": counted,
        "page": page,
        "people": [(person, state_of(person, counted)) for person in page],
    }
