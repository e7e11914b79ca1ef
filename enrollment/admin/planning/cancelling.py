"""The page of the admin that cancels a session, and moves its people to another date in the same step."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.admin.what_if import with_consequences
from enrollment.admin_site.log import log_changes
from enrollment.admin_site.site import AdminMixin
from enrollment.forms.dates import MoveOnCancelling
from enrollment.models import CoreSession, Registration
from enrollment.pages import behalf
from enrollment.places import cancelling, moving
from enrollment.refusals import Refusal
from enrollment.rehearsal.answering import ActOutcome, act
from enrollment.rehearsal.showing import goes_back
from enrollment.sessions.roster import read_roster


class CancelsSessions(AdminMixin):
    """Mixin for the admin of sessions."""

    def get_urls(self) -> list[URLPattern]:
        cancel = path(
            "<int:pk>/cancel/",
            self.admin_site.admin_view(self.cancel),
            name="enrollment_coresession_cancel",
        )
        urls: list[URLPattern] = super().get_urls()
        return [cancel, *urls]

    def cancel(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what cancelling the session means, then cancel it."""
        session = self.get_object(request, str(pk))
        if session is None:
            raise Http404
        if not self.has_change_permission(request, session):
            raise PermissionDenied
        form = MoveOnCancelling(
            request.POST if request.method == "POST" else None, session, clock.now()
        )
        outcome: ActOutcome[moving.MoveOutcome] = ActOutcome()
        if goes_back(request):
            return redirect(request.path)
        if form.is_valid() and not form.cleaned_data["session"]:
            return with_consequences(
                self,
                request,
                _("Cancel this session"),
                lambda: self._cancelled(request, session),
                key=pk,
            )
        if form.is_valid():
            outcome = self._moved(request, session, form)
        if outcome.is_done or outcome.refusal:
            return redirect("admin:enrollment_coresession_change", pk)
        return self._cancel_page(request, session, form, outcome)

    def _cancelled(self, request: HttpRequest, session: CoreSession) -> HttpResponse:
        try:
            freed = cancelling.cancel_session(session=session, at=clock.now())
        except Refusal as refusal:
            messages.error(request, refusal.in_full)
        else:
            self._tell_cancelled(request, session, freed)
        return redirect("admin:enrollment_coresession_change", session.pk)

    def _moved(
        self, request: HttpRequest, session: CoreSession, form: MoveOnCancelling
    ) -> ActOutcome[moving.MoveOutcome]:
        """Rehearse or do both in one step, and say what was done or refused."""
        places, to = form.cleaned_data["places"], form.cleaned_data["session"]
        outcome = act(
            request,
            lambda: moving.cancel_and_move(
                session=session, registrations=places, to=to, at=clock.now()
            ),
        )
        if outcome.refusal:
            messages.error(request, outcome.refusal.in_full)
        elif outcome.is_done and outcome.result is not None:
            log_changes(self, request, session, "cancelled_at")
            is_cancelled = gettext("The session is cancelled.")
            words = behalf.outcome_in_words(outcome.result)
            said = f"{is_cancelled} {words}"
            if outcome.result.refused:
                url = reverse("enrollment:move_many", args=[session.pk])
                link = gettext("Move them to other dates")
                said = format_html('{} <a href="{}">{}</a>', said, url, link)
            messages.success(request, said)
        return outcome

    def _cancel_page(
        self,
        request: HttpRequest,
        session: CoreSession,
        form: MoveOnCancelling,
        outcome: ActOutcome[moving.MoveOutcome],
    ) -> HttpResponse:
        at = clock.now()
        context: dict[str, Any] = {
            "title": _("Cancel this session"),
            "session": session,
            "people": behalf.people_to_move(read_roster(session), form.ticked(), at),
            "has_begun": session.has_begun(at),
            "form": form,
            "outcome": outcome,
        }
        request.current_app = self.admin_site.name
        context |= {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, "admin/enrollment/coresession/cancel.html", context)

    def _tell_cancelled(
        self, request: HttpRequest, session: CoreSession, freed: list[Registration]
    ) -> None:
        log_changes(self, request, session, "cancelled_at")
        if not freed:
            messages.success(request, gettext("The session is cancelled. No one had a place."))
            return
        text = ngettext(
            "The session is cancelled. %(count)d learning assistant is free to take another date.",
            "The session is cancelled. %(count)d learning assistants are free to take another date.",
            len(freed),
        )
        messages.success(request, text % {"count": len(freed)})
