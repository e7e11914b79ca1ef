"""A double click sends two requests at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import Client
from django.urls import reverse

from enrollment.models import CalendarFeed
from tests.factories import LearningAssistantFactory, VerifiedUserFactory


def ask_for_a_calendar(cookie: str) -> int:
    browser = Client(raise_request_exception=False)
    browser.cookies["sessionid"] = cookie
    try:
        return browser.post(reverse("completion:calendar_address")).status_code
    finally:
        connection.close()


def test_calendar_asked_for_twice_at_once_has_an_address(client, committed):
    user = VerifiedUserFactory()
    LearningAssistantFactory(user=user)
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(ask_for_a_calendar, [cookie] * 8))
    assert answers == [302] * 8
    assert CalendarFeed.objects.count() == 1
