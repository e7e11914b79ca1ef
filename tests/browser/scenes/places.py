"""The pages for learning assistants and the roll call, each in all its states."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localtime

from enrollment.models import CoreSession
from enrollment.places import cancelling
from tests.factories import (
    NOW,
    AppointedFactory,
    CampusFactory,
    CoordinatorFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
    UserFactory,
)

from .stage import a_uniped, a_user, an_assistant, scene, send, visit


def two_dates() -> tuple[CoreSession, CoreSession]:
    """Create two available sessions, a full one and one on another campus; return the available ones."""
    first = CoreSessionFactory(core_module=1, days_ahead=10, place="R7", capacity=3)
    second = CoreSessionFactory(core_module=2, days_ahead=20, online_url="https://example.org/z")
    full = CoreSessionFactory(core_module=1, days_ahead=11, capacity=1)
    RegistrationFactory(session=full)
    CoreSessionFactory(
        core_module=2, days_ahead=27, language="en", campus=CampusFactory(name="Gjøvik")
    )
    return first, second


def a_term(years_ahead: int) -> None:
    opens = NOW + timedelta(days=365 * years_ahead)
    TermFactory(registration_opens_at=opens, registration_closes_at=opens + timedelta(days=60))


def held(assistant, **fields):
    return RegistrationFactory(assistant=assistant, session=CoreSessionFactory(**fields))


def marked(assistant, mark: str, **fields):
    by = UserFactory()
    place = held(assistant, **fields)
    place.mark, place.marked_by, place.marked_at = mark, by, NOW
    place.save()
    return place


# The public page


@scene("enrollment:public")
def front_page(page):
    cancelled = CoreSessionFactory(core_module=1, days_ahead=12)
    two_dates()
    cancelling.cancel_session(session=cancelled, at=NOW)
    visit(page, "enrollment:public")


@scene("enrollment:public")
def front_page_before_registration_opens(page):
    a_term(1)
    two_dates()
    visit(page, "enrollment:public")


@scene("enrollment:public")
def front_page_after_registration_closed(page):
    a_term(-2)
    two_dates()
    visit(page, "enrollment:public")


@scene("enrollment:public")
def front_page_without_any_term(page):
    visit(page, "enrollment:public", by=a_user())


# Registering


@scene("enrollment:register")
def register(page):
    two_dates()
    visit(page, "enrollment:register", by=an_assistant().user)


@scene("enrollment:register")
def register_with_nothing_chosen(page):
    register(page)
    send(page)
    page.locator(".problems").wait_for()


@scene("enrollment:register")
def register_when_the_date_has_filled_up(page):
    first, second = two_dates()
    visit(page, "enrollment:register", by=an_assistant().user)
    for date in (first, second):
        page.locator(f"#date-{date.pk}").check()
    RegistrationFactory.create_batch(first.capacity, session=first)
    send(page)
    page.locator("[data-refusal=full]").wait_for()


@scene("enrollment:register")
def register_without_an_appointment(page):
    two_dates()
    visit(page, "enrollment:register", by=a_user())


@scene("enrollment:register")
def register_as_a_coordinator(page):
    two_dates()
    visit(page, "enrollment:register", by=CoordinatorFactory().user)


@scene("enrollment:register")
def register_before_it_opens(page):
    a_term(1)
    two_dates()
    visit(page, "enrollment:register", by=an_assistant().user)


@scene("enrollment:register")
def register_with_one_date_held(page):
    first, _ = two_dates()
    assistant = an_assistant()
    RegistrationFactory(assistant=assistant, session=first)
    visit(page, "enrollment:register", by=assistant.user)


@scene("enrollment:register")
def register_with_one_attended_and_one_held(page):
    two_dates()
    assistant = an_assistant()
    marked(assistant, "present", core_module=1, days_ahead=-3)
    held(assistant, core_module=2, days_ahead=5)
    visit(page, "enrollment:register", by=assistant.user)


@scene("enrollment:register")
def register_narrowed_to_nothing(page):
    register(page)
    page.goto("/register/?language=en")


# My page


@scene("enrollment:my")
def my_page_with_nothing_yet(page):
    two_dates()
    visit(page, "enrollment:my", by=an_assistant().user)


@scene("enrollment:my")
def my_page_without_an_appointment(page):
    visit(page, "enrollment:my", by=a_user())


@scene("enrollment:my")
def my_page_after_registering(page):
    register(page)
    for name in ("core_module_1", "core_module_2"):
        page.locator(f"input[name={name}]:enabled").first.check()
    send(page)
    page.wait_for_url("**/my/")


@scene("enrollment:my")
def my_page_with_a_past(page):
    assistant = an_assistant()
    marked(assistant, "absent", core_module=1, days_ahead=-30)
    marked(assistant, "partial", core_module=1, days_ahead=-20)
    marked(assistant, "present", core_module=1, days_ahead=-10)
    cancelled = held(assistant, core_module=2, days_ahead=9)
    cancelling.cancel_session(session=cancelled.session, at=NOW)
    held(assistant, core_module=2, days_ahead=1)
    visit(page, "enrollment:my", by=assistant.user)


@scene("enrollment:my")
def my_page_of_a_seminar_leader(page):
    leader = a_user()
    CoreSessionFactory(days_ahead=0).leaders.add(leader)
    visit(page, "enrollment:my", by=leader)


@scene("enrollment:my")
def my_page_of_uniped(page):
    visit(page, "enrollment:my", by=a_uniped())


@scene("enrollment:give_up")
def give_up(page):
    assistant = an_assistant()
    place = held(assistant, days_ahead=10)
    visit(page, "enrollment:give_up", place.pk, by=assistant.user)


@scene("enrollment:give_up")
def give_up_too_late(page):
    assistant = an_assistant()
    place = held(assistant, days_ahead=1)
    visit(page, "enrollment:give_up", place.pk, by=assistant.user)


# The roll call


def roster(**fields):
    session = CoreSessionFactory(place="R7", **fields)
    RegistrationFactory(session=session, assistant=an_assistant())
    RegistrationFactory.create_batch(3, session=session)
    return session


@scene("enrollment:roll_call")
def roll_call_before_it_begins(page):
    visit(page, "enrollment:roll_call", roster(days_ahead=3).pk, by=a_uniped())


@scene("enrollment:roll_call")
def roll_call(page):
    visit(page, "enrollment:roll_call", roster(days_ahead=-1).pk, by=a_uniped())


@scene("enrollment:roll_call")
def roll_call_with_ones_own_name(page):
    session = roster(days_ahead=-1)
    leader = session.registrations.get(assistant__username="berit").assistant.user
    session.leaders.add(leader)
    visit(page, "enrollment:roll_call", session.pk, by=leader)


@scene("enrollment:roll_call")
def roll_call_saved(page):
    roll_call(page)
    for mark, row in zip(
        ("present", "partial", "absent"), page.locator(".marks").all(), strict=False
    ):
        row.locator(f"input[value={mark}]").check()
    send(page)
    page.locator("main > [role=status], main .ds-alert[role=status]").first.wait_for()


@scene("enrollment:roll_call")
def roll_call_with_a_made_up_mark(page):
    roll_call(page)
    page.evaluate("document.querySelector('.mark [value=present]').value = 'late'")
    page.locator(".mark [value=late]").check()
    send(page)
    page.locator(".problems").wait_for()


@scene("enrollment:roll_call")
def roll_call_of_no_one(page):
    visit(page, "enrollment:roll_call", CoreSessionFactory(days_ahead=-1).pk, by=a_uniped())


@scene("enrollment:paste_roll_call")
def roll_call_from_a_list(page):
    session = roster(days_ahead=-1)
    visit(page, "enrollment:paste_roll_call", session.pk, by=a_uniped())
    page.locator("textarea").fill("Berit Bøe\nBerit Boee\nnobody")
    send(page)
    page.locator(".answers").wait_for()


@scene("enrollment:walk_in")
def walk_in_beyond_the_places(page):
    session = roster(days_ahead=-1, capacity=4)
    AppointedFactory.create_batch(2)
    visit(page, "enrollment:walk_in", session.pk, by=a_uniped())
    page.get_by_role("searchbox").fill("assistant")
    page.locator(".roll-find [type=submit]").click()
    page.locator("input[name=person]").first.check()
    send(page)
    page.locator("[data-refusal=beyond_the_places]").wait_for()


@scene("enrollment:report_roll_call")
def roll_call_from_a_report(page):
    visit(page, "enrollment:report_roll_call", roster(days_ahead=-1).pk, by=a_uniped())


@scene("enrollment:report_roll_call")
def roll_call_report_previewed(page):
    session = roster(days_ahead=-1)
    for name, mark in (("Berit Bøe", "absent"), ("Marie Lund", "")):
        place = session.registrations.filter(assistant__name=name).first()
        place = place or RegistrationFactory(session=session, assistant__name=name)
        if mark:
            place.mark, place.marked_by, place.marked_at = mark, UserFactory(), NOW
            place.save()
    visit(page, "enrollment:report_roll_call", session.pk, by=a_uniped())
    page.locator("textarea").fill(a_report(session))
    send(page)
    page.locator(".report-times").wait_for()


def a_report(meeting) -> str:
    """Return a report of Teams with a person who came late, one written otherwise, and a phone."""
    start, end = (localtime(moment) for moment in (meeting.starts_at, meeting.ends_at))
    late = start + timedelta(minutes=30)
    rows = [("Berit Bøe (she/her)", start), ("Marie", late), ("iPhone", late)]
    cells = [
        f"{name}\t{joined:%d.%m.%Y %H:%M:%S}\t{end:%d.%m.%Y %H:%M:%S}" for name, joined in rows
    ]
    return "\n".join(["Name\tJoin Time\tLeave Time", *cells])
