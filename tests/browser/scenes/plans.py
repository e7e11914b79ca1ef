"""The pages for changing plans, each in all its states."""

from __future__ import annotations

from datetime import timedelta

from enrollment.models import CalendarFeed, CoreSession, ExchangeSide
from enrollment.places import cancelling, exchanging, preparing, waiting
from tests.factories import (
    NOW,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)

from .places import held, two_dates
from .stage import an_assistant, scene, send, visit


def a_full_date(**fields) -> CoreSession:
    session = CoreSessionFactory(capacity=1, **fields)
    RegistrationFactory(session=session)
    return session


def an_offer() -> tuple[ExchangeSide, ExchangeSide]:
    """Offer an exchange to two people who want each other's sessions; return Berit's side and the other one."""
    dates = [
        CoreSessionFactory(capacity=1, days_ahead=days, place="R7", core_module=1)
        for days in (10, 17)
    ]
    people = [an_assistant(), AppointedFactory(user=VerifiedUserFactory(), name="Torunn Storlien")]
    for assistant, holds, wishes in zip(people, dates, reversed(dates), strict=True):
        RegistrationFactory(assistant=assistant, session=holds)
        WaitlistEntryFactory(assistant=assistant, session=wishes)
    exchanging.refresh(NOW)
    mine, theirs = (ExchangeSide.objects.get(assistant=assistant) for assistant in people)
    return mine, theirs


# Changing the date


@scene("enrollment:change")
def change(page):
    two_dates()
    assistant = an_assistant()
    place = held(assistant, core_module=1, days_ahead=14)
    waiting.join(assistant=assistant, session=a_full_date(core_module=2, days_ahead=25), at=NOW)
    visit(page, "enrollment:change", place.pk, by=assistant.user)


@scene("enrollment:change")
def change_to_no_date(page):
    change(page)
    send(page)
    page.locator(".problems").wait_for()


@scene("enrollment:change")
def change_when_the_date_has_filled_up(page):
    first, _ = two_dates()
    assistant = an_assistant()
    place = held(assistant, core_module=1, days_ahead=14)
    visit(page, "enrollment:change", place.pk, by=assistant.user)
    page.locator(f"#date-{first.pk}").check()
    RegistrationFactory.create_batch(first.capacity, session=first)
    send(page)
    page.locator("[data-refusal=full]").wait_for()


@scene("enrollment:change")
def change_where_there_is_no_other_date(page):
    assistant = an_assistant()
    visit(page, "enrollment:change", held(assistant, days_ahead=14).pk, by=assistant.user)


# Waiting


@scene("enrollment:register")
def register_with_a_date_waited_for(page):
    first, _ = two_dates()
    assistant = an_assistant()
    waiting.join(assistant=assistant, session=a_full_date(days_ahead=13), at=NOW)
    held(assistant, core_module=2, days_ahead=30)
    visit(page, "enrollment:register", by=assistant.user)


@scene("enrollment:wait")
def wait(page):
    session = a_full_date(days_ahead=10)
    visit(page, "enrollment:wait", session.pk, by=an_assistant().user)


@scene("enrollment:wait")
def wait_behind_others_with_a_date_held(page):
    session, assistant = a_full_date(days_ahead=10, place="R7"), an_assistant()
    WaitlistEntryFactory.create_batch(3, session=session)
    held(assistant, days_ahead=30)
    visit(page, "enrollment:wait", session.pk, by=assistant.user)


@scene("enrollment:wait")
def wait_for_a_date_that_has_places(page):
    visit(page, "enrollment:wait", CoreSessionFactory().pk, by=an_assistant().user)


@scene("enrollment:wait")
def wait_for_a_second_date(page):
    assistant = an_assistant()
    waiting.join(assistant=assistant, session=a_full_date(days_ahead=10), at=NOW)
    visit(page, "enrollment:wait", a_full_date(days_ahead=11).pk, by=assistant.user)


@scene("enrollment:wait")
def wait_too_late(page):
    visit(page, "enrollment:wait", a_full_date(days_ahead=1).pk, by=an_assistant().user)


@scene("enrollment:my")
def my_page_after_joining_a_waitlist(page):
    wait(page)
    send(page)
    page.wait_for_url("**/my/")


# Exchanging


@scene("enrollment:exchange")
def exchange(page):
    mine, _ = an_offer()
    visit(page, "enrollment:exchange", mine.pk, by=mine.assistant.user)


@scene("enrollment:exchange")
def exchange_that_the_other_has_not_answered(page):
    mine, _ = an_offer()
    exchanging.agree(side=mine, shows_name=True, at=NOW)
    visit(page, "enrollment:exchange", mine.pk, by=mine.assistant.user)


@scene("enrollment:exchange")
def exchange_done(page):
    mine, theirs = an_offer()
    for side in (mine, theirs):
        exchanging.agree(side=side, shows_name=True, at=NOW)
    visit(page, "enrollment:exchange", mine.pk, by=mine.assistant.user)


@scene("enrollment:exchange")
def exchange_that_came_to_nothing(page):
    mine, theirs = an_offer()
    visit(page, "enrollment:exchange", mine.pk, by=mine.assistant.user)
    exchanging.decline(side=theirs, at=NOW)
    send(page)
    page.locator("[data-refusal=exchange_over]").wait_for()


# My page


@scene("enrollment:my")
def my_page_with_an_offer_a_queue_and_a_calendar(page):
    mine, _ = an_offer()
    waiting.join(
        assistant=mine.assistant, session=a_full_date(core_module=2, days_ahead=40), at=NOW
    )
    place = held(mine.assistant, core_module=2, days_ahead=25, online_url="https://example.org/z")
    preparing.confirm(registration=place, at=NOW)
    CalendarFeed.objects.create(assistant=mine.assistant, created_at=NOW)
    visit(page, "enrollment:my", by=mine.assistant.user)


@scene("completion:new_calendar_address")
def a_new_address_for_the_calendar(page):
    assistant = an_assistant()
    CalendarFeed.objects.create(assistant=assistant, created_at=NOW)
    visit(page, "completion:new_calendar_address", by=assistant.user)


@scene("enrollment:my")
def my_page_after_a_date_was_cancelled(page):
    two_dates()
    assistant = an_assistant()
    place = held(assistant, days_ahead=9)
    cancelling.cancel_session(session=place.session, at=NOW)
    visit(page, "enrollment:my", by=assistant.user)


@scene("enrollment:my")
def my_page_after_a_date_was_cancelled_and_registration_closed(page):
    my_page_after_a_date_was_cancelled(page)
    term = CoreSession.objects.earliest("pk").term
    term.registration_closes_at = NOW - timedelta(days=1)
    term.save()
    page.reload()


@scene("enrollment:my")
def my_page_of_who_may_change_no_more(page):
    assistant = an_assistant()
    held(assistant, days_ahead=1)
    held(assistant, core_module=2, days_ahead=20)
    visit(page, "enrollment:my", by=assistant.user)
