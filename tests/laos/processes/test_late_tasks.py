"""A task that fails on every run is reported on the monitoring pages and in the admin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from completion.reminders import reminding, watching
from completion.tasks import remind
from enrollment import clock
from laos.celery import app
from laos.processes import late_tasks
from laos.tasks import heartbeat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def a_day_ago():
    """Watch all tasks since a day ago; all but ``remind`` have just succeeded."""
    at = clock.now() - timedelta(days=1)
    watching.begin_to_watch(late_tasks.TASKS.values(), at)
    for name in late_tasks.TASKS.values():
        if name != remind.name:
            watching.note_success(name, clock.now())
    heartbeat()


def status(client) -> str:
    return client.get(reverse("statusz")).json()["tasks"]


def age(client) -> float:
    lines = client.get(reverse("metrics")).content.decode().splitlines()
    return float(dict(line.split() for line in lines)['laos_task_age_seconds{task="remind"}'])


def test_a_task_that_fails_on_every_run_is_told_until_it_succeeds(uniped, monkeypatch, a_day_ago):
    monkeypatch.setattr(reminding, "SOURCES", [lambda at: 1 / 0])
    for _run in range(2):
        assert remind.apply().failed()
    report = uniped.get(reverse("statusz"))
    assert (report.status_code, report.json()["tasks"]) == (503, "late: remind")
    assert age(uniped) >= 24 * 3600
    page = uniped.get(reverse("admin:index")).content.decode()
    assert "This has not worked for a while: writing reminders." in page
    monkeypatch.undo()
    assert remind.apply().successful()
    assert status(uniped) == "ok"
    assert age(uniped) < 3600
    assert "has not worked" not in uniped.get(reverse("admin:index")).content.decode()


def test_a_task_that_has_never_run_is_late_once_it_has_been_scheduled_that_long(client):
    heartbeat()
    assert status(client) == "ok"
    past = clock.now() - late_tasks.longest_age("digest") - timedelta(minutes=1)
    watching.note_success(app.conf.beat_schedule["digest"]["task"], past)
    assert status(client) == "late: digest"


def test_to_be_watched_again_makes_nothing_younger(client):
    past = clock.now() - timedelta(days=30)
    watching.begin_to_watch(late_tasks.TASKS.values(), past)
    heartbeat()
    assert set(status(client).removeprefix("late: ").split()) == set(late_tasks.TASKS)


@pytest.mark.parametrize(
    ("name", "age"),
    [
        ("remind", timedelta(minutes=3 * 10 + 5)),
        ("clear-expired", timedelta(hours=26)),
        # The gap from Friday 15:15 to Monday 7:15.
        ("digest", timedelta(hours=64 + 2)),
    ],
)
def test_late_is_what_has_missed_some_runs(name, age):
    assert late_tasks.longest_age(name) == age


def test_every_task_but_the_heartbeat_has_words_for_staff():
    assert late_tasks.WORDS.keys() == app.conf.beat_schedule.keys() - {"heartbeat"}
