"""The front page for coordinators."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enrollment.models import LearningAssistant, Term, User
from enrollment.plain_text import finds
from modules.department.addressing import write_to
from modules.department.forms import LackFilter, LetterForm
from modules.department.surveying import HOURS_IN_ALL, figures_of, followed_at, people_of, survey
from modules.department.what_waits import waits_at
from modules.scope import scopes_of

from .desk import Desk, at_desk


@never_cache
@login_required
@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    """List the departments that the user coordinates, or redirect to the only one."""
    scopes = scopes_of(request.user)
    term = Term.objects.current(timezone.now())
    if len(scopes) == 1 and term is not None:
        return redirect("modules:department", scopes[0].department.code, term.code)
    sought = request.GET.get("q", "").strip()
    found = [one for one in scopes if finds(sought, one.department.code, one.department.name)]
    context = {"scopes": found, "term": term, "sought": sought, "number": len(scopes)}
    return render(request, "modules/department/departments.html", context)


@at_desk
@require_safe
def department(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show how far the department's learning assistants have come, and what they lack."""
    at = timezone.now()
    followed, met = followed_at(desk.scope, desk.term, at)
    everybody = people_of(followed, met, at)
    lack_filter = LackFilter(request.GET, everybody)
    context = {
        "desk": desk,
        "waiting": waits_at(desk.scope, desk.term, followed, at),
        "terms": Term.objects.all(),
        "figures": figures_of(everybody),
        "lack_filter": lack_filter,
        "people": lack_filter.narrow(),
        "asked": HOURS_IN_ALL,
        "query": request.GET.urlencode(),
    }
    return render(request, "modules/department/front.html", context)


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Write a letter to learning assistants; those listed on the front page are preselected."""
    at = timezone.now()
    lack_filter = LackFilter(request.GET, survey(desk.scope, desk.term, at))
    data = request.POST if request.method == "POST" else None
    form = LetterForm(data, lack_filter.people, lack_filter.narrow())
    if form.is_valid():
        assert isinstance(request.user, User)
        chosen = LearningAssistant.objects.filter(pk__in=form.cleaned_data["to"])
        letters = write_to(
            assistants=chosen,
            subject=form.cleaned_data["subject"],
            text=form.cleaned_data["text"],
            by=request.user,
            scope=desk.scope,
            term=desk.term,
            at=at,
        )
        _tell(request, len(letters))
        return redirect(desk.url("department"))
    return render(request, "modules/department/write.html", {"desk": desk, "form": form})


def _tell(request: HttpRequest, number: int) -> None:
    sentence = ngettext(
        "%(number)d person is written to. The answers go to your e-mail address.",
        "%(number)d people are written to. The answers go to your e-mail address.",
        number,
    )
    messages.success(request, sentence % {"number": number})
