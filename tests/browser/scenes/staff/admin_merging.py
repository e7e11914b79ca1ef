"""Uniped finds the other record of a person, and looks at what moves."""

from __future__ import annotations

from tests.browser.scenes.stage import a_uniped, an_assistant, scene, visit
from tests.factories import (
    AppointmentFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    VerifiedUserFactory,
)

MERGE = "admin:enrollment_learningassistant_merge"


def two_records():
    kept = an_assistant()
    account = VerifiedUserFactory(username="other", email="other@example.org")
    gone = LearningAssistantFactory(username="other", name=kept.name, user=account)
    AppointmentFactory(assistant=gone)
    for record, days in ((kept, 10), (gone, 12)):
        RegistrationFactory(assistant=record, session=CoreSessionFactory(days_ahead=days))
    return kept


@scene(MERGE)
def admin_other_records(page):
    visit(page, MERGE, two_records().pk, by=a_uniped())


@scene(MERGE)
def admin_what_a_merge_moves(page):
    admin_other_records(page)
    page.locator("button[name=other]").first.click()
    page.locator("input[name=confirm]").wait_for()


@scene(MERGE)
def admin_merge_without_a_reason(page):
    admin_what_a_merge_moves(page)
    page.locator("input[name=confirm]").click()
    page.locator(".errorlist").first.wait_for()
