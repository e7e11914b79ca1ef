"""Staff edits do not change certificates, decisions and verdicts; ``docs/history.md`` has the full table."""

from __future__ import annotations

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat

from completion.certificates import issuing
from completion.certificates.pdf import all_words
from completion.models import CompletionReport
from completion.verdicts.loading import records_of
from enrollment.models import Campus, Course, Department, Faculty, LearningAssistant, Term
from modules.models import FollowUpMeeting, OnlineModule
from tests.factories import NOW, DepartmentFactory

from .certificate_factories import complete

pytestmark = pytest.mark.django_db


def test_new_names_of_everything_leave_a_certificate_as_it_was(ada):
    complete(ada)
    assert issuing.issue_all(NOW) == 1
    before = [all_words(CompletionReport.objects.get(), language) for language in ("nb", "en")]
    for model in (Course, Department, Faculty):
        model.objects.update(name_en="Another", name_nb="Et annet")
    OnlineModule.objects.update(title_en="Another", title_nb="En annen", hours=9)
    FollowUpMeeting.objects.update(title="Another")
    LearningAssistant.objects.update(
        name="Another Name", username=Concat(F("username"), Value("2"))
    )
    Campus.objects.update(name=Concat(F("name"), Value(" 2")))
    after = [all_words(CompletionReport.objects.get(), language) for language in ("nb", "en")]
    assert after == before


def test_course_that_goes_to_another_department_leaves_whom_it_was_done_for(ada):
    complete(ada)
    appointment = ada.appointments.get()
    Course.objects.update(department=DepartmentFactory(code="HF-IHK", name_en="History"))
    records = records_of(LearningAssistant.objects.all(), Term.objects.first(), NOW)
    (facts,) = records[ada].appointments
    assert facts.department.en == appointment.department.name_en != "History"
    assert issuing.issue_all(NOW) == 1
