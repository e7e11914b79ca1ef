"""Throttling, as used by the limits on log-ins, letters and serial numbers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import RequestFactory

from enrollment.refusals.attempts import TooManyAttempts
from enrollment.throttling import HOUR, MINUTE, Attempt, Limit, network_of
from tests.factories import NOW

FIVE = Limit("five", 5, 10 * MINUTE)
SIX_AN_HOUR = Limit("six", 6, HOUR)


def attempt(*limits, key="key", at=NOW):
    return Attempt([limit.count(key, at=at) for limit in limits or (FIVE,)])


def use_up(*limits, key="key", at=NOW):
    for _ in range(limits[0].amount if limits else FIVE.amount):
        attempt(*limits, key=key, at=at).begin()


def test_one_more_than_the_limit_is_refused_until_the_window_ends():
    use_up(at=NOW + timedelta(minutes=3))
    with pytest.raises(TooManyAttempts) as refused:
        attempt(at=NOW + timedelta(minutes=9, seconds=59)).begin()
    assert refused.value.until == NOW + timedelta(minutes=10)
    attempt(at=refused.value.until).begin()


def test_the_window_is_counted_from_the_clock():
    use_up(at=NOW - timedelta(seconds=1))
    attempt().begin()


def test_another_key_has_a_count_of_its_own():
    use_up()
    attempt(key="another").begin()


def test_what_is_taken_back_does_not_count():
    for _ in range(2 * FIVE.amount):
        attempt().begin().take_back()
    attempt().begin()


def test_what_is_refused_by_one_limit_counts_for_none():
    use_up(FIVE, SIX_AN_HOUR)
    for _ in range(10):
        with pytest.raises(TooManyAttempts):
            attempt(FIVE, SIX_AN_HOUR).begin()
    attempt(SIX_AN_HOUR).begin()


def test_the_longest_wait_is_told():
    use_up(FIVE)
    use_up(SIX_AN_HOUR)
    with pytest.raises(TooManyAttempts) as refused:
        attempt(FIVE, SIX_AN_HOUR).begin()
    assert refused.value.until == NOW + timedelta(hours=1)


def test_many_at_once_do_not_slip_through():
    """Attempts in progress count before their outcome is known."""
    under_way = [attempt().begin() for _ in range(FIVE.amount)]
    with pytest.raises(TooManyAttempts):
        attempt().begin()
    under_way[0].take_back()
    attempt().begin()


def test_while_redis_is_away_nothing_is_refused(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    for _ in range(2 * FIVE.amount):
        attempt().begin().take_back()


def network(address, **meta):
    return network_of(RequestFactory().get("/", REMOTE_ADDR=address, **meta))


class TestNetwork:
    def test_all_the_addresses_of_one_connection_count_as_one(self):
        assert network("2001:db8::1") == network("2001:db8::ffff:ffff:ffff:ffff")
        assert network("2001:db8::1") != network("2001:db8:0:1::1")
        assert network("192.0.2.1") != network("192.0.2.2")

    def test_an_address_counts_as_one_however_it_is_written(self):
        assert network("::ffff:192.0.2.1") == network("192.0.2.1")
        assert network("::ffff:192.0.2.1") != network("::ffff:192.0.2.2")

    def test_a_client_without_a_proxy_in_front_cannot_say_where_it_is(self):
        assert network("192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.7") == "192.0.2.1"

    def test_of_what_a_proxy_passes_on_only_its_own_word_counts(self, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        forged = "203.0.113.1, 203.0.113.2, 192.0.2.1"
        assert network("127.0.0.1", HTTP_X_FORWARDED_FOR=forged) == "192.0.2.1"
