"""Scheduled tasks: a worker that was away, is stuck or dies does no harm."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from celery.schedules import crontab
from django.conf import settings

from enrollment.letters.writing import BEAT_COMES_ROUND, DELIVER
from enrollment.tasks import SECONDS_OF_DELIVERY
from laos.celery import app

ENTRIES = app.conf.beat_schedule
# Server replies per letter: to EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA and the like.
ANSWERS_FOR_A_LETTER = 12


def interval(entry) -> timedelta:
    """Return the time from one run to the next, on a weekday morning."""
    schedule = entry["schedule"]
    if not isinstance(schedule, crontab):
        return timedelta(seconds=schedule)
    at = datetime(2031, 9, 3, 3, 25, tzinfo=ZoneInfo("Europe/Oslo"))
    schedule.nowfun = lambda: at
    first = schedule.remaining_estimate(at)
    schedule.nowfun = lambda: at + first
    return schedule.remaining_estimate(at + first)


@pytest.fixture(params=ENTRIES)
def entry(request):
    return ENTRIES[request.param]


@pytest.fixture
def task(entry):
    app.loader.import_default_modules()
    return app.tasks[entry["task"]]


def test_what_no_worker_has_begun_is_dropped_when_the_next_is_due(entry):
    assert timedelta(seconds=entry["options"]["expires"]) <= interval(entry)


def test_every_task_is_interrupted_before_it_is_ended_by_force(task):
    app.finalize()
    assert 0 < task.soft_time_limit < task.time_limit


def test_what_is_under_way_is_not_given_to_another_worker(task):
    again = app.conf.broker_transport_options["visibility_timeout"]
    assert 2 * 60 <= task.time_limit < again <= 30 * 60


def test_announcements_that_no_worker_has_begun_are_dropped_once_beat_has_come_round():
    announced = {DELIVER, "modules.tasks.compare_essays", "enrollment.tasks.refresh_exchanges"}
    for entry in ENTRIES.values():
        if entry["task"] in announced:
            assert interval(entry).total_seconds() <= BEAT_COMES_ROUND


def test_no_letter_is_interrupted():
    letter = ANSWERS_FOR_A_LETTER * settings.EMAIL_TIMEOUT
    assert SECONDS_OF_DELIVERY + letter < app.conf.task_soft_time_limit


def test_letters_have_a_queue_of_their_own_that_every_worker_knows():
    routes = {
        name: app.amqp.router.route({}, name)["queue"].name
        for name in {entry["task"] for entry in ENTRIES.values()}
    }
    assert routes.pop(DELIVER) == "letters"
    assert set(routes.values()) == {"celery"}
    assert set(app.amqp.queues.consume_from) == {"letters", "celery"}
