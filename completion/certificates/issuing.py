"""Certificates are issued by themselves, to everybody who has completed LAOS and has no valid one.

Any number of workers may do so at once. They lock whom they look at, and pass over those that another has locked; so
whoever is killed on the way has issued what is committed, and the next run goes on with the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from completion.models import CompletionReport
from completion.verdicts.evaluating import verdict_of, verdicts_of
from completion.verdicts.results import Verdict
from enrollment.kept import kept
from enrollment.models import LearningAssistant, Registration, Term
from enrollment.models.sessions import Mark
from enrollment.places import lock_assistant
from modules.models import Choice, FollowUpAttendance

from . import letters
from .pdf import refusal_to_print
from .refusals import NotCompleted
from .snapshot import frozen, grounds

AT_A_TIME = 50
WAITING = "certificates-that-cannot-be-printed"


@dataclass(frozen=True, slots=True)
class Round:
    """What became of some people: their new certificates, and by learning assistant the texts that no font can print."""

    issued: Sequence[CompletionReport]
    waiting: Mapping[int, Sequence[str]]


def issue_all(at: datetime) -> int:
    """Issue what is due, some people a transaction, and return how many were issued.

    What was revoked is not issued again by itself on the same grounds. What cannot be printed waits: its evidence will be
    frozen, so its texts are corrected before. Uniped sees in the admin which do.
    """
    keys = list(_may_have_completed().values_list("pk", flat=True))
    some = [keys[start : start + AT_A_TIME] for start in range(0, len(keys), AT_A_TIME)]
    rounds = [_issue_some(people, at) for people in some]
    waiting = {pk: texts for done in rounds for pk, texts in done.waiting.items()}
    kept.set(WAITING, waiting, timeout=None)
    return sum(len(done.issued) for done in rounds)


def issue_anew(*, report: CompletionReport, at: datetime) -> CompletionReport:
    """Issue to whom a certificate was revoked, also on the same grounds. Who has a valid one keeps that.

    Raises ``NotCompleted`` and ``CannotBePrinted``.
    """
    with transaction.atomic():
        assistant = lock_assistant(report.assistant)
        valid = CompletionReport.objects.valid().filter(assistant=assistant).first()
        if valid is not None:
            return valid
        due = due_to(assistant, verdict_of(assistant, at), [], at)
        if due is None:
            raise NotCompleted(assistant)
        if refusal := refusal_to_print(due):
            raise refusal
        return _issue([due], at)[0]


def due_to(
    assistant: LearningAssistant,
    verdict: Verdict,
    reports: Iterable[CompletionReport],
    at: datetime,
) -> CompletionReport | None:
    """Return the certificate that is to be issued, unsaved, to an assistant who has had these reports."""
    if not verdict.is_completed:
        return None
    evidence = frozen(assistant, verdict)
    if any(one.is_valid or grounds(one.evidence) == grounds(evidence) for one in reports):
        return None
    return CompletionReport(assistant=assistant, evidence=evidence, issued_at=at)


def waiting() -> Mapping[int, Sequence[str]]:
    """Return the texts that keep certificates from being issued, by learning assistant, as the last run found them."""
    return kept.get(WAITING) or {}


def _may_have_completed() -> QuerySet[LearningAssistant]:
    """Who has no valid certificate and something on record of each requirement; the rules decide about them."""
    present = {"assistant": OuterRef("pk"), "mark": Mark.PRESENT}
    meetings = FollowUpAttendance.objects.filter(
        appointment__assistant=OuterRef("pk"), mark=Mark.PRESENT
    )
    return LearningAssistant.objects.filter(
        Exists(Registration.objects.filter(**present)),
        Exists(Choice.objects.completed().filter(assistant=OuterRef("pk"))),
        Exists(meetings),
        ~Exists(CompletionReport.objects.valid().filter(assistant=OuterRef("pk"))),
    ).order_by("pk")


def _issue_some(keys: Sequence[int], at: datetime) -> Round:
    with transaction.atomic():
        locked = list(
            LearningAssistant.objects.select_for_update(no_key=True, skip_locked=True)
            .filter(pk__in=keys)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        # Asked only now: another worker may have issued to them until just before they were locked.
        reports = defaultdict(list)
        for report in CompletionReport.objects.filter(assistant__in=locked):
            reports[report.assistant_id].append(report)
        served = {pk for pk, some in reports.items() if any(one.is_valid for one in some)}
        people = LearningAssistant.objects.filter(pk__in=set(locked) - served).order_by("pk")
        found = verdicts_of(people, Term.objects.current(at), at)
        due = [due_to(one, verdict, reports[one.pk], at) for one, verdict in found.items()]
        refusals = [(report, refusal_to_print(report)) for report in due if report is not None]
        waiting = {report.assistant_id: refusal.texts for report, refusal in refusals if refusal}
        printable = [report for report, refusal in refusals if refusal is None]
        return Round(_issue(printable, at), waiting)


def _issue(due: Iterable[CompletionReport], at: datetime) -> list[CompletionReport]:
    reports = CompletionReport.objects.bulk_create(due)
    letters.issued(reports, at)
    return reports
