"""The pages of plans that change."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enrollment import exchanging, registering, waiting
from enrollment.models import CalendarFeed, ExchangeSide, Registration, WaitlistEntry
from tests.factories import (
    NOW,
    CoreSessionFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MY = reverse("enrollment:my")


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
    assert url("wait", full) in text(page)
    assert Registration.objects.live().get(assistant=ada) == held


def test_change_sent_twice_is_harmless(browser, ada):
    held = RegistrationFactory(assistant=ada)
    other = CoreSessionFactory(days_ahead=20)
    for _ in range(2):
        assert browser.post(url("change", held), {"session": other.pk}).url == MY
    assert Registration.objects.live().filter(assistant=ada).count() == 1


# Waiting


def test_register_page_links_to_the_waitlist_of_a_full_date(browser, full):
    assert url("wait", full) in text(browser.get(reverse("enrollment:register")))


def test_waiting_is_explained_then_joined_and_the_position_shown(browser, ada, full):
    WaitlistEntryFactory(session=full, created_at=NOW.replace(year=NOW.year - 1))
    page = text(browser.get(url("wait", full)))
    assert "1 person waits for this date already." in page
    assert not WaitlistEntry.objects.filter(assistant=ada).exists()
    for _ in range(2):
        page = browser.post(url("wait", full), follow=True)
    assert "You are number 2 on the waitlist." in text(page)


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
    assert browser.get(url("leave", entry)).status_code == 405


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


def test_offer_that_is_over_says_so(browser, ada, side):
    registering.withdraw(registration=Registration.objects.live().get(assistant=ada), at=NOW)
    page = text(browser.post(url("exchange", side), {"answer": "yes"}))
    assert 'data-refusal="exchange_over"' in page


# Preparation


def test_preparation_is_confirmed_once(browser, ada):
    held = RegistrationFactory(assistant=ada)
    assert url("prepared", held) in text(browser.get(MY))
    for _ in range(2):
        assert browser.post(url("prepared", held)).url == MY
    held.refresh_from_db()
    assert held.preparation_confirmed_at is not None
    assert url("prepared", held) not in text(browser.get(MY))


def test_preparation_is_not_confirmed_after_the_seminar_has_begun(browser, ada):
    held = RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=-1))
    page = browser.post(url("prepared", held), follow=True)
    assert "has already begun" in text(page)
    held.refresh_from_db()
    assert held.preparation_confirmed_at is None


# Calendar


def test_calendar_has_a_secret_address_that_its_owner_revokes(browser, client, ada):
    held = RegistrationFactory(assistant=ada)
    browser.post(reverse("enrollment:calendar_address"))
    address = reverse("enrollment:calendar", args=[CalendarFeed.objects.get().token])
    assert address in text(browser.get(MY))
    client.logout()
    feed = client.get(address)
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:registration-{held.pk}@laos" in text(feed)
    client.force_login(ada.user)
    browser.post(reverse("enrollment:calendar_address"), {"revoke": ""})
    assert client.get(address).status_code == 404
    assert address not in text(browser.get(MY))


# What is not one's own


@pytest.mark.parametrize("name", ["change", "prepared", "exchange"])
def test_other_peoples_things_are_not_found(client, side, ada, name):
    stranger = VerifiedUserFactory()
    client.force_login(stranger)
    thing = side if name == "exchange" else Registration.objects.live().get(assistant=ada)
    assert client.post(url(name, thing), {"answer": "yes"}).status_code == 404


def test_nobody_takes_another_off_a_waitlist(client, ben, ada, full):
    entry = waiting.join(assistant=ada, session=full, at=NOW)
    client.force_login(ben.user)
    client.post(url("leave", entry))
    assert WaitlistEntry.objects.filter(pk=entry.pk).exists()
