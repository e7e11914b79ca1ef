"""Pages of the admin that plan many sessions at once: a series, the copy of a term, publishing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.admin.what_if import shows_consequences
from enrollment.admin_site.log import compared
from enrollment.admin_site.site import AdminMixin
from enrollment.forms.fields import keys_among
from enrollment.models import CoreSession, Term
from enrollment.rehearsal.showing import goes_back
from enrollment.sessions import copying, leading, publishing, scheduling
from enrollment.sessions.plausibility import PlannedSession

from .asking import ask
from .copy_forms import CopyForm, TermsForm
from .forms import SeriesForm


class PlanningPages(AdminMixin):
    """Mixin for the admin of sessions."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        pages = {
            "add-series": self.add_series,
            "copy-term": self.copy_term,
            "publish": self.publish,
        }
        urls: list[URLPattern] = super().get_urls()
        return [
            *(
                path(
                    f"{name}/", view(page), name=f"enrollment_coresession_{name.replace('-', '_')}"
                )
                for name, page in pages.items()
            ),
            *urls,
        ]

    @shows_consequences(_("Add a series"))
    def add_series(self, request: HttpRequest) -> HttpResponse:
        """Create many sessions at once: all or none."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = SeriesForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and not goes_back(request):
            try:
                sessions = scheduling.create_all(form.plans(), clock.now())
            except ValidationError as error:
                form.add_error(None, error)
            else:
                first = sessions[0]
                return self._added(
                    request,
                    sessions,
                    term__id__exact=first.term_id,
                    core_module__exact=first.core_module,
                    campus__id__exact=first.campus_id,
                )
        return self._page(request, "add_series", title=_("Add a series"), form=form)

    @shows_consequences(_("Copy a term"))
    def copy_term(self, request: HttpRequest) -> HttpResponse:
        """Propose the sessions of an earlier term in a later one, then create the ticked ones: all or none."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        terms = TermsForm(request.GET.dict())
        form = None
        if terms.is_valid():
            target = terms.cleaned_data["target"]
            proposals = copying.propose(
                terms.cleaned_data["source"], target, terms.cleaned_data["first_week"]
            )
            form = CopyForm(proposals, request.POST if request.method == "POST" else None)
            if (
                form.is_valid()
                and not goes_back(request)
                and (sessions := self._copied(request, form, target))
            ):
                answer = self._added(request, sessions, term__id__exact=sessions[0].term_id)
                _tell_left_out(request, len(form.lines.forms) - len(sessions))
                return answer
        return self._page(request, "copy_term", title=_("Copy a term"), terms=terms, form=form)

    def _copied(self, request: HttpRequest, form: CopyForm, term: Term) -> list[CoreSession]:
        if term.pk is None and not request.user.has_perm("enrollment.add_term"):
            raise PermissionDenied
        try:
            with transaction.atomic():
                if term.pk is None:
                    term.save()
                for plan in form.plans:
                    plan.session.term = term
                return scheduling.create_all(form.plans, clock.now())
        except ValidationError as error:
            form.add_error(None, error)
            return []

    def _added(
        self, request: HttpRequest, sessions: list[CoreSession], **alike: Any
    ) -> HttpResponse:
        for session in sessions:
            self.log_addition(request, session, [{"added": {}}])
        created = ngettext("%(count)d session added.", "%(count)d sessions added.", len(sessions))
        messages.success(request, created % {"count": len(sessions)})
        if sessions[0].is_draft:
            url = reverse("admin:enrollment_coresession_publish")
            messages.info(
                request,
                format_html(
                    '{} <a href="{}?term={}">{}</a>',
                    gettext("Drafts are hidden from everyone but Uniped."),
                    url,
                    sessions[0].term_id,
                    gettext("Publish the drafts of this term"),
                ),
            )
        return redirect(f"{_list()}?{urlencode(alike)}")

    @admin.action(description=_("Publish the selected sessions"), permissions=["change"])
    def publish_selected(
        self, request: HttpRequest, queryset: QuerySet[CoreSession]
    ) -> HttpResponse:
        return self._ask_to_publish(request, queryset)

    @shows_consequences(_("Publish sessions"))
    def publish(self, request: HttpRequest) -> HttpResponse:
        """Show what publishing means, then publish the sessions that were shown."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._ask_to_publish(request, _asked_for(request))
        keys = keys_among(request.POST.getlist("session"))
        sessions = CoreSession.objects.filter(pk__in=keys)
        if goes_back(request):
            return self._ask_to_publish(request, sessions)
        ask([PlannedSession(draft, draft.leaders.all()) for draft in _drafts(sessions)])
        published = publishing.publish(sessions=keys, at=clock.now())
        for session in published:
            self.log_change(request, session, compared(session, {"is_draft": True}))
        text = ngettext(
            "%(count)d session is published.", "%(count)d sessions are published.", len(published)
        )
        messages.success(request, text % {"count": len(published)})
        terms = _with_states(session.term for session in published)
        _tell_without_dates(request, terms)
        alike = f"?term__id__exact={terms[0][0].pk}" if len(terms) == 1 else ""
        return redirect(_list() + alike)

    def _ask_to_publish(
        self, request: HttpRequest, sessions: QuerySet[CoreSession]
    ) -> HttpResponse:
        drafts = list(_drafts(sessions))
        if not drafts:
            messages.warning(request, gettext("None of these sessions is a draft."))
            return redirect(_list())
        return self._page(
            request,
            "publish",
            title=_("Publish sessions"),
            drafts=drafts,
            terms=_with_states(draft.term for draft in drafts),
            number_of_letters=len(leading.leaders_to_tell(drafts, clock.now())),
        )

    def _page(self, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/enrollment/coresession/{name}.html", context)


def _list() -> str:
    return reverse("admin:enrollment_coresession_changelist")


def _tell_left_out(request: HttpRequest, number: int) -> None:
    if number:
        said = ngettext(
            "%(number)d line without a tick was left out.",
            "%(number)d lines without a tick were left out.",
            number,
        )
        messages.info(request, said % {"number": number})


def _tell_without_dates(request: HttpRequest, terms: Iterable[tuple[Term, str]]) -> None:
    for term, state in terms:
        if state == "none":
            said = gettext("Registration for %(term)s has no dates yet. Set them in the term.")
            url = reverse("admin:enrollment_term_change", args=[term.pk])
            link = format_html('{} <a href="{}">{}</a>', said % {"term": term.name}, url, term)
            messages.warning(request, link)


def _asked_for(request: HttpRequest) -> QuerySet[CoreSession]:
    """Return the session or the sessions of the term that the address names. Raises ``Http404`` without any."""
    chosen = {
        name: request.GET[key]
        for key, name in (("term", "term"), ("session", "pk"))
        if request.GET.get(key, "").isdecimal()
    }
    found = CoreSession.objects.filter(**chosen)
    if not chosen or not found.exists():
        raise Http404
    return found


def _drafts(sessions: QuerySet[CoreSession]) -> QuerySet[CoreSession]:
    drafts = CoreSession.objects.filter(pk__in=sessions.values("pk"), is_draft=True)
    return drafts.select_related("campus", "term").prefetch_related("leaders")


def _with_states(terms: Iterable[Term]) -> list[tuple[Term, str]]:
    """Return each term with the state of its registration."""
    at = clock.now()
    return [(term, term.registration_state(at)) for term in dict.fromkeys(terms)]
