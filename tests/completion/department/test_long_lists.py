"""Every list that can grow long is shown in pages, and is searched as a whole."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from enrollment.models import Appointment, LearningAssistant, Registration
from modules.models import FollowUpAttendance
from modules.models.attendance import Objection
from tests.factories import (
    NOW,
    CoordinatorFactory,
    CoreSessionFactory,
    CourseFactory,
    TermFactory,
    UserFactory,
)
from tests.modules.meeting_factories import FollowUpMeetingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

ROWS = 100 + 3
# Everyone in the largest room is on one page.
ON_A_ROLL_CALL = 300 + 3


def name_of(number: int) -> str:
    return f"Row{number:03}"


NAME = re.compile(r"Row\d{3}")
ON_PAPER = re.compile(r'<table class="list-to-sign">.*?</table>', re.DOTALL)


def people(rows: int = ROWS) -> list[Appointment]:
    course, term = CourseFactory(), TermFactory()
    assistants = LearningAssistant.objects.bulk_create(
        LearningAssistant(
            username=f"u{number}", name=name_of(number), email=f"u{number}@example.org"
        )
        for number in range(rows)
    )
    return Appointment.objects.bulk_create(
        Appointment(assistant=person, term=term, course=course, department=course.department)
        for person in assistants
    )


def address_of(name: str) -> str:
    return reverse(name, args=[CourseFactory().department.code, TermFactory().code])


def front() -> str:
    people()
    return address_of("completion:department")


def register() -> str:
    people()
    FollowUpMeetingFactory(department=CourseFactory().department)
    return address_of("modules:register")


def roll_call() -> str:
    session = CoreSessionFactory(capacity=ON_A_ROLL_CALL)
    Registration.objects.bulk_create(
        Registration(
            assistant=appointment.assistant, session=session, core_module=1, registered_at=NOW
        )
        for appointment in people(ON_A_ROLL_CALL)
    )
    return reverse("enrollment:roll_call", args=[session.pk])


def meetings() -> str:
    for number in range(ROWS):
        FollowUpMeetingFactory(department=CourseFactory().department, title=name_of(number))
    return address_of("modules:meetings")


def objections() -> str:
    meeting, by = FollowUpMeetingFactory(department=CourseFactory().department), UserFactory()
    marks = FollowUpAttendance.objects.bulk_create(
        FollowUpAttendance(
            meeting=meeting, appointment=person, mark="absent", marked_by=by, marked_at=NOW
        )
        for person in people()
    )
    Objection.objects.bulk_create(
        Objection(attendance=mark, text="I was there.", mark="absent", made_at=NOW)
        for mark in marks
    )
    return address_of("modules:objections")


def coordinators() -> str:
    for number in range(ROWS):
        user = UserFactory(name=name_of(number), email=f"c{number}@example.org")
        CoordinatorFactory(user=user, department=CourseFactory().department)
    return address_of("modules:coordinators")


LISTS = [front, register, roll_call, meetings, objections, coordinators]


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__)
def test_a_long_list_is_paged_and_searched(client, staff, make):
    address = make()
    client.force_login(staff)

    def names(**query) -> list[str]:
        # On paper, everyone is on the list.
        page = ON_PAPER.sub("", client.get(address, query).content.decode())
        return sorted({*NAME.findall(page)})

    rows = ON_A_ROLL_CALL if make is roll_call else ROWS
    pages = [names(page=number) for number in (1, 2)]
    assert [len(page) for page in pages] == [rows - 3, 3]
    assert sorted(pages[0] + pages[1]) == [name_of(number) for number in range(rows)]
    assert names(q=name_of(77)) == [name_of(77)]
    assert names(q=name_of(rows - 1)) == [name_of(rows - 1)]
    assert 'name="q"' in client.get(address).content.decode()
