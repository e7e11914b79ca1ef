"""Certificates are issued by themselves, to everybody who has completed LAOS and has no valid one.

Any number of workers may do so at once. They lock whom they look at, and pass over those that another has locked; so
whoever is killed on the way has issued what is committed, and the next run goes on with the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from enrollment.models import LearningAssistant, Registration, Term
from enrollment.models.sessions import Mark
from enrollment.places import lock_assistant
from modules.models import Choice, FollowUpAttendance

from . import announcing
from .certificate_refusals import NotCompleted
from .freezing import frozen, grounds
from .models import CompletionReport
from .verdicts import verdict_of, verdicts_of

AT_A_TIME = 50


def issue_all(at: datetime) -> int:
    """Issue what is due, some people a transaction, and return how many were issued.

    What was revoked is not issued again by itself on the same grounds.
    """
    keys = list(_may_have_completed().values_list("pk", flat=True))
    some = [keys[start : start + AT_A_TIME] for start in range(0, len(keys), AT_A_TIME)]
    return sum(len(_issue_some(one, at)) for one in some)


def issue_anew(*, report: CompletionReport, at: datetime) -> CompletionReport:
    """Issue to whom a certificate was revoked, also on the same grounds. Who has a valid one keeps that."""
    with transaction.atomic():
        assistant = lock_assistant(report.assistant)
        valid = CompletionReport.objects.valid().filter(assistant=assistant).first()
        if valid is not None:
            return valid
        verdict = verdict_of(assistant, at)
        if not verdict.is_completed:
            raise NotCompleted(assistant)
        return _issue({assistant: frozen(assistant, verdict)}, at)[0]


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


def _issue_some(keys: Sequence[int], at: datetime) -> list[CompletionReport]:
    with transaction.atomic():
        locked = list(
            LearningAssistant.objects.select_for_update(no_key=True, skip_locked=True)
            .filter(pk__in=keys)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        # Asked only now: another worker may have issued to them until just before they were locked.
        reports = list(CompletionReport.objects.filter(assistant__in=locked))
        served = {one.assistant_id for one in reports if one.is_valid}
        people = LearningAssistant.objects.filter(pk__in=set(locked) - served).order_by("pk")
        found = verdicts_of(people, Term.objects.current(at), at)
        evidence = {
            one: frozen(one, verdict) for one, verdict in found.items() if verdict.is_completed
        }
        revoked = [(one.assistant_id, grounds(one.evidence)) for one in reports]
        return _issue(
            {one: it for one, it in evidence.items() if (one.pk, grounds(it)) not in revoked}, at
        )


def _issue(evidence: Mapping[LearningAssistant, object], at: datetime) -> list[CompletionReport]:
    reports = CompletionReport.objects.bulk_create(
        CompletionReport(assistant=one, evidence=it, issued_at=at) for one, it in evidence.items()
    )
    announcing.issued(reports, at)
    return reports
