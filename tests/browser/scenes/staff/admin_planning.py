"""Admin pages that plan a term."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from tests.browser.scenes.stage import a_uniped, log_in, scene, visit
from tests.factories import OSLO, CoreSessionFactory, UserFactory

WEDNESDAY = datetime(2031, 9, 3, 9, tzinfo=OSLO)


@scene("admin:enrollment_coresession_copy_term")
def admin_copy_of_a_term(page):
    first = CoreSessionFactory(starts_at=WEDNESDAY, place="R1")
    first.leaders.add(UserFactory(username="lea"))
    # Becomes Ascension Day.
    CoreSessionFactory(starts_at=WEDNESDAY + timedelta(days=106), core_module=2)
    visit(page, "admin:enrollment_coresession_copy_term", by=a_uniped())


@scene("admin:enrollment_coresession_copy_term")
def admin_copy_that_asks(page):
    admin_copy_of_a_term(page)
    page.fill("[name=form-0-date]", "2032-01-24")
    page.fill("[name=form-0-capacity]", "50")
    page.locator("[method=post] .submit-row [type=submit]").click()
    page.locator("[value=apply]").wait_for()


@scene("admin:enrollment_coresession_publish")
def admin_publish(page):
    saturday = WEDNESDAY + timedelta(days=3)
    for days in (0, 2):
        draft = CoreSessionFactory(starts_at=saturday + timedelta(days=days), is_draft=True)
    log_in(page, a_uniped())
    page.goto(reverse("admin:enrollment_coresession_publish") + f"?term={draft.term_id}")
