"""Uniped cancels a session that many hold and wait for, and sees first what that does."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from enrollment.models import Letter, Registration
from tests.browser.conftest import a_page
from tests.browser.scenes.stage import a_uniped, log_in
from tests.factories import (
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)


@pytest.fixture
def full(written):
    session = CoreSessionFactory(days_ahead=10, capacity=12)
    session.leaders.add(VerifiedUserFactory(name="Lea Lind"))
    RegistrationFactory.create_batch(12, session=session)
    for _number in range(3):
        WaitlistEntryFactory(session=session, assistant=AppointedFactory())
    return session


def test_session_that_twelve_hold_is_cancelled_after_its_consequences_are_seen(
    browser, server, full
):
    viewport = {"width": 1280, "height": 900}
    with a_page(browser, server, viewport=viewport, java_script_enabled=False) as page:
        log_in(page, a_uniped())
        page.goto(reverse("admin:enrollment_coresession_cancel", args=[full.pk]))
        page.locator(".submit-row [type=submit]").click()
        groups = page.locator(".consequences > h2")
        expect(groups.nth(0)).to_contain_text("12")
        expect(groups.nth(1)).to_contain_text("3")
        expect(page.locator(".letters-heading")).to_contain_text("16")
        page.locator(".letter-preview summary").first.click()
        expect(page.locator(".letter-preview pre").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        assert not Letter.objects.exists()
        assert Registration.objects.live().count() == 12
        page.locator("[value=back]").click()
        page.locator(".submit-row [type=submit]").click()
        page.locator("[value=apply]").click()
        expect(page.locator(".messagelist .success")).to_contain_text("12")
    assert Letter.objects.count() == 16
    assert not Registration.objects.live().exists()
