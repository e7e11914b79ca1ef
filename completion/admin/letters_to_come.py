"""The page of letters that go out in the next days, where they can be stopped and resumed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from completion.pages.desk.outgoing import OutgoingBatch, batches_to_come, waiting_batches
from enrollment import clock
from enrollment.access import SignedInRequest, runs_sessions
from enrollment.admin.letters.sent import LetterAdmin
from enrollment.admin_site.site import identity_of
from enrollment.letters.by_staff import stopping
from enrollment.models import Letter, LetterStop
from enrollment.refusals import Refusal
from modules.admin.base import page

# How many days the page can show.
SPANS = (3, 7, 14)
STOPS_ON_A_PAGE = 20
# In the address, for the letters that are written and wait.
WAITING = "waiting"


class StopForm(forms.Form):
    """Choose the letters of a batch to stop, or stop all of them, with a reason."""

    because = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("The reason is stored together with your name."),
    )
    letters = forms.MultipleChoiceField(
        label=_("To"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, batch: OutgoingBatch) -> None:
        super().__init__(data)
        self.batch = batch
        field = self.fields["letters"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(letter.token, identity_of(letter.recipient)) for letter in batch.going]

    @property
    def is_for_all(self) -> bool:
        return "all" in self.data

    @property
    def chosen(self) -> list[Any]:
        tokens = set(self.cleaned_data["letters"])
        return [
            letter.key for letter in self.batch.going if self.is_for_all or letter.token in tokens
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.is_for_all and not given.get("letters") and "letters" not in self.errors:
            self.add_error("letters", _("Choose at least one letter, or stop all of them."))
        return given


@admin.register(Letter)
class OutgoingLetterAdmin(LetterAdmin):
    """Letters, with those to come."""

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, "enrollment_letter"
        stop = require_http_methods(["GET", "HEAD", "POST"])(self.stop)
        urls: list[URLPattern] = super().get_urls()
        return [
            path("to-come/", view(require_safe(self.to_come)), name=f"{name}_to_come"),
            path("to-come/<str:when>/<slug:kind>/", view(stop), name=f"{name}_stop"),
            path(
                "to-come/stops/<int:pk>/resume/",
                view(require_POST(self.resume)),
                name=f"{name}_resume",
            ),
            *urls,
        ]

    def to_come(self, request: HttpRequest) -> HttpResponse:
        """Show what waits, what the tasks will write in the next days, and what is stopped."""
        _check(request)
        at = clock.now()
        span = _span(request)
        coming = batches_to_come(at, span)
        stops = LetterStop.objects.select_related("stopped_by", "resumed_by")
        stops = stops.prefetch_related("letters__assistant", "letters__user")
        return page(
            self,
            request,
            "letter/to_come",
            title=_("Letters to come"),
            waiting=waiting_batches(),
            days=[(day, [*own]) for day, own in groupby(coming, key=lambda batch: batch.day)],
            last_day=clock.today() + timedelta(days=span - 1),
            span=span,
            spans=SPANS,
            page=Paginator(stops, STOPS_ON_A_PAGE).get_page(request.GET.get("page")),
        )

    def stop(self, request: SignedInRequest, when: str, kind: str) -> HttpResponse:
        """Show to whom letters of one kind go, and stop all or some of them with a reason."""
        _check(request)
        batch = _batch(when, kind)
        form = StopForm(request.POST if request.method == "POST" else None, batch)
        if form.is_valid():
            try:
                stop, gone = stopping.stop(
                    kind=batch.kind,
                    day=batch.day or clock.today(),
                    letters=form.chosen,
                    is_whole=form.is_for_all and batch.day is not None,
                    because=form.cleaned_data["because"],
                    by=request.user,
                    at=clock.now(),
                )
            except Refusal as refusal:
                messages.error(request, refusal.in_full)
            else:
                _tell(request, stop.letters.count(), gone)
            return redirect("admin:enrollment_letter_to_come")
        shown = (batch.going or batch.letters)[0]
        day = date_format(batch.day, "DATE_FORMAT") if batch.day else ""
        return page(
            self,
            request,
            "letter/stop",
            title=", ".join(filter(None, [str(batch.kind.title), day])),
            batch=batch,
            form=form,
            recipient=shown.recipient,
            example=shown.as_read(),
        )

    def resume(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Take a stop back."""
        _check(request)
        stop = get_object_or_404(LetterStop, pk=pk)
        stopping.resume(stop=stop, by=request.user, at=clock.now())
        messages.success(
            request,
            gettext(
                "The letters are no longer stopped. Those already written are sent now, the others when they are due."
            ),
        )
        return redirect("admin:enrollment_letter_to_come")


def _check(request: HttpRequest) -> None:
    if not runs_sessions(request.user):
        raise PermissionDenied


def _span(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return next((span for span in SPANS if str(span) == asked), SPANS[0])


def _batch(when: str, kind: str) -> OutgoingBatch:
    """Return the letters of one kind on a day, or of those that wait. Raises ``Http404`` if there are none."""
    if when == WAITING:
        found = waiting_batches()
    else:
        try:
            day = date.fromisoformat(when)
        except ValueError as error:
            raise Http404 from error
        days = (day - clock.today()).days + 1
        if not 1 <= days <= SPANS[-1]:
            raise Http404
        found = [batch for batch in batches_to_come(clock.now(), days) if batch.day == day]
    for batch in found:
        if batch.kind.code == kind:
            return batch
    raise Http404


def _tell(request: HttpRequest, number: int, gone: int) -> None:
    stopped = ngettext("%(number)d letter is stopped.", "%(number)d letters are stopped.", number)
    messages.success(request, stopped % {"number": number})
    if gone:
        too_late = ngettext(
            "%(number)d letter had been sent already.",
            "%(number)d letters had been sent already.",
            gone,
        )
        messages.warning(request, too_late % {"number": gone})
