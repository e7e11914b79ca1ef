"""The pages for changing one's plans."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from enrollment.models import (
    CalendarFeed,
    CoreSession,
    ExchangeSide,
    Registration,
    Term,
    WaitlistEntry,
)
from enrollment.places import cancelling, exchanging, exempting, registering, waiting
from tests.factories import (
    NOW,
    CoreSessionFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MY = reverse("enrollment:my")
REGISTER = reverse("enrollment:register")
MODULES = reverse("modules:overview")


@pytest.fixture
def browser(client, ada):
    client.force_login(ada.user)
    return client


@pytest.fixture
def full(ada):
    session = CoreSessionFactory(capacity=1, days_ahead=30)
    RegistrationFactory(session=session)
    return session


def url(name: str, thing) -> str:
    return reverse(f"enrollment:{name}", args=[thing.pk])


def text(response) -> str:
    return response.content.decode()


# Changing the date


def test_date_is_changed_in_one_step(browser, ada):
    held = RegistrationFactory(assistant=ada)
    other = CoreSessionFactory(days_ahead=20)
    assert f'value="{other.pk}"' in text(browser.get(url("change", held)))
    page = browser.post(url("change", held), {"session": other.pk}, follow=True)
    assert "You have a new date" in text(page)
    assert Registration.objects.live().get(assistant=ada).session == other


def test_date_filled_meanwhile_keeps_the_old_one_and_offers_the_waitlist(browser, ada, full):
    held = RegistrationFactory(assistant=ada)
    page = browser.post(url("change", held), {"session": full.pk})
    assert 'data-refusal="full"' in text(page)
    assert text(page).count(url("wait", full)) == 2
    assert "Or wait for a place there" in text(page)
    assert Registration.objects.live().get(assistant=ada) == held


def test_way_to_another_date_is_shown_until_the_deadline(browser, ada):
    held = RegistrationFactory(assistant=ada)
    for page in (MY, REGISTER):
        assert url("change", held) in text(browser.get(page))
    CoreSession.objects.filter(pk=held.session_id).update(
        starts_at=NOW + timedelta(days=1), ends_at=NOW + timedelta(days=1, hours=3)
    )
    for page in (MY, REGISTER):
        assert url("change", held) not in text(browser.get(page))


def test_change_sent_twice_is_harmless(browser, ada):
    held = RegistrationFactory(assistant=ada)
    other = CoreSessionFactory(days_ahead=20)
    for _ in range(2):
        assert browser.post(url("change", held), {"session": other.pk}).url == MY
    assert Registration.objects.live().filter(assistant=ada).count() == 1


# Waiting


def test_register_page_links_to_the_waitlist_of_a_full_date(browser, full):
    assert url("wait", full) in text(browser.get(REGISTER))


def test_date_filled_meanwhile_is_offered_to_wait_for(browser, full):
    page = text(browser.post(REGISTER, {"core_module_1": full.pk}))
    assert 'data-refusal="full"' in page
    assert "Or wait for a place there" in page


def test_who_holds_a_date_waits_for_a_better_one(browser, ada, full):
    held = RegistrationFactory(assistant=ada)
    assert url("wait", full) in text(browser.get(url("change", held)))
    assert "You keep the date you hold until you get this one" in text(
        browser.get(url("wait", full))
    )
    page = browser.post(url("wait", full), follow=True)
    assert "You are number 1 on the waitlist." in text(page)
    assert "Until you get a place you keep your date." in text(page)
    assert page.context["page"].dates.waits[0].held == held
    assert Registration.objects.live().get(assistant=ada) == held


def test_date_waited_for_says_so_and_no_other_of_that_core_module_is_offered(browser, ada, full):
    other = CoreSessionFactory(capacity=1)
    RegistrationFactory(session=other)
    waiting.join(assistant=ada, session=full, at=NOW)
    page = text(browser.get(REGISTER))
    assert page.count("You are on the waitlist") == 1
    assert url("wait", full) not in page
    assert url("wait", other) not in page
    assert browser.get(url("wait", full)).url == MY
    assert 'data-refusal="already_waiting"' in text(browser.get(url("wait", other)))


def test_date_that_begins_soon_is_not_waited_for(browser):
    soon = CoreSessionFactory(capacity=1, days_ahead=1)
    RegistrationFactory(session=soon)
    assert url("wait", soon) not in text(browser.get(REGISTER))
    page = text(browser.post(url("wait", soon)))
    assert "its waitlist is closed" in page
    assert not WaitlistEntry.objects.exists()


def test_waiting_is_explained_then_joined_and_the_position_shown(browser, ada, full):
    WaitlistEntryFactory(session=full, created_at=NOW.replace(year=NOW.year - 1))
    page = text(browser.get(url("wait", full)))
    assert "1 person is already waiting for this date." in page
    assert not WaitlistEntry.objects.filter(assistant=ada).exists()
    for _ in range(2):
        page = browser.post(url("wait", full), follow=True)
    assert "You are number 2 on the waitlist." in text(page)
    assert "Until you get it" not in text(page)


def test_card_of_a_date_waited_for_says_where_it_is(browser, ada, full):
    CoreSession.objects.filter(pk=full.pk).update(place="R2", online_url="")
    waiting.join(assistant=ada, session=full, at=NOW)
    assert "R2" in text(browser.get(MY))


def test_date_that_has_places_is_offered_instead_of_its_waitlist(browser, ada):
    free = CoreSessionFactory()
    page = text(browser.post(url("wait", free)))
    assert 'data-refusal="not_full"' in page
    assert reverse("enrollment:register") in page
    assert not WaitlistEntry.objects.exists()


def test_waitlist_is_left_with_one_press(browser, ada, full):
    entry = waiting.join(assistant=ada, session=full, at=NOW)
    for _ in range(2):
        assert browser.post(url("leave", entry)).url == MY
    assert not WaitlistEntry.objects.exists()
    assert browser.get(url("leave", entry)).url == "/my/"


def test_who_got_the_place_meanwhile_is_not_told_that_they_left(browser, ada, full):
    entry = waiting.join(assistant=ada, session=full, at=NOW)
    registering.withdraw(registration=Registration.objects.get(session=full), at=NOW)
    page = text(browser.post(url("leave", entry), follow=True))
    assert "You have left" not in page
    assert "You were no longer on that waitlist." in page


# Exchange


@pytest.fixture
def side(ada, ben):
    dates = CoreSessionFactory.create_batch(2, capacity=1)
    for who, holds, wishes in ((ada, *dates), (ben, *reversed(dates))):
        RegistrationFactory(assistant=who, session=holds)
        WaitlistEntryFactory(assistant=who, session=wishes)
    exchanging.refresh(NOW)
    return ExchangeSide.objects.get(assistant=ada)


def test_offer_is_seen_and_accepted_without_a_name(browser, ada, ben, side):
    assert url("exchange", side) in text(browser.get(MY))
    page = browser.get(url("exchange", side))
    assert "Ben" not in text(page)
    assert browser.post(url("exchange", side), {"answer": "yes"}).url == MY
    exchanging.agree(side=side.exchange.sides.get(assistant=ben), shows_name=True, at=NOW)
    done = text(browser.get(url("exchange", side)))
    assert "The exchange is done." in done
    assert "Ben" not in done


def test_names_are_seen_where_both_show_them(browser, ben, side):
    browser.post(url("exchange", side), {"answer": "yes", "shows_name": "on"})
    exchanging.agree(side=side.exchange.sides.get(assistant=ben), shows_name=True, at=NOW)
    assert "You exchanged with Ben Berg." in text(browser.get(url("exchange", side)))


def test_offer_is_declined(browser, ada, side):
    page = browser.post(url("exchange", side), {"answer": "no"}, follow=True)
    assert "You have declined." in text(page)
    assert 'data-refusal="exchange_over"' in text(
        browser.post(url("exchange", side), {"answer": "yes"})
    )


def test_no_said_on_an_old_page_to_an_exchange_that_is_done_is_not_believed(browser, ben, side):
    browser.post(url("exchange", side), {"answer": "yes"})
    exchanging.agree(side=side.exchange.sides.get(assistant=ben), shows_name=False, at=NOW)
    page = text(browser.post(url("exchange", side), {"answer": "no"}, follow=True))
    assert "The exchange is done." in page
    assert "You keep" not in page
    assert "no longer possible" not in page


def test_offer_that_is_over_says_so(browser, ada, side):
    registering.withdraw(registration=Registration.objects.live().get(assistant=ada), at=NOW)
    page = text(browser.post(url("exchange", side), {"answer": "yes"}))
    assert 'data-refusal="exchange_over"' in page


def lapse(side):
    registering.withdraw(
        registration=Registration.objects.live().get(assistant=side.assistant), at=NOW
    )
    exchanging.refresh(NOW)


OVER = {
    "done": (
        lambda side: [
            exchanging.agree(side=either, shows_name=False, at=NOW) for either in both(side)
        ],
        ("The exchange is done.", "Byttet er gjort."),
        ("Your page shows the new date", "Siden din viser den nye datoen"),
    ),
    "declined": (
        lambda side: exchanging.decline(side=side, at=NOW),
        ("One of you said no", "En av dere sa nei"),
        ("You kept your date", "Du beholdt datoen din"),
    ),
    "expired": (
        lambda side: exchanging.refresh(side.exchange.expires_at),
        ("The offer expired", "Tilbudet gikk ut"),
        ("You kept your date", "Du beholdt datoen din"),
    ),
    "lapsed": (
        lapse,
        ("one of you got another date", "En av dere fikk en annen dato"),
        ("Your page shows which date you hold", "Siden din viser hvilken dato du har"),
    ),
}


def both(side):
    return ExchangeSide.objects.filter(exchange=side.exchange_id)


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("outcome", OVER)
def test_exchange_that_is_over_says_what_happened_and_what_to_do_next(
    browser, side, outcome, number
):
    end, happened, next_step = OVER[outcome]
    end(side)
    side.exchange.refresh_from_db()
    assert side.exchange.outcome == outcome
    language = {"Accept-Language": ["en", "nb"][number]}
    page = text(browser.get(url("exchange", side), headers=language))
    assert happened[number] in page
    assert next_step[number] in page
    others = [words[number] for name, (_, words, _) in OVER.items() if name != outcome]
    assert not any(words in page for words in others)


# Cancelled dates


def test_who_lost_a_date_has_a_task_until_they_hold_another(browser, ada):
    lost = RegistrationFactory(assistant=ada)
    cancelling.cancel_session(session=lost.session, at=NOW)
    other = CoreSessionFactory(days_ahead=20)
    CoreSessionFactory(days_ahead=30, core_module=2)
    task = "Choose another date of core module 1: yours was cancelled."
    page = browser.get(MY)
    assert task in text(page)
    assert "1 cancelled" in text(page)
    assert {step.url for step in page.context["page"].steps} == {REGISTER, MODULES, ""}
    # Once registration has closed, these pages offer no solution.
    Term.objects.update(registration_closes_at=NOW - timedelta(days=1))
    page = browser.get(MY)
    assert "There are no more dates of core module 1 that you can take this term." in text(page)
    assert {step.url for step in page.context["page"].steps} == {MODULES, ""}
    RegistrationFactory(assistant=ada, session=other)
    page = text(browser.get(MY))
    assert task not in page
    assert "no more dates of core module 1" not in page


def test_who_needs_no_date_any_more_has_no_task(browser, ada):
    lost = RegistrationFactory(assistant=ada)
    cancelling.cancel_session(session=lost.session, at=NOW)
    exempting.exempt(assistant=ada, at=NOW)
    assert "Choose another date" not in text(browser.get(MY))


# Preparation


def test_preparation_is_confirmed_once(browser, ada):
    held = RegistrationFactory(assistant=ada)
    assert url("prepared", held) in text(browser.get(MY))
    for _ in range(2):
        assert browser.post(url("prepared", held)).url == MY
    held.refresh_from_db()
    assert held.preparation_confirmed_at is not None
    page = text(browser.get(MY))
    assert url("prepared", held) not in page
    assert "You confirmed the mandatory preparation on" in page
    assert "Do the mandatory preparation" not in page


def test_preparation_is_not_confirmed_after_the_seminar_has_begun(browser, ada):
    held = RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=-1))
    page = browser.post(url("prepared", held), follow=True)
    assert "has already begun" in text(page)
    held.refresh_from_db()
    assert held.preparation_confirmed_at is None


# Calendar


def test_calendar_has_a_secret_address_that_its_owner_revokes(browser, client, ada, settings):
    held = RegistrationFactory(assistant=ada)
    made = text(browser.post(reverse("completion:calendar_address"), follow=True))
    assert "Copy the address below" in made
    address = reverse("completion:calendar", args=[CalendarFeed.objects.get().token])
    assert f'value="{settings.SITE_URL}{address}"' in made
    webcal = settings.SITE_URL.replace("http:", "webcal:").replace("https:", "webcal:")
    assert f'href="{webcal}{address}"' in made
    client.logout()
    feed = client.get(address)
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:registration-{held.pk}@laos" in text(feed)
    client.force_login(ada.user)
    browser.post(reverse("completion:calendar_address"), {"revoke": ""})
    assert client.get(address).status_code == 404
    assert address not in text(browser.get(MY))


def test_a_new_calendar_address_takes_the_place_of_the_old_one(browser):
    browser.post(reverse("completion:calendar_address"))
    old = reverse("completion:calendar", args=[CalendarFeed.objects.get().token])
    asked = text(browser.get(reverse("completion:new_calendar_address")))
    assert "The old address stops working at once." in asked
    assert browser.get(old).status_code == 200
    confirmed = {"confirmed": ""}
    made = text(browser.post(reverse("completion:calendar_address"), confirmed, follow=True))
    assert "The old one no longer works" in made
    assert old not in made
    assert browser.get(old).status_code == 404


# Other people's objects


@pytest.mark.parametrize("name", ["change", "prepared", "exchange"])
def test_other_peoples_things_are_not_found(client, side, ada, name):
    stranger = VerifiedUserFactory()
    client.force_login(stranger)
    thing = side if name == "exchange" else Registration.objects.live().get(assistant=ada)
    assert client.post(url(name, thing), {"answer": "yes"}).status_code == 404


def test_no_one_takes_another_person_off_a_waitlist(client, ben, ada, full):
    entry = waiting.join(assistant=ada, session=full, at=NOW)
    client.force_login(ben.user)
    client.post(url("leave", entry))
    assert WaitlistEntry.objects.filter(pk=entry.pk).exists()
