"""The admin site: its home says what waits, and its search finds people, sessions and courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from completion.pages.desk.latest import latest_changes
from completion.pages.desk.tables import in_groups
from completion.pages.desk.term_calendar import calendar_of
from completion.pages.desk.waiting import tasks
from completion.pages.desk.week import sessions_of_the_week
from enrollment import clock
from enrollment.access import runs_sessions
from enrollment.admin_site.site import Site, identity_of
from enrollment.models import CoreSession, Course, LearningAssistant, Term, User
from enrollment.models.terms import current_among

SEARCHED = (LearningAssistant, CoreSession, Course)
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What the search found in one table: each row in words, with its address."""

    table: str
    rows: list[tuple[str, str]]
    # Of the list with everything found.
    url: str
    has_more: bool


class Desk(Site):
    index_template = "admin/home.html"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # Each page shows them.
        self._tables: dict[frozenset[str] | None, list[Any]] = {}

    def get_urls(self) -> list[URLPattern | URLResolver]:
        search = path("search/", self.admin_view(require_safe(self.search)), name="search")
        calendar = path(
            "calendar/", self.admin_view(require_safe(self.calendar)), name="term_calendar"
        )
        return [search, calendar, *super().get_urls()]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Group all tables by work; once for all who have the same rights. The names of tables are lazy."""
        user = request.user
        rights = None if user.is_superuser else frozenset(user.get_all_permissions())
        if rights not in self._tables:
            self._tables[rights] = in_groups(self._build_app_dict(request).values())
        return self._tables[rights]

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Lead from the page of an app, which Django has, to the groups of the home."""
        return redirect("admin:index")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what waits, the sessions of the week, what colleagues changed, and all tables."""
        at, seen = clock.now(), self._seen(request)
        assert isinstance(request.user, User)
        context = {
            "tasks": tasks(request.user, seen.__contains__, at),
            "sessions": sessions_of_the_week(at) if CoreSession in seen else None,
            "now": at,
            "can_mark": runs_sessions(request.user),
            "changes": latest_changes(request.user, seen),
        }
        return super().index(request, {**context, **(extra_context or {})})

    def search(self, request: HttpRequest) -> HttpResponse:
        """Search as the lists do, in those that the reader may see."""
        sought = request.GET.get("q", "").strip()
        seen = self._seen(request)
        context = {
            **self.each_context(request),
            "title": _("Search"),
            "sought": sought,
            "found": [
                self._found(request, model, sought)
                for model in SEARCHED
                if sought and model in seen
            ],
        }
        request.current_app = self.name
        return TemplateResponse(request, "admin/search.html", context)

    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Show the sessions of a term by week and campus; of the current term if the address names none."""
        if CoreSession not in self._seen(request):
            raise PermissionDenied
        at, code = clock.now(), request.GET.get("term")
        terms = list(Term.objects.all())
        by_code = {term.code: term for term in terms}
        if code and code not in by_code:
            raise Http404
        term = by_code[code] if code else current_among(terms, at)
        context = {
            **self.each_context(request),
            "title": _("Calendar of a term"),
            "calendar": calendar_of(term, at) if term else None,
            "terms": terms,
        }
        request.current_app = self.name
        return TemplateResponse(request, "admin/term_calendar.html", context)

    def _seen(self, request: HttpRequest) -> list[type[Model]]:
        return [
            model
            for model, model_admin in self._registry.items()
            if model_admin.has_view_permission(request)
        ]

    def _found(self, request: HttpRequest, model: type[Model], sought: str) -> Found:
        model_admin = self.get_model_admin(model)
        # A list loads more of each row than its name.
        rows = model_admin.get_queryset(request).prefetch_related(None)
        if isinstance(related := model_admin.list_select_related, Sequence):
            rows = rows.select_related(*related)
        rows, _may_repeat = model_admin.get_search_results(request, rows, sought)
        some = list(rows[: MOST_FOUND + 1])
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        page = f"{name}_{'person' if model is LearningAssistant else 'change'}"
        return Found(
            table=capfirst(str(model._meta.verbose_name_plural)),
            rows=[(identity_of(row), reverse(page, args=[row.pk])) for row in some[:MOST_FOUND]],
            url=reverse(f"{name}_changelist", query={"q": sought}),
            has_more=len(some) > MOST_FOUND,
        )
