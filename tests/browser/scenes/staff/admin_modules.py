"""Admin pages about online modules."""

from __future__ import annotations

from django.db.models import Model

from tests.browser.scenes.stage import a_uniped, scene, visit
from tests.factories import TermFactory
from tests.modules.admin_factories import (
    a_module,
    an_essay,
    an_evaluation,
    everything,
)
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory


def look_at_one(page, view: str, name: str) -> None:
    row = everything()[name]
    assert isinstance(row, Model)
    visit(page, view, row.pk, by=a_uniped())


def look_at_list(page, view: str) -> None:
    everything()
    visit(page, view, by=a_uniped())


@scene("admin:modules_onlinemodule_changelist")
def admin_modules(page):
    look_at_list(page, "admin:modules_onlinemodule_changelist")


@scene("admin:modules_onlinemodule_change")
def admin_module(page):
    look_at_one(page, "admin:modules_onlinemodule_change", "onlinemodule")


@scene("admin:modules_question_change")
def admin_question(page):
    look_at_one(page, "admin:modules_question_change", "question")


@scene("admin:modules_question_change")
def admin_question_without_a_right_answer(page):
    admin_question(page)
    page.locator("[name$=is_right]:checked").uncheck()
    page.locator("[name=_save]").click()
    page.locator(".errornote").wait_for()


@scene("admin:modules_criterion_add")
def admin_criterion(page):
    visit(page, "admin:modules_criterion_add", by=a_uniped())


@scene("admin:modules_moduledates_changelist")
def admin_dates(page):
    look_at_list(page, "admin:modules_moduledates_changelist")


@scene("admin:modules_onlinemodule_how_it_goes")
def admin_how_it_goes(page):
    TermFactory()
    module = a_module()
    helper = an_essay(module).author
    for _number in range(2):
        an_evaluation(an_essay(module, author=None), helper)
    everything("OM2")
    visit(page, "admin:modules_onlinemodule_how_it_goes", by=a_uniped())


@scene("admin:modules_choice_changelist")
def admin_choices(page):
    look_at_list(page, "admin:modules_choice_changelist")


@scene("admin:modules_choice_change")
def admin_choice(page):
    look_at_one(page, "admin:modules_choice_change", "choice")


@scene("admin:modules_testattempt_changelist")
def admin_attempts(page):
    look_at_list(page, "admin:modules_testattempt_changelist")


@scene("admin:modules_essay_changelist")
def admin_essays(page):
    look_at_list(page, "admin:modules_essay_changelist")


@scene("admin:modules_essay_change")
def admin_essay(page):
    look_at_one(page, "admin:modules_essay_change", "essay")


@scene("admin:modules_essay_add")
def admin_example(page):
    visit(page, "admin:modules_essay_add", by=a_uniped())


@scene("admin:modules_essay_similar")
def admin_two_essays(page):
    look_at_one(page, "admin:modules_essay_similar", "essay")


@scene("admin:modules_essay_set_aside")
def admin_setting_aside(page):
    look_at_one(page, "admin:modules_essay_set_aside", "essay")


@scene("admin:modules_essay_set_aside")
def admin_setting_aside_without_a_reason(page):
    admin_setting_aside(page)
    page.locator(".submit-row [type=submit]").click()
    page.locator(".errornote").wait_for()


@scene("admin:modules_peerevaluation_changelist")
def admin_evaluations(page):
    look_at_list(page, "admin:modules_peerevaluation_changelist")


@scene("admin:modules_peerevaluation_change")
def admin_evaluation(page):
    look_at_one(page, "admin:modules_peerevaluation_change", "peerevaluation")


@scene("admin:modules_peerevaluation_answer")
def admin_answering(page):
    look_at_one(page, "admin:modules_peerevaluation_answer", "peerevaluation")


@scene("admin:modules_followupmeeting_changelist")
def admin_meetings(page):
    FollowUpMeetingFactory()
    visit(page, "admin:modules_followupmeeting_changelist", by=a_uniped())


@scene("admin:modules_followupmeeting_change")
def admin_meeting(page):
    meeting = FollowUpMeetingFactory()
    visit(page, "admin:modules_followupmeeting_change", meeting.pk, by=a_uniped())


@scene("admin:modules_followupattendance_changelist")
def admin_attendance_at_meetings(page):
    FollowUpAttendanceFactory()
    visit(page, "admin:modules_followupattendance_changelist", by=a_uniped())


@scene("admin:modules_followupattendance_change")
def admin_attendance_at_a_meeting(page):
    attendance = FollowUpAttendanceFactory()
    visit(page, "admin:modules_followupattendance_change", attendance.pk, by=a_uniped())
