"""People can keep working while Redis does not answer or is gone."""

from __future__ import annotations

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from enrollment.letters.writing import BROKER_LEFT_ALONE
from enrollment.models import Letter, Registration, User
from laos.cache import PAUSE
from tests.factories import (
    PASSWORD,
    AppointmentFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    UserFactory,
    VerifiedUserFactory,
)
from tests.server import get, post, serve, session_cookie
from tests.servers.redis_server import RedisServer

PROCESSES = 2
THREADS = 4
# A line of the log for each time that a request has waited for Redis: which request, and what left Redis alone then.
WAITED = re.compile(r"\[(\w+) \S+\] \S+: The (cache|broker) is left alone for")
LEFT_ALONE = {"cache": PAUSE, "broker": BROKER_LEFT_ALONE}  # seconds
UNKNOWN = "/verify/LAOS-0000-0000/"

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module", params=["stall", pytest.param("kill", marks=pytest.mark.rare)])
def site(request, log, django_db_setup, django_db_blocker, tmp_path_factory):
    """A site whose Redis goes away before the first test, while connections to it are open."""
    redis_server = RedisServer(tmp_path_factory.mktemp("redis"))
    redis_server.start()
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        log.open("wb") as output,
    ):
        patch.setenv("REDIS_URL", redis_server.url)
        with serve(
            workers=PROCESSES, threads=THREADS, output=output, DATABASE_LOCK_TIMEOUT="60"
        ) as server:
            with ThreadPoolExecutor(PROCESSES * THREADS) as pool:
                list(pool.map(lambda _: get(server, UNKNOWN), range(PROCESSES * THREADS)))
            getattr(redis_server, request.param)()
            yield server
    redis_server.kill()


@dataclass
class Watched:
    """What has waited for Redis within a time: (request, "cache" or "broker"), and how often."""

    waits: Counter[tuple[str, str]] = field(default_factory=Counter)
    seconds: float = 0

    def most(self, what: str) -> float:
        """Return how often one process may have tried it."""
        return 1 + self.seconds / LEFT_ALONE[what]


@contextmanager
def watched(log):
    """Watch the requests in the block, none of which may wait for Redis again while it is left alone."""
    found = Watched()
    before, begun = log.stat().st_size, time.monotonic()
    yield found
    found.seconds = time.monotonic() - begun
    found.waits.update(WAITED.findall(log.read_bytes()[before:].decode()))
    for (_request, what), number in found.waits.items():
        assert number <= found.most(what), found


def learning_assistants(number) -> list[str]:
    cookies = []
    for _ in range(number):
        user = UserFactory(password="!")
        AppointmentFactory(assistant=LearningAssistantFactory(user=user))
        cookies.append(session_cookie(user))
    return cookies


def test_places_are_taken_by_many_at_once_and_the_front_page_answers_meanwhile(site, log):
    date = CoreSessionFactory()
    cookies = learning_assistants(4 * THREADS)
    with watched(log), ThreadPoolExecutor(len(cookies)) as pool:
        taking = [
            pool.submit(post, site, "/register/", cookie, {"core_module_1": date.pk})
            for cookie in cookies
        ]
        for page in ("/", "/healthz/"):
            assert get(site, page).status == 200
        assert {future.result().location for future in taking} == {"/my/"}
    assert Registration.objects.count() == Letter.objects.count() == len(cookies)


def test_one_after_the_other_waits_only_at_first(site, log):
    """Otherwise 28 registrations a second drop to one."""
    date = CoreSessionFactory()
    cookies = learning_assistants(4 * THREADS)
    with watched(log) as found:
        for cookie in cookies:
            post(site, "/register/", cookie, {"core_module_1": date.pk})
    assert Registration.objects.count() == len(cookies)
    # Each of the web processes detects the outage on its own.
    for what, number in Counter(what for _request, what in found.waits.elements()).items():
        assert number <= PROCESSES * found.most(what)


def test_people_log_in_and_sign_up_and_uniped_counts(site, log):
    User.objects.filter(pk=VerifiedUserFactory(username="unni", is_staff=True).pk).update(
        password=make_password(PASSWORD, hasher="argon2")
    )
    unni = User.objects.get()
    unni.groups.add(Group.objects.get(name="Uniped"))
    term = AppointmentFactory().term.code
    cookie = session_cookie(unni)
    new = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    asked: list[tuple[Any, ...]] = [
        (post, "/accounts/login/", "", {"login": "unni", "password": PASSWORD}),
        (post, "/accounts/login/", "", {"login": "unni", "password": "wrong"}),
        (post, "/accounts/signup/", "", {**new, "name": "New", "language": "en"}),
        (post, "/accounts/password/reset/", "", {"email": unni.email}),
        (get, UNKNOWN),
        (get, f"/figures/{term}/", cookie),
        (post, f"/figures/{term}/count/", cookie, {}),
        (get, "/admin/", cookie),
        (post, "/accounts/password/change/", cookie, {"oldpassword": "wrong"}),
    ]
    statuses = []
    for ask, *words in asked:
        with watched(log):
            statuses.append(ask(site, *words).status)
    assert statuses == [302, 200, 302, 302, 404, 200, 302, 200, 200]
    assert User.objects.filter(email="new@example.org").exists()


def test_what_uniped_counts_now_every_web_process_shows(site):
    unni = VerifiedUserFactory(is_staff=True)
    unni.groups.add(Group.objects.get(name="Uniped"))
    cookie = session_cookie(unni)
    term = AppointmentFactory().term.code

    def shown() -> set[str]:
        return {get(site, f"/figures/{term}/export/", cookie).body for _ in range(2 * THREADS)}

    before = shown()
    AppointmentFactory(term__code=term)
    assert shown() == before
    post(site, f"/figures/{term}/count/", cookie, {})
    after = shown()
    assert len(before) == len(after) == 1
    assert after != before
