"""Issue certificates automatically to all who have completed LAOS and have no valid one.

Several workers may run at once: each locks the assistants of its batch and skips those locked by another. If a worker
is killed, the committed batches stay issued, and the next run continues with the rest.
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
from enrollment.marks import COUNTS
from enrollment.models import LearningAssistant, Registration, Term
from enrollment.places.taking import lock_assistant
from modules.models import Choice, FollowUpAttendance

from . import letters
from .pdf import refusal_to_print
from .refusals import NotCompleted
from .snapshot import grounds, snapshot_of

BATCH_SIZE = 50
WAITING = "certificates-that-cannot-be-printed"


@dataclass(frozen=True, slots=True)
class Batch:
    """The result of one batch: the certificates issued, and unprintable texts by key of the learning assistant."""

    issued: Sequence[CompletionReport]
    waiting: Mapping[int, Sequence[str]]


def issue_all(at: datetime) -> int:
    """Issue all due certificates, one transaction per batch, and return their number.

    A revoked certificate is not issued again on the same grounds. A certificate that cannot be printed waits until its
    texts are corrected, because its evidence cannot be changed later; the admin lists these.
    """
    keys = list(_may_have_completed().values_list("pk", flat=True))
    starts = range(0, len(keys), BATCH_SIZE)
    batches = [_issue_batch(keys[start : start + BATCH_SIZE], at) for start in starts]
    waiting = {pk: texts for batch in batches for pk, texts in batch.waiting.items()}
    kept.set(WAITING, waiting, timeout=None)
    return sum(len(batch.issued) for batch in batches)


def reissue(*, report: CompletionReport, at: datetime) -> CompletionReport:
    """Replace a revoked certificate, even on the same grounds; return the valid one if it exists.

    Raises ``NotCompleted`` or ``CannotBePrinted``.
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
    """Return the unsaved certificate due to an assistant with these earlier reports, or ``None``.

    None is due before completion, with a valid report, or with a revoked one on the same grounds.
    """
    if not verdict.is_completed:
        return None
    evidence = snapshot_of(assistant, verdict)
    if any(report.is_valid or grounds(report.evidence) == grounds(evidence) for report in reports):
        return None
    return CompletionReport(assistant=assistant, evidence=evidence, issued_at=at)


def waiting() -> Mapping[int, Sequence[str]]:
    """Return the unprintable texts found by the last run, by key of the learning assistant."""
    return kept.get(WAITING) or {}


def _may_have_completed() -> QuerySet[LearningAssistant]:
    """Preselect assistants with no valid certificate and some evidence of each requirement, for the rules to evaluate."""
    seminars = Registration.objects.filter(assistant=OuterRef("pk"), mark__in=COUNTS)
    meetings = FollowUpAttendance.objects.filter(
        appointment__assistant=OuterRef("pk"), mark__in=COUNTS
    )
    return LearningAssistant.objects.filter(
        Exists(seminars),
        Exists(Choice.objects.completed().filter(assistant=OuterRef("pk"))),
        Exists(meetings),
        ~Exists(CompletionReport.objects.valid().filter(assistant=OuterRef("pk"))),
    ).order_by("pk")


def _issue_batch(keys: Sequence[int], at: datetime) -> Batch:
    with transaction.atomic():
        locked = list(
            LearningAssistant.objects.select_for_update(no_key=True, skip_locked=True)
            .filter(pk__in=keys)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        # Query after locking: another worker may have issued certificates just before.
        reports = defaultdict(list)
        for report in CompletionReport.objects.filter(assistant__in=locked):
            reports[report.assistant_id].append(report)
        holders = {
            pk for pk, earlier in reports.items() if any(report.is_valid for report in earlier)
        }
        people = LearningAssistant.objects.filter(pk__in=set(locked) - holders).order_by("pk")
        verdicts = verdicts_of(people, Term.objects.current(at), at)
        due = [
            due_to(assistant, verdict, reports[assistant.pk], at)
            for assistant, verdict in verdicts.items()
        ]
        refusals = [(report, refusal_to_print(report)) for report in due if report is not None]
        waiting = {report.assistant_id: refusal.texts for report, refusal in refusals if refusal}
        printable = [report for report, refusal in refusals if refusal is None]
        return Batch(_issue(printable, at), waiting)


def _issue(due: Iterable[CompletionReport], at: datetime) -> list[CompletionReport]:
    reports = CompletionReport.objects.bulk_create(due)
    letters.write_issued(reports, at)
    return reports
