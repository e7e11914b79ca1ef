"""Admin pages that write letters, change their texts, and show what will go out."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from enrollment import clock
from tests.browser.scenes.stage import a_uniped, an_assistant, log_in, scene, visit
from tests.factories import CoreSessionFactory, LetterFactory, RegistrationFactory

WRITE = "admin:enrollment_letter_write"


@scene(WRITE)
def admin_letter_to_a_session(page):
    session = CoreSessionFactory()
    RegistrationFactory(session=session, assistant=an_assistant())
    RegistrationFactory(session=session, assistant__name="John Doe", assistant__language="en")
    log_in(page, a_uniped())
    page.goto(f"{reverse(WRITE)}?session={session.pk}")


@scene(WRITE)
def admin_letter_to_a_session_before_it_is_sent(page):
    admin_letter_to_a_session(page)
    for code, subject, text in (
        ("nb", "Nytt rom", "Vi er i R2."),
        ("en", "New room", "We are in R2."),
    ):
        page.fill(f"[name=subject_{code}]", subject)
        page.fill(f"[name=text_{code}]", text)
    page.locator("[name=preview]").click()
    page.locator(".letter-preview").nth(1).wait_for()


@scene("admin:enrollment_letter_to_groups")
def admin_letters_to_groups(page):
    admin_letter_to_a_session_before_it_is_sent(page)
    page.locator(".submit-row .default").click()
    page.locator("summary").first.wait_for()


@scene("admin:enrollment_letter_to_come")
def admin_letters_to_come(page):
    an_assistant()
    at = clock.now()
    session = CoreSessionFactory(starts_at=at + timedelta(hours=30))
    RegistrationFactory(session=session, registered_at=at - timedelta(days=13))
    LetterFactory()
    visit(page, "admin:enrollment_letter_to_come", by=a_uniped())
    page.locator("#day-1").wait_for()


@scene("admin:enrollment_letter_stop")
def admin_letters_to_stop(page):
    admin_letters_to_come(page)
    page.locator("#day-1 ~ ul a[href$='registration-open/']").click()
    page.locator(".letter-preview").wait_for()


@scene("admin:enrollment_letter_to_come")
def admin_letters_stopped(page):
    admin_letters_to_stop(page)
    page.fill("[name=because]", "Påmeldingen åpner en uke senere.")
    page.locator("[name=all]").click()
    page.locator("form[action$='resume/'] button").wait_for()
