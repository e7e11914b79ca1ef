"""The coordinators' pages: their address and access check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache

from enrollment.access import SignedInRequest
from enrollment.models import Term
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
