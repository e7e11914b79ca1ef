"""The page with everything about a person, and their own page as they see it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from completion.pages.desk.as_seen import as_seen
from completion.pages.desk.person import person_on_record
from enrollment import clock
from enrollment.access import runs_sessions
from enrollment.admin.letters.sent import STATES
from enrollment.admin.people import LearningAssistantAdmin
from enrollment.admin_site.log import done
from enrollment.letters.queueing import has_ended
from enrollment.models import LearningAssistant
from modules.admin.base import STEPS, page

from .person_history import history_of

OPENED = gettext_noop("Opened “My page” as this person sees it")
# How long “My page” stays open to a member of staff after it was logged that they opened it.
STAYS_OPEN = timedelta(hours=1)
# In the session: when the pages were opened, by key of the person.
OPEN = "opened_as_seen"


@admin.register(LearningAssistant)
class PersonAdmin(LearningAssistantAdmin):
    """Learning assistants, each with a page of everything on record."""

    def page_of(self, assistant: LearningAssistant) -> str:
        return reverse("admin:enrollment_learningassistant_person", args=[assistant.pk])

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, "enrollment_learningassistant"
        as_they_see_it = require_http_methods(["GET", "HEAD", "POST"])(self.as_seen)
        urls: list[URLPattern] = super().get_urls()
        return [
            path("<int:pk>/", view(require_safe(self.person)), name=f"{name}_person"),
            path("<int:pk>/as-seen/", view(as_they_see_it), name=f"{name}_as_seen"),
            *urls,
        ]

    def person(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show everything on record of one person that the reader may see."""
        assistant = self._person(pk)
        if not self.has_view_permission(request, assistant):
            raise PermissionDenied
        record = person_on_record(assistant, clock.now())
        context: dict[str, Any] = {
            "title": assistant.name,
            "assistant": assistant,
            "record": record,
            "modules": [(chosen.choice, STEPS[chosen.step]) for chosen in record.modules],
            "letters": [
                (letter, STATES[letter.email.status if letter.email else None], has_ended(letter))
                for letter in record.letters
            ],
            "changes": history_of(assistant),
            "can_change": self.has_change_permission(request, assistant),
            "runs_sessions": runs_sessions(request.user),
        }
        return page(self, request, "learningassistant/person", **context)

    def as_seen(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Log on POST that the reader opens the person's own page, and show it, without what can be done there."""
        assistant = self._person(pk)
        if not self.has_change_permission(request, assistant):
            raise PermissionDenied
        if request.method == "POST":
            self.log_change(request, assistant, done(OPENED))
            opened = request.session.get(OPEN, {}) | {str(pk): clock.now().isoformat()}
            request.session[OPEN] = opened
            return redirect("admin:enrollment_learningassistant_as_seen", pk)
        if not _has_opened(request, pk):
            return redirect("admin:enrollment_learningassistant_person", pk)
        context = {"assistant": assistant, "seen": as_seen(assistant, clock.now())}
        return render(request, "completion/as_seen.html", context)

    def _person(self, pk: int) -> LearningAssistant:
        related = ("user", "merged_into", "merged_by")
        return get_object_or_404(LearningAssistant.objects.select_related(*related), pk=pk)


def _has_opened(request: HttpRequest, pk: int) -> bool:
    opened = request.session.get(OPEN, {}).get(str(pk))
    return bool(opened) and clock.now() - datetime.fromisoformat(opened) < STAYS_OPEN
