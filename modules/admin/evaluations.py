from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.access import SignedInRequest
from enrollment.admin.base import Kept, ShownOnly, in_short
from enrollment.admin.states import NamedStatesFilter
from enrollment.admin.what_if import ShowsConsequences, shows_consequences
from enrollment.admin_site.log import log_changes
from enrollment.pages.queues import WorkQueue
from enrollment.refusals import Refusal
from enrollment.rehearsal.showing import goes_back
from modules.models import PeerEvaluation
from modules.models.evaluations import PeerEvaluationQuerySet
from modules.online import formatting
from modules.online.essays import flagging
from modules.online.module_page import ratings_of

from .base import page
from .forms import FlagAnswerForm

FLAGS = WorkQueue(
    ngettext_lazy(
        "Next flagged evaluation (%(number)d waiting)",
        "Next flagged evaluation (%(number)d waiting)",
        "number",
    ),
    _("No flagged evaluation is waiting any more."),
)


class FlagFilter(NamedStatesFilter):
    title = _("flag")
    parameter_name = "flag"
    states = {
        "unanswered": (_("flagged, not answered"), PeerEvaluationQuerySet.unanswered),
        "answered": (_("flagged and answered"), lambda given: given.exclude(answered_at=None)),
    }


@admin.register(PeerEvaluation)
class PeerEvaluationAdmin(ShowsConsequences, ShownOnly, Kept, admin.ModelAdmin[PeerEvaluation]):
    """Evaluations given, read-only; drafts are not shown. Staff answer authors who flag one as unfair."""

    change_form_template = "admin/modules/peerevaluation/change_form.html"
    list_display = ["evaluator", "author", "module", "given", "flag"]
    list_filter = [FlagFilter, "module"]
    search_fields = ["evaluator__found_by", "essay__author__found_by"]
    ordering = ["-given_at", "-pk"]
    show_full_result_count = False
    fields = ["evaluator", "author", "module", "given_at", "flag"]
    readonly_fields = ["author", "flag"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PeerEvaluation]:
        related = ["evaluator", "essay__author", "essay__module", "module", "answered_by"]
        given = PeerEvaluation.objects.given().select_related(*related)
        return given.defer("essay__fingerprint").order_by(*self.ordering)

    @admin.display(description=_("author"), ordering="essay__author__name")
    def author(self, evaluation: PeerEvaluation) -> str:
        return str(evaluation.essay.author or gettext("example"))

    @admin.display(description=_("evaluation given"), ordering="given_at")
    def given(self, evaluation: PeerEvaluation) -> str:
        return in_short(evaluation.given_at)

    @admin.display(description=_("flag"), ordering="flagged_at")
    def flag(self, evaluation: PeerEvaluation) -> str:
        if evaluation.flagged_at is None:
            return "–"
        if evaluation.answered_at is None:
            return gettext("flagged, not answered")
        return gettext("withheld") if evaluation.is_withheld else gettext("answered, stays")

    def may_answer(self, request: HttpRequest) -> bool:
        return request.user.has_perm("modules.change_peerevaluation")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        evaluation = self.get_object(request, object_id)
        context = {
            **(what_is_shown(evaluation) if evaluation else {}),
            "can_answer": self.may_answer(request),
        }
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **context}
        )

    def get_urls(self) -> list[URLPattern]:
        answer = path(
            "<int:pk>/answer/",
            self.admin_site.admin_view(self.answer),
            name="modules_peerevaluation_answer",
        )
        urls: list[URLPattern] = super().get_urls()
        return [answer, *urls]

    @shows_consequences(_("Answer the author"))
    def answer(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Answer the author of a flagged evaluation, or correct the answer."""
        if not self.may_answer(request):
            raise PermissionDenied
        flagged = self.get_queryset(request).exclude(flagged_at=None)
        evaluation = get_object_or_404(flagged, pk=pk)
        answered = {"answer": evaluation.answer, "withhold": evaluation.is_withheld}
        data = request.POST if request.method == "POST" else None
        form = FlagAnswerForm(data, initial=answered)
        if form.is_valid() and not goes_back(request):
            at = clock.now()
            seen = evaluation.answer, evaluation.is_withheld
            try:
                flagging.answer_flag(
                    evaluation=evaluation, by=request.user, seen=seen, at=at, **form.cleaned_data
                )
            except Refusal as refusal:
                form.add_error(None, refusal.in_full)
            else:
                log_changes(self, request, evaluation, "answer", "is_withheld")
                done = FLAGS.after(
                    gettext("The author is answered."),
                    PeerEvaluation.objects.unanswered()
                    .of_others(request.user)
                    .order_by("flagged_at", "pk"),
                    lambda flag: reverse("admin:modules_peerevaluation_answer", args=[flag.pk]),
                )
                messages.success(request, done)
                return redirect("admin:modules_peerevaluation_change", pk)
        title = gettext("Answer the author")
        shown = what_is_shown(evaluation)
        return page(self, request, "peerevaluation/answer", title=title, form=form, **shown)


def what_is_shown(evaluation: PeerEvaluation) -> dict[str, Any]:
    """Return the evaluation, its ratings and its essay, for the template."""
    return {
        "evaluation": evaluation,
        "essay_text": formatting.essay(evaluation.essay.text),
        "ratings": ratings_of([evaluation])[evaluation.pk],
    }
