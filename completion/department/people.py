"""The learning assistants of a department in a term, each with the verdict on them. Read-only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from completion.verdicts.evaluating import records_and_verdicts_of
from completion.verdicts.facts import AppointmentFacts, Name, Record
from completion.verdicts.labels import COLOURS
from completion.verdicts.results import CourseSpecific, State, Verdict
from enrollment.models import Appointment, LearningAssistant, Term
from enrollment.plain_text import NameOrder
from modules.follow_up import rules
from modules.models.meetings import HOURS_ASKED

from .lacking import SHORT_STATES, has_no_date, in_words, is_behind

HOURS_IN_ALL = sum(HOURS_ASKED.values())


class Lack(models.TextChoices):
    """What a person can be filtered by."""

    ACCOUNT = "account", _("have never logged in")
    CORE = "core", _("have no date of a core module")
    ONLINE = "online", _("lack an online module")
    MEETINGS = "meetings", _("are behind in hours")


@dataclass(frozen=True, slots=True)
class Person:
    """A learning assistant with the appointments of a department scope in a term, and the verdict."""

    assistant: LearningAssistant
    # Ended ones included.
    appointments: Sequence[Appointment]
    record: Record
    verdict: Verdict
    # The moment of the verdict.
    at: datetime

    @property
    def state(self) -> State:
        return self.verdict.state

    @property
    def state_label(self) -> str:
        return str(SHORT_STATES[self.state])

    @property
    def colour(self) -> str:
        return COLOURS[self.state]

    @property
    def has_logged_in(self) -> bool:
        return self.assistant.user_id is not None

    @property
    def courses(self) -> list[str]:
        return [appointment.course.code for appointment in self.appointments]

    @property
    def current(self) -> list[Appointment]:
        """The appointments that have not ended."""
        today = localdate(self.at)
        return [
            appointment for appointment in self.appointments if not appointment.has_ended(today)
        ]

    @property
    def ended_on(self) -> date | None:
        """The last day of the last appointment if all have ended, or ``None``."""
        if self.current:
            return None
        return max(
            appointment.ends_on
            for appointment in self.appointments
            if appointment.ends_on is not None
        )

    def facts_of(self, appointment: Appointment) -> AppointmentFacts:
        """Return the facts about an appointment."""
        department = Name(appointment.department.name_en, appointment.department.name_nb)
        about = appointment.term.code, appointment.course.code, department
        return next(facts for facts in self.record.appointments if _about(facts) == about)

    @property
    def appointment_facts(self) -> list[AppointmentFacts]:
        """The facts about the appointments of this scope."""
        return [self.facts_of(appointment) for appointment in self.appointments]

    @property
    def evaluated_appointment(self) -> AppointmentFacts | None:
        """The appointment that the verdict on the follow-up is about; ``None`` if it is outside this scope."""
        about = _about(self.verdict.course_specific)
        return next((facts for facts in self.appointment_facts if _about(facts) == about), None)

    @property
    def hours(self) -> Decimal:
        return rules.counted(self.record.hours_asked, self.verdict.course_specific.hours)

    @property
    def lacks(self) -> frozenset[Lack]:
        online = self.verdict.online_modules
        found = {
            Lack.ACCOUNT: not self.has_logged_in,
            Lack.CORE: has_no_date(self.verdict),
            Lack.ONLINE: not self.verdict.is_exempt and bool(online.missing),
            Lack.MEETINGS: is_behind(
                self.verdict, self.evaluated_appointment, self.record, self.at
            ),
        }
        return frozenset(lack for lack, is_lacking in found.items() if is_lacking)

    @property
    def missing(self) -> list[str]:
        """What is missing, in words of the active language; empty if nothing is."""
        return in_words(self.verdict, self.evaluated_appointment, self.record, self.at)


def _about(part: AppointmentFacts | CourseSpecific) -> tuple[str | None, str | None, Name | None]:
    return part.term, part.course_code, part.department


def people_of(appointments: QuerySet[Appointment], term: Term, at: datetime) -> list[Person]:
    """Return the people with these appointments of a term, by name, in a constant number of queries."""
    by_assistant: defaultdict[int, list[Appointment]] = defaultdict(list)
    found = appointments.select_related("assistant", "course", "department", "term")
    for appointment in found.order_by(NameOrder("assistant__name"), "assistant", "course__code"):
        by_assistant[appointment.assistant_id].append(appointment)
    assistants = LearningAssistant.objects.filter(
        pk__in=appointments.order_by().values("assistant")
    )
    people = {
        assistant.pk: Person(assistant, by_assistant[assistant.pk], record, verdict, at)
        for assistant, (record, verdict) in records_and_verdicts_of(assistants, term, at).items()
    }
    return [people[key] for key in by_assistant if key in people]
