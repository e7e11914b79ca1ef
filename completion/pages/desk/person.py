"""Everything on record of one person, from the one engine of verdicts and one reading of each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from completion.models import CompletionReport, EquivalentQualification
from completion.pages.my_page.dates import MeetingDate, meeting_dates, places_held
from completion.pages.my_page.hours import ShownRequirement, shown_hours
from completion.pages.my_page.page import coordinators_of
from completion.pages.my_page.steps import ShownStep, shown_steps
from completion.verdicts.labels import COLOURS, STATES
from completion.verdicts.personal import PersonalFacts, personal_facts
from completion.verdicts.results import Verdict
from completion.verdicts.rules import evaluate
from enrollment.models import Appointment, LearningAssistant, Letter
from modules.online.progress import ModuleStep, step_of


@dataclass(frozen=True, slots=True)
class ModuleOnRecord:
    choice: Any
    step: ModuleStep


@dataclass(frozen=True, slots=True)
class PersonOnRecord:
    facts: PersonalFacts
    # Those that have not ended, the newest first: their departments can write to the person.
    live_appointments: Sequence[Appointment]
    verdict: Verdict
    requirements: Sequence[ShownRequirement]
    steps: Sequence[ShownStep]
    modules: Sequence[ModuleOnRecord]
    # The latest first.
    meetings: Sequence[MeetingDate]
    applications: Sequence[EquivalentQualification]
    reports: Sequence[CompletionReport]
    # To the record and to its account, the latest first.
    letters: Sequence[Letter]

    @property
    def state(self) -> str:
        return str(STATES[self.verdict.state])

    @property
    def colour(self) -> str:
        return COLOURS[self.verdict.state]


def person_on_record(assistant: LearningAssistant, at: datetime) -> PersonOnRecord:
    """Load the person in the active language, in a constant number of queries."""
    facts = personal_facts(assistant, at)
    verdict = evaluate(facts.record, at)
    to_account = Q(user=assistant.user_id) if assistant.user_id else Q(pk=None)
    letters = Letter.objects.filter(Q(assistant=assistant) | to_account)
    return PersonOnRecord(
        facts=facts,
        live_appointments=[
            appointment
            for appointment in facts.appointments
            if not appointment.has_ended(localdate(at))
        ],
        verdict=verdict,
        requirements=shown_hours(verdict),
        steps=shown_steps(verdict, places_held(facts), coordinators_of(facts), at),
        modules=[ModuleOnRecord(choice, step_of(choice)) for choice in facts.choices],
        meetings=sorted(meeting_dates(facts, at), key=lambda date: date.starts_at, reverse=True),
        applications=list(EquivalentQualification.objects.filter(assistant=assistant)),
        reports=list(CompletionReport.objects.filter(assistant=assistant)),
        letters=list(letters.select_related("email")),
    )
