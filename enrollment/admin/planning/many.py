"""The actions of the list of sessions that change or cancel many at once. Their consequences are shown first."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.admin.confirming import Confirmed
from enrollment.admin_site.deleting import CONFIRMED
from enrollment.admin_site.log import compared, log_changes
from enrollment.models import CoreSession, User
from enrollment.places import cancelling
from enrollment.refusals import Refusal
from enrollment.rehearsal.showing import goes_back
from enrollment.sessions import changing_many
from enrollment.sessions.plausibility import PlannedSession

from .asking import ask
from .forms import MOST_PLACES, LeadersField


class ManySessionsForm(forms.Form):
    """What many sessions are to have alike. What is empty stays as it is in each."""

    place = forms.CharField(label=_("Room"), required=False, max_length=200)
    capacity = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=MOST_PLACES
    )
    leaders = LeadersField(
        help_text=_(
            "The user names of their accounts, separated by semicolons. They replace those who lead the sessions now."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            raise ValidationError(_("Fill in what is to be changed."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """Return the new values of columns."""
        return {
            name: self.cleaned_data[name]
            for name in ("place", "capacity")
            if self.cleaned_data[name]
        }

    @property
    def new_leaders(self) -> list[User] | None:
        return self.cleaned_data["leaders"] or None


class ChangesManySessions(Confirmed):
    """Mixin for the admin of sessions."""

    @admin.action(description=_("Change the selected sessions"), permissions=["change"])
    def change_selected(
        self, request: HttpRequest, queryset: QuerySet[CoreSession]
    ) -> HttpResponse | None:
        """Ask for the room, the places and the leaders, then save them in all selected sessions."""
        sessions = list(queryset.filter(cancelled_at=None))
        if not _some(request, sessions, queryset, gettext("Cancelled sessions cannot be changed.")):
            return None
        is_filled = CONFIRMED in request.POST or goes_back(request)
        form = ManySessionsForm(request.POST if is_filled else None)
        if CONFIRMED in request.POST and form.is_valid():
            try:
                self._change(request, sessions, form)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return None
        title = gettext("Change sessions")
        question = ngettext(
            "Change %(count)d session? What you leave empty stays as it is.",
            "Change %(count)d sessions? What you leave empty stays as it is in each.",
            len(sessions),
        ) % {"count": len(sessions)}
        return self.ask(request, sessions, "change_selected", title, question, form)

    def _change(
        self, request: HttpRequest, sessions: Sequence[CoreSession], form: ManySessionsForm
    ) -> None:
        """Save what was filled in. Raises ``ValidationError`` with every problem."""
        plans = [PlannedSession(copy(session), form.new_leaders or ()) for session in sessions]
        for plan in plans:
            for name, value in form.values.items():
                setattr(plan.session, name, value)
        ask(plans, form.changed_data)
        before = changing_many.change_all(
            sessions=sessions, values=form.values, leaders=form.new_leaders, at=clock.now()
        )
        for session in CoreSession.objects.filter(pk__in=before):
            if changes := compared(session, before[session.pk]):
                self.log_change(request, session, changes)
        text = ngettext("%(count)d session is saved.", "%(count)d sessions are saved.", len(before))
        messages.success(request, text % {"count": len(before)})

    @admin.action(description=_("Cancel the selected sessions"), permissions=["change"])
    def cancel_selected(
        self, request: HttpRequest, queryset: QuerySet[CoreSession]
    ) -> HttpResponse | None:
        """Ask, then cancel the selected sessions. No one is moved to another date."""
        sessions = changing_many.can_be_cancelled(queryset, clock.now())
        why = gettext("Drafts, and sessions that are cancelled or have begun, cannot be cancelled.")
        if not _some(request, sessions, queryset, why):
            return None
        if CONFIRMED not in request.POST:
            question = ngettext(
                "Cancel %(count)d session? Everyone who has a place must find another date themselves. This cannot be undone.",
                "Cancel %(count)d sessions? Everyone who has a place must find another date themselves. This cannot be undone.",
                len(sessions),
            ) % {"count": len(sessions)}
            title = gettext("Cancel sessions")
            return self.ask(request, sessions, "cancel_selected", title, question)
        cancelled, freed = 0, 0
        for session in sessions:
            try:
                freed += len(cancelling.cancel_session(session=session, at=clock.now()))
            except Refusal as refusal:
                messages.error(request, refusal.in_full)
            else:
                cancelled += 1
                log_changes(self, request, session, "cancelled_at")
        text = ngettext(
            "%(count)d session is cancelled. Places freed: %(freed)d.",
            "%(count)d sessions are cancelled. Places freed: %(freed)d.",
            cancelled,
        )
        messages.success(request, text % {"count": cancelled, "freed": freed})
        return None


def _some(
    request: HttpRequest,
    sessions: Sequence[CoreSession],
    selected: QuerySet[CoreSession],
    why: str,
) -> bool:
    """Return whether any session is left, and say how many of the selected ones are left out and why."""
    left_out = len(selected) - len(sessions)
    if left_out and CONFIRMED not in request.POST:
        text = gettext("Left out of the selected sessions: %(count)d. %(why)s")
        messages.warning(request, text % {"count": left_out, "why": why})
    return bool(sessions)
