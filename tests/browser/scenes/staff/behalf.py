"""What Uniped does on behalf of learning assistants, from their page and from a roster."""

from __future__ import annotations

from enrollment.places import cancelling, registering
from tests.browser.scenes.places import two_dates
from tests.browser.scenes.stage import a_uniped, an_assistant, scene, send, visit
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)


def a_full_session():
    """Create a session of one place, which Berit holds and Marie waits for; return the place."""
    session = CoreSessionFactory(days_ahead=12, capacity=1)
    place = RegistrationFactory(assistant=an_assistant(), session=session)
    WaitlistEntryFactory(assistant=AppointedFactory(name="Marie Lund"), session=session)
    return place


@scene("enrollment:register_for")
def register_for(page):
    two_dates()
    visit(page, "enrollment:register_for", an_assistant().pk, by=a_uniped())


@scene("enrollment:wait_for")
def wait_for(page):
    session = a_full_session().session
    visit(page, "enrollment:wait_for", AppointedFactory().pk, session.pk, by=a_uniped())


@scene("enrollment:leave_for")
def leave_for(page):
    entry = a_full_session().session.waitlist.get()
    visit(page, "enrollment:leave_for", entry.assistant_id, entry.session_id, by=a_uniped())


@scene("enrollment:move")
def move(page):
    place = a_full_session()
    two_dates()
    visit(page, "enrollment:move", place.pk, by=a_uniped())


@scene("enrollment:move")
def move_confirm(page):
    move(page)
    page.locator("input[name=session]:enabled").first.check()
    send(page)
    page.locator(".letters-heading").wait_for()


@scene("enrollment:remove")
def remove_confirm(page):
    visit(page, "enrollment:remove", a_full_session().pk, by=a_uniped())
    send(page)
    page.locator(".letters-heading").wait_for()


@scene("enrollment:add_to_roster")
def add_to_roster(page):
    first, _second = two_dates()
    an_assistant()
    visit(page, "enrollment:add_to_roster", first.pk, by=a_uniped())
    page.fill("#find", "berit")
    page.press("#find", "Enter")
    page.locator(".roll-row").wait_for()


@scene("enrollment:roll_call")
def roll_call_with_a_waitlist(page):
    visit(page, "enrollment:roll_call", a_full_session().session_id, by=a_uniped())


@scene("enrollment:roll_call")
def roll_call_cancelled(page):
    first, _second = two_dates()
    place = RegistrationFactory(assistant=an_assistant(), session=first)
    RegistrationFactory(assistant=AppointedFactory(name="Marie Lund"), session=first)
    cancelling.cancel_session(session=first, at=NOW)
    registering.register(
        assistant=place.assistant, sessions=[CoreSessionFactory(days_ahead=15)], at=NOW
    )
    visit(page, "enrollment:roll_call", first.pk, by=a_uniped())


@scene("enrollment:move_many")
def move_many(page):
    first, _second = two_dates()
    for name in ("Marie Lund", "Nora Moe"):
        RegistrationFactory(assistant=AppointedFactory(name=name), session=first)
    CoreSessionFactory(days_ahead=15, capacity=1)
    visit(page, "enrollment:move_many", first.pk, by=a_uniped())


@scene("enrollment:move_many")
def move_many_confirm(page):
    move_many(page)
    page.locator("input[name=session]:enabled").first.check()
    send(page)
    page.locator("[type=hidden][name=session]").wait_for(state="attached")


@scene("admin:enrollment_coresession_cancel")
def admin_cancel_and_move(page):
    first, _second = two_dates()
    for name in ("Marie Lund", "Nora Moe"):
        RegistrationFactory(assistant=AppointedFactory(name=name), session=first)
    target = CoreSessionFactory(days_ahead=15, capacity=1)
    visit(page, "admin:enrollment_coresession_cancel", first.pk, by=a_uniped())
    page.select_option("[name=session]", str(target.pk))
    page.locator(".submit-row [type=submit]").click()
    page.locator("[type=hidden][name=session]").wait_for(state="attached")
