"""The steps of taking attendance from a report, whatever it is for: choose it, preview it, confirm."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from enrollment.attendance_reports.forms import ReportForm, changed_marks, chosen_people
from enrollment.attendance_reports.proposal import Occasion, propose
from enrollment.pages.report_preview import MarkToPropose, ReportPreview, preview_report
from enrollment.refusals import Refusal


@dataclass(slots=True)
class ReportStep:
    """What a request asks for: the form, a preview, or to record what the preview showed."""

    form: ReportForm
    text: str = ""
    preview: ReportPreview | None = None
    is_confirmed: bool = False
    # The user has said who a participant is since the preview was shown.
    is_updated: bool = False
    refusals: list[Refusal] = field(default_factory=list)

    def context(self) -> dict[str, Any]:
        return {
            "form": self.form,
            "report": self.text,
            "preview": self.preview,
            "is_updated": self.is_updated,
            "refusals": self.refusals,
        }


def report_step(request: HttpRequest, occasion: Occasion, marks: list[MarkToPropose]) -> ReportStep:
    """Read the report that was sent. One address serves all steps; nothing is recorded here.

    A confirmation that also says who a participant is leads to a new preview: it changes the marks.
    """
    if request.method != "POST":
        return ReportStep(ReportForm())
    step = ReportStep(ReportForm(request.POST, request.FILES))
    if not step.form.is_valid():
        return step
    chosen = chosen_people(request.POST)
    try:
        step.text = step.form.text()
        proposal = propose(step.text, occasion, chosen)
    except Refusal as refusal:
        step.refusals = [refusal]
        return step
    step.preview = preview_report(proposal, marks, chosen, changed_marks(request.POST))
    if "confirm" in request.POST:
        step.is_updated = request.POST.get("chosen", "") != step.preview.chosen
        step.is_confirmed = not step.is_updated
    return step
