"""Two coordinators, or two staff members, edit the same form for meetings, people or evaluations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from tests.factories import NOW, AppointmentFactory, CoordinatorFactory, CourseFactory, UserFactory
from tests.size import daily_or_all
from tests.two_editors import STEPS, Editor, interleave

from .factories import PeerEvaluationFactory
from .meeting_factories import FollowUpMeetingFactory

pytestmark = pytest.mark.django_db
TEXTS = ["Å", "B", "C"]
DAYS = [str((NOW + timedelta(days=days)).date()) for days in (3, 4, 5)]
FORM = "//main//form[not(@action)]"


def of_department(department, term, name, pk):
    """Yield the same page, opened by two coordinators of the department."""
    path = reverse(f"modules:{name}", args=[department.code, term.code, pk])
    for _twice in range(2):
        yield opened(CoordinatorFactory(department=department).user, path, FORM)


def opened(user, path, form):
    editor = Editor(Client(), path, form)
    editor.client.force_login(user)
    editor.client.cookies["django_language"] = "en"
    editor.open()
    return editor


def a_meeting():
    meeting = FollowUpMeetingFactory(upcoming=True)
    courses = CourseFactory.create_batch(2, department=meeting.department)
    fields = {
        "title": TEXTS,
        "date": DAYS,
        "place": TEXTS,
        "language": ["nb", "en"],
        "follow_up_hours": ["1.00", "0.50", "0.25"],
        "is_mandatory": ["on", None],
        "courses": [None, *(str(course.pk) for course in courses)],
    }
    return [*of_department(meeting.department, meeting.term, "meeting", meeting.pk)], fields


def an_end():
    appointment = AppointmentFactory()
    return [
        *of_department(appointment.department, appointment.term, "end_appointment", appointment.pk)
    ], {"last_day": DAYS}


def an_answer():
    evaluation = PeerEvaluationFactory(
        flagged_at=NOW,
        flagged_because="Rude.",
        answered_at=NOW,
        answered_by=UserFactory(),
        answer="No.",
    )
    path = reverse("admin:modules_peerevaluation_answer", args=[evaluation.pk])
    editors = [
        opened(UserFactory(is_staff=True, is_superuser=True), path, "//div[@id='content']//form")
        for _twice in range(2)
    ]
    return editors, {"answer": TEXTS, "withhold": ["on", None]}


@pytest.mark.parametrize("make", [a_meeting, an_end, an_answer])
@given(steps=STEPS)
@hypothesis_settings(deadline=None, max_examples=daily_or_all(6, 60))
def test_a_value_changes_only_where_it_was_chosen_by_one_who_was_shown_what_it_replaces(
    make, steps
):
    with transaction.atomic():
        editors, fields = make()
        interleave(editors, fields, steps)
        transaction.set_rollback(True)
