"""People who have completed LAOS, and certificates, valid by default."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import factory

from completion.models import CompletionReport
from enrollment.models import Appointment, CoreSession, LearningAssistant, Registration
from modules.models import Choice, FollowUpAttendance
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    CourseFactory,
    LearningAssistantFactory,
    TermFactory,
    UserFactory,
)
from tests.model_factory import ModelFactory
from tests.modules.factories import OnlineModuleFactory
from tests.modules.meeting_factories import FollowUpMeetingFactory


def complete(*assistants: LearningAssistant) -> None:
    """Complete all of LAOS for these assistants, with shared sessions and meetings."""
    before = CoreSession.objects.count()
    seminars = [
        CoreSessionFactory(
            core_module=number, days_ahead=number - 20 - before, capacity=len(assistants)
        )
        for number in (1, 2)
    ]
    modules = [OnlineModuleFactory() for _module in range(2)]
    appointments = list(Appointment.objects.filter(assistant__in=assistants))
    first = appointments[0]
    meeting = FollowUpMeetingFactory(
        department=first.department, term=first.term, whole=True, is_mandatory=False
    )
    recorded = {"mark": "present", "marked_by": UserFactory(), "marked_at": NOW}
    Registration.objects.bulk_create(
        Registration(
            assistant=assistant,
            session=seminar,
            core_module=seminar.core_module,
            registered_at=NOW - timedelta(days=60),
            **recorded,
        )
        for seminar in seminars
        for assistant in assistants
    )
    Choice.objects.bulk_create(
        Choice(
            assistant=assistant,
            slot=slot,
            module=module,
            chosen_at=NOW - timedelta(days=60),
            completed_on=NOW.date(),
            source=Choice.Source.HERE,
        )
        for slot, module in enumerate(modules, start=1)
        for assistant in assistants
    )
    FollowUpAttendance.objects.bulk_create(
        FollowUpAttendance(meeting=meeting, appointment=appointment, **recorded)
        for appointment in appointments
    )


def completed(number: int) -> Sequence[LearningAssistant]:
    """Create assistants who have completed LAOS."""
    people: list[LearningAssistant] = LearningAssistantFactory.build_batch(number)
    LearningAssistant.objects.bulk_create(people)
    appointed = {"term": TermFactory(), "course": (course := CourseFactory())}
    Appointment.objects.bulk_create(
        Appointment(assistant=assistant, department=course.department, **appointed)
        for assistant in people
    )
    complete(*people)
    return people


def evidence_of(assistant: LearningAssistant) -> dict[str, Any]:
    """Return evidence in the format of ``snapshot.snapshot_of``."""
    return {
        "name": assistant.name,
        "username": assistant.username,
        "hours": {"core_modules": 8, "online_modules": 6, "course_specific": 6},
        "core_modules": [
            {"core_module": 1, "day": "2031-09-02", "campus": "Trondheim"},
            {"core_module": 2, "day": "2031-09-16", "campus": "Gjøvik"},
        ],
        "online_modules": [
            {
                "code": "OM1",
                "title": {"en": "Giving feedback", "nb": "Å gi tilbakemelding"},
                "day": "2031-10-01",
            },
            {
                "code": "OM4",
                "title": {"en": "Laboratory tutoring", "nb": "Laboratorieveiledning"},
                "day": "2031-10-20",
            },
        ],
        "course_specific": {
            "course": {"code": "TFY4104", "name": {"en": "Physics", "nb": "Fysikk"}},
            "department": {"en": "Department of Physics", "nb": "Institutt for fysikk"},
            "term": "2031H",
            "hours": {"first_meeting": 1.0, "follow_up": 4.5, "final_evaluation": 1.0},
            "meetings": [
                {
                    "title": "Hele oppfølgingen",
                    "day": "2031-11-03",
                    "hours": {"first_meeting": 1.0, "follow_up": 4.5, "final_evaluation": 1.0},
                }
            ],
        },
        "outcomes": {
            "en": [
                {"area": "Knowledge", "outcomes": ["why a safe learning environment matters"]},
                {"area": "Skills", "outcomes": ["guide at a basic level"]},
            ],
            "nb": [
                {"area": "Kunnskaper", "outcomes": ["hvorfor et trygt læringsmiljø er viktig"]},
                {"area": "Ferdigheter", "outcomes": ["veilede på et grunnleggende nivå"]},
            ],
        },
    }


class CompletionReportFactory(ModelFactory[CompletionReport]):
    """A certificate issued yesterday."""

    class Meta:
        model = CompletionReport

    class Params:
        revoked = factory.Trait(
            revoked_at=NOW,
            revoked_by=factory.SubFactory(UserFactory),
            revoked_because="A mark was wrong.",
        )

    assistant = factory.SubFactory(AppointedFactory)
    evidence = factory.LazyAttribute(lambda report: evidence_of(report.assistant))
    # In the past by the pages' real clock too, at any time of day.
    issued_at = NOW - timedelta(days=1)
