"""Forms returned because a colleague saved the same object in the meantime."""

from __future__ import annotations

from post_office.models import EmailTemplate

from enrollment.models import CoreSession
from modules.models import FollowUpMeeting
from tests.browser.scenes.department_meetings import meeting_to_change
from tests.browser.scenes.places import roll_call
from tests.browser.scenes.staff.admin import admin_session
from tests.browser.scenes.staff.admin_plans import a_text, admin_text
from tests.browser.scenes.stage import scene, send
from tests.factories import NOW, UserFactory


@scene("admin:enrollment_coresession_change")
def admin_session_that_a_colleague_changed(page):
    admin_session(page)
    CoreSession.objects.filter(place="R7").update(capacity=17, place="R9")
    page.fill("[name=capacity]", "23")
    save(page)


@scene("admin:post_office_emailtemplate_change")
def admin_text_that_a_colleague_changed(page):
    admin_text(page)
    text = a_text()
    # Migrations create the texts, so the tests do not empty their table; undo the change.
    written = EmailTemplate.objects.filter(pk=text.pk)
    written.update(content=f"{text.content}\nHilsen Uniped\n")
    try:
        page.fill("[name=nb-content]", f"{text.content}\nVennlig hilsen oss i LAOS\n")
        save(page)
    finally:
        written.update(content=text.content)


def save(page):
    page.locator("[name=_save]:visible").click()
    page.locator(".conflict").first.wait_for()


@scene("enrollment:roll_call")
def roll_call_that_a_colleague_saved_first(page):
    roll_call(page)
    session = CoreSession.objects.get()
    colleague = UserFactory(name="Kari Kollega")
    session.registrations.update(mark="present", marked_by=colleague, marked_at=NOW)
    page.locator(".marks").first.locator("[value=absent]").check()
    send(page)
    page.locator("[id^=meanwhile]").first.wait_for()


@scene("modules:meeting")
def meeting_that_a_colleague_changed(page):
    meeting_to_change(page)
    FollowUpMeeting.objects.filter(title=page.input_value("[name=title]")).update(
        title="Innføring på nett", language="en"
    )
    page.fill("[name=title]", "Innføring og nettmøte")
    send(page)
    page.locator(".conflict").first.wait_for()
