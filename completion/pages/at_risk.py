"""What learning assistants may miss this term, for the coordinators' digest (``modules.department.digesting``).

The digest itself covers missing marks and hours for which too little is planned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from django.utils.functional import lazy

from completion.verdicts.evaluating import verdicts_of
from completion.verdicts.labels import missing_in_words
from completion.verdicts.results import Missing, State, ToDo, Verdict
from enrollment.models import Appointment, LearningAssistant, Term

# Lazy, because digests are written in the language of each coordinator.
in_any_language = lazy(missing_in_words, str)


def told(departments: Collection[int], term: Term, at: datetime) -> Mapping[int, str]:
    """Return what each learning assistant of these departments may miss this term, by key of the assistant."""
    appointments = Appointment.objects.live(at).filter(term=term, department__in=departments)
    people = LearningAssistant.objects.filter(
        pk__in=appointments.order_by().values("assistant"), exempt_since=None
    )
    lacking = {one.pk: tuple(_at_risk(it)) for one, it in verdicts_of(people, term, at).items()}
    return {key: in_any_language(missing) for key, missing in lacking.items() if missing}


def _at_risk(verdict: Verdict) -> Iterator[Missing]:
    for one in (verdict.core_modules, verdict.online_modules):
        # If no sessions are planned yet, a department can do nothing about it.
        if one.state is State.AT_RISK and any(it.what is not ToDo.AWAIT_DATES for it in one.steps):
            yield from one.missing
    if any(one.what is ToDo.COME_TO_MAKE_UP for one in verdict.course_specific.steps):
        yield Missing.MANDATORY_MEETING
