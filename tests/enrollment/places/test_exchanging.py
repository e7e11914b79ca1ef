"""Two people who each want the other's date exchange them in one step if both agree, or not at all."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.core import mail

from enrollment.letters import delivering
from enrollment.models import (
    CoreSession,
    Exchange,
    ExchangeSide,
    LearningAssistant,
    Letter,
    Registration,
    WaitlistEntry,
)
from enrollment.places import exchanging, registering, waiting
from enrollment.refusals import ExchangeOver
from tests.factories import (
    NOW,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    WaitlistEntryFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dates():
    return CoreSessionFactory.create_batch(2, capacity=1)


@pytest.fixture
def sides(ada, ben, dates):
    """Return Ada's and Ben's sides of the exchange offered to them."""
    wish(ada, holds=dates[0], wishes=dates[1])
    wish(ben, holds=dates[1], wishes=dates[0])
    exchanging.refresh(NOW)
    return ExchangeSide.objects.get(assistant=ada), ExchangeSide.objects.get(assistant=ben)


def wish(assistant, *, holds, wishes) -> None:
    RegistrationFactory(assistant=assistant, session=holds)
    WaitlistEntryFactory(assistant=assistant, session=wishes)


def holder(session):
    return Registration.objects.live().get(session=session).assistant


def agree(side, at=NOW, *, shows_name=False):
    return exchanging.agree(side=side, shows_name=shows_name, at=at)


def told(assistant) -> list[str]:
    letters = Letter.objects.filter(assistant=assistant, kind__startswith="exchange")
    return [letter.kind for letter in letters.order_by("pk")]


def test_pair_is_found_and_both_are_told_once(sides, ada, ben):
    assert exchanging.refresh(NOW) == []
    assert [told(ada), told(ben)] == [["exchange-offered"]] * 2


def test_second_yes_swaps_full_dates_in_one_step(sides, ada, ben, dates):
    agree(sides[0])
    assert [holder(date) for date in dates] == [ada, ben]
    agree(sides[1])
    agree(sides[1])
    assert [holder(date) for date in dates] == [ben, ada]
    assert not WaitlistEntry.objects.exists()
    assert told(ada) == told(ben) == ["exchange-offered", "exchange-done"]


@pytest.mark.parametrize(("ada_shows", "ben_shows"), [(True, False), (False, True), (True, True)])
def test_names_are_told_only_when_both_have_agreed_to_that(sides, ada, ada_shows, ben_shows):
    agree(sides[0], shows_name=ada_shows)
    agree(sides[1], shows_name=ben_shows)
    letter = Letter.objects.get(assistant=ada, kind="exchange-done")
    assert letter.facts["other_name"] == ("Ben Berg" if ada_shows and ben_shows else "")


def test_offer_names_no_one(sides, ada):
    letter = Letter.objects.get(assistant=ada, kind="exchange-offered")
    assert "Ben" not in str(letter.facts)


def test_declined_offer_changes_nothing_and_is_not_made_again(sides, ada, ben, dates):
    agree(sides[0])
    exchanging.decline(side=sides[1], at=NOW)
    exchanging.decline(side=sides[1], at=NOW)
    with pytest.raises(ExchangeOver):
        agree(sides[0])
    assert [holder(date) for date in dates] == [ada, ben]
    assert WaitlistEntry.objects.count() == 2
    assert exchanging.refresh(NOW) == []
    assert told(ada) == ["exchange-offered", "exchange-declined"]
    assert told(ben) == ["exchange-offered"]


def test_yes_said_to_a_date_is_no_yes_to_another_time(sides, ada, ben, dates):
    agree(sides[0])
    later = dates[1].starts_at + timedelta(hours=4)
    CoreSession.objects.filter(pk=dates[1].pk).update(
        starts_at=later, ends_at=later + timedelta(hours=3)
    )
    exchanging.lapse(dates[1], ["starts_at", "ends_at"], NOW)
    with pytest.raises(ExchangeOver):
        agree(sides[1])
    assert [holder(date) for date in dates] == [ada, ben]
    assert len(exchanging.refresh(NOW)) == 1


def test_offer_expires(sides, ada, ben):
    agree(sides[0])
    later = NOW + exchanging.OFFER_STANDS
    with pytest.raises(ExchangeOver):
        agree(sides[1], later)
    exchanging.refresh(later)
    exchanging.refresh(later)
    assert Exchange.objects.get().outcome == Exchange.Outcome.EXPIRED
    assert [told(ada)[-1], told(ben)[-1]] == ["exchange-declined", "exchange-offered"]


def test_offer_ends_before_either_date_stops_moving(ada, ben):
    soon = CoreSessionFactory(capacity=1, days_ahead=3)
    late = CoreSessionFactory(capacity=1)
    wish(ada, holds=soon, wishes=late)
    wish(ben, holds=late, wishes=soon)
    exchanging.refresh(NOW)
    assert Exchange.objects.get().expires_at == soon.deadline


def test_exchange_overtaken_by_a_change_is_not_done_by_half(sides, ada, ben, dates):
    agree(sides[0])
    place = Registration.objects.live().get(assistant=ada)
    registering.withdraw(registration=place, at=NOW)  # Ben is next in line for it
    with pytest.raises(ExchangeOver):
        agree(sides[1])
    assert Exchange.objects.get().outcome == Exchange.Outcome.LAPSED
    assert holder(dates[0]) == ben
    # Ada was waiting for Ben's old date.
    assert holder(dates[1]) == ada


def test_who_may_not_have_the_wished_date_is_not_offered_it(ada, ben, dates):
    wish(ada, holds=dates[0], wishes=dates[1])
    wish(ben, holds=dates[1], wishes=dates[0])
    second = CoreSessionFactory(core_module=2, starts_at=dates[1].starts_at - timedelta(hours=1))
    RegistrationFactory(assistant=ada, session=second)
    assert exchanging.refresh(NOW) == []


def test_one_offer_at_a_time_to_who_has_waited_longest(ada, ben, dates):
    wish(ada, holds=dates[0], wishes=dates[1])
    wish(ben, holds=dates[1], wishes=dates[0])
    rival = RegistrationFactory(session=CoreSessionFactory(capacity=1)).assistant
    waiting.join(assistant=rival, session=dates[0], at=NOW)
    assert len(exchanging.refresh(NOW)) == 1
    assert not ExchangeSide.objects.filter(assistant=rival).exists()


def test_finding_pairs_among_many_who_wait_keeps_no_one_waiting(dates):
    """Every session is locked during the search, so registration stops."""
    people = LearningAssistant.objects.bulk_create(LearningAssistantFactory.build_batch(1000))
    WaitlistEntry.objects.bulk_create(
        WaitlistEntry(assistant=person, session=dates[0], core_module=1, created_at=NOW)
        for person in people
    )
    began = time.process_time()
    exchanging.refresh(NOW)
    assert time.process_time() - began < 1


def test_looking_through_open_offers_takes_as_many_queries_however_many(
    sides, dates, django_assert_num_queries
):
    with django_assert_num_queries(12):
        exchanging.refresh(NOW)
    for _ in range(4):
        pair = CoreSessionFactory.create_batch(2, capacity=1)
        first, second = RegistrationFactory(session=pair[0]), RegistrationFactory(session=pair[1])
        WaitlistEntryFactory(assistant=first.assistant, session=pair[1])
        WaitlistEntryFactory(assistant=second.assistant, session=pair[0])
    exchanging.refresh(NOW)
    assert Exchange.objects.open().count() == 5
    with django_assert_num_queries(12):
        exchanging.refresh(NOW)


def test_exchange_overtaken_and_possible_again_is_offered_again(sides, ada, dates):
    """Only someone who declined, or did not answer, is not asked again."""
    WaitlistEntry.objects.get(assistant=ada).delete()
    exchanging.refresh(NOW)
    assert Exchange.objects.get().outcome == Exchange.Outcome.LAPSED
    WaitlistEntryFactory(assistant=ada, session=dates[1])
    assert len(exchanging.refresh(NOW)) == 1


def test_letter_of_an_overtaken_exchange_claims_nothing_that_is_no_longer_so(sides, ada):
    agree(sides[0])
    place = Registration.objects.live().get(assistant=ada)
    registering.remove(registration=place, at=NOW)
    exchanging.refresh(NOW)
    delivering.deliver()
    (message,) = [message for message in mail.outbox if "ikke noe bytte" in message.subject]
    assert "Du beholder datoen" not in message.body


def test_exchange_that_is_done_is_not_declined(sides):
    agree(sides[0])
    agree(sides[1])
    with pytest.raises(ExchangeOver):
        exchanging.decline(side=sides[0], at=NOW)
