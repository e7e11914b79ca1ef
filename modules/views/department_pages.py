"""The coordinators' pages: their address and access check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from enrollment.access import SignedInRequest
from enrollment.models import Term
from enrollment.rehearsal.answering import APPLY, AnswerForm
from enrollment.rehearsal.consequences import Consequences
from enrollment.rehearsal.rehearsing import Consent
from enrollment.rehearsal.showing import entries_of, goes_back, saved_or_shown
from modules.scope import Scope, scopes_of

Rest = ParamSpec("Rest")

# Prefix of the address of each of these pages.
ADDRESS = "department/<str:department>/<str:term>/"


@dataclass(frozen=True, slots=True)
class DepartmentPages:
    """The pages of one department in a term, with what the user can see and change there."""

    scope: Scope
    term: Term

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"modules:{name}", args=[self.scope.department.code, self.term.code, *args])

    @property
    def front(self) -> str:
        """The address of the front page with the table of people, which ``completion`` shows."""
        return reverse("completion:department", args=[self.scope.department.code, self.term.code])


def department_page(
    view: Callable[Concatenate[SignedInRequest, DepartmentPages, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Pass the view its ``DepartmentPages`` if the user coordinates the department in the address; otherwise respond with 404."""

    @never_cache
    @login_required
    @wraps(view)
    def let_in(
        request: SignedInRequest,
        department: str,
        term: str,
        *args: Rest.args,
        **kwargs: Rest.kwargs,
    ) -> HttpResponse:
        scope = next(
            (scope for scope in scopes_of(request.user) if scope.department.code == department),
            None,
        )
        if scope is None:
            raise Http404
        return view(
            request, DepartmentPages(scope, get_object_or_404(Term, code=term)), *args, **kwargs
        )

    return let_in


def shows_consequences(
    view: Callable[Concatenate[SignedInRequest, DepartmentPages, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Decorate a department page that acts on others: what a save does to them is shown first.

    The view answers a save with a redirect, saves nothing if ``goes_back(request)``, and may be run twice. A ``pk`` in its
    address is that of a meeting.
    """

    @wraps(view)
    def shown_first(
        request: SignedInRequest, pages: DepartmentPages, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        if request.method != "POST" or goes_back(request):
            return view(request, pages, *args, **kwargs)
        answer = AnswerForm(request.POST)

        def show(found: Consequences) -> HttpResponse:
            key: Any = kwargs.get("pk")
            page = {
                "pages": pages,
                "found": found,
                "entries": entries_of(request),
                "meeting": pages.scope.meetings(pages.term).filter(pk=key).first(),
            }
            return render(request, "modules/department/what_if.html", page)

        return saved_or_shown(
            request,
            Consent(answer.seen) if answer.choice == APPLY else Consent(),
            lambda: view(request, pages, *args, **kwargs),
            show,
        )

    return shown_first
