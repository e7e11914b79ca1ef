"""Admin pages that write letters, change their texts, and show what will go out."""

from __future__ import annotations

from django.urls import reverse

from tests.browser.scenes.stage import a_uniped, an_assistant, log_in, scene
from tests.factories import CoreSessionFactory, RegistrationFactory

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
