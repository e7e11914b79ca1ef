"""The staff's desk: its home, its search, and the page of one person."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.admin.models import CHANGE, LogEntry

from enrollment import clock
from enrollment.places import registering
from tests.browser.scenes.stage import a_uniped, an_assistant, scene, visit
from tests.completion.factories import ApplicationFactory
from tests.factories import (
    CoreSessionFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)
from tests.modules.admin_factories import a_choice, a_flagged_evaluation, a_module, an_essay
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

PERSON = "admin:enrollment_learningassistant_person"
AS_SEEN = "admin:enrollment_learningassistant_as_seen"


def a_person_with_everything():
    assistant, at = an_assistant(), clock.now()
    marked_by = VerifiedUserFactory(name="Lars Leder")
    past = CoreSessionFactory(starts_at=at - timedelta(days=3))
    RegistrationFactory(
        assistant=assistant, session=past, mark="absent", marked_by=marked_by, marked_at=at
    )
    session = CoreSessionFactory(core_module=2, starts_at=at + timedelta(days=20))
    registering.register(assistant=assistant, sessions=[session], at=at)
    waited_for = CoreSessionFactory(starts_at=at + timedelta(days=12))
    WaitlistEntryFactory(assistant=assistant, session=waited_for)
    a_choice(a_module("OM7"), assistant)
    appointment = assistant.appointments.get()
    meeting = FollowUpMeetingFactory(department=appointment.department, term=appointment.term)
    FollowUpAttendanceFactory(meeting=meeting, appointment=appointment, marked_by=marked_by)
    ApplicationFactory(assistant=assistant)
    return assistant


@scene("admin:index")
def admin_home_with_much_to_do(page):
    a_person_with_everything()
    at = clock.now()
    RegistrationFactory(session=CoreSessionFactory(starts_at=at - timedelta(hours=1)))
    RegistrationFactory(session=CoreSessionFactory(starts_at=at + timedelta(days=2), place="R1"))
    RegistrationFactory(session=CoreSessionFactory(starts_at=at - timedelta(days=9)))
    a_flagged_evaluation(an_essay(a_module("OM8")))
    values = [{"field": "place", "old": "R1", "new": "R2"}]
    changed = {"fields": ["Room"], "values": values, "model": "enrollment.coresession"}
    by = VerifiedUserFactory(username="ulf", name="Ulf Uniped", is_staff=True)
    LogEntry.objects.log_actions(
        by.pk, [CoreSessionFactory()], CHANGE, [{"changed": changed}], single_object=True
    )
    visit(page, "admin:index", by=a_uniped())
    page.get_by_text("R1 → R2").wait_for()


@scene("admin:term_calendar")
def calendar_of_a_term(page):
    at = clock.now()
    RegistrationFactory(session=CoreSessionFactory(starts_at=at + timedelta(days=2), place="R1"))
    CoreSessionFactory(starts_at=at + timedelta(days=17), is_draft=True, language="en")
    CoreSessionFactory(starts_at=at + timedelta(days=18), cancelled_at=at)
    visit(page, "admin:term_calendar", by=a_uniped())
    page.locator("meter").first.wait_for()


@scene("admin:search")
def admin_search(page):
    an_assistant()
    CoreSessionFactory(place="Berit")
    visit(page, "admin:index", by=a_uniped())
    page.fill("#desk-search", "berit")
    page.press("#desk-search", "Enter")
    page.locator("#found-1").wait_for()


@scene(PERSON)
def admin_person(page):
    visit(page, PERSON, a_person_with_everything().pk, by=a_uniped())


@scene(PERSON)
def admin_person_without_anything(page):
    visit(page, PERSON, an_assistant().pk, by=a_uniped())


@scene(AS_SEEN)
def admin_my_page_of_another(page):
    admin_person(page)
    page.locator("form[action$='as-seen/'] button").click()
    page.locator(".my-page").wait_for()
