"""Expired sessions and unconfirmed sign-ups are deleted every night."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from enrollment.models import User
from enrollment.tasks import clear_expired
from laos.celery import app
from tests.factories import (
    NOW,
    CoordinatorFactory,
    LearningAssistantFactory,
    UserFactory,
    VerifiedUserFactory,
)

LONG_AGO = NOW - timedelta(days=32)


def sign_up(factory=UserFactory, **facts):
    return factory(**{"username": "eve@example.org", "date_joined": LONG_AGO, **facts})


def test_it_runs_each_night():
    (entry,) = [
        entry for entry in app.conf.beat_schedule.values() if entry["task"] == clear_expired.name
    ]
    assert entry["schedule"].hour == {3}


def test_expired_sessions_are_deleted_and_others_stay(db, django_assert_num_queries):
    for key, days in {"over": -1, "open": 1}.items():
        expires = NOW + timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    clear_expired()
    assert [session.session_key for session in Session.objects.all()] == ["open"]
    with django_assert_num_queries(4):
        clear_expired()
    assert Session.objects.count() == 1


def test_a_sign_up_that_was_never_confirmed_is_deleted(db):
    user = sign_up()
    user.emailaddress_set.create(email=user.email, verified=False, primary=True)
    clear_expired()
    assert not User.objects.exists()
    clear_expired()


@pytest.mark.parametrize(
    "facts",
    [
        {"date_joined": NOW - timedelta(days=28)},
        {"last_login": LONG_AGO},
        {"username": "evensen"},
        {"is_staff": True},
        {"is_superuser": True},
    ],
    ids=str,
)
def test_other_accounts_stay(db, facts):
    user = sign_up(**facts)
    clear_expired()
    assert User.objects.get() == user


def test_confirmed_accounts_stay(db):
    user = sign_up(VerifiedUserFactory)
    clear_expired()
    assert User.objects.get() == user


@pytest.mark.parametrize("factory", [LearningAssistantFactory, CoordinatorFactory])
def test_accounts_of_people_on_record_stay(db, factory):
    user = sign_up()
    factory(user=user)
    clear_expired()
    assert User.objects.get() == user
