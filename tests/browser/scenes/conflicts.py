"""Forms shown again because a colleague saved a change in the meantime."""

from __future__ import annotations

from post_office.models import EmailTemplate

from enrollment.models import CoreSession
from modules.models import FollowUpMeeting
from tests.factories import NOW, UserFactory

from .admin import admin_session
from .admin_plans import a_text, admin_text
from .department_meetings import meeting_to_change
from .places import roll_call
from .stage import scene, send


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
    # Texts come from migrations and are not flushed with the other tables, so restore them.
    written = EmailTemplate.objects.filter(pk=text.pk)
    written.update(content=f"{text.content}\nHilsen Uniped\n")
    try:
        page.fill("[name=content]", f"{text.content}\nVennlig hilsen oss i LAOS\n")
        save(page)
    finally:
        written.update(content=text.content)


def save(page):
    page.locator("[name=_save]").click()
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
