"""People can keep working while Redis does not answer or is gone."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from enrollment.models import Letter, Registration, User
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

# Per request: the time spent waiting for Redis, plus its own time on a busy machine.
SECONDS = 2 + 2
THREADS = 4
UNKNOWN = "/verify/LAOS-0000-0000/"

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(scope="module", params=["stall", pytest.param("kill", marks=pytest.mark.rare)])
def site(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """A site whose Redis goes away before the first test, while connections to it are open."""
    redis_server = RedisServer(tmp_path_factory.mktemp("redis"))
    redis_server.start()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("REDIS_URL", redis_server.url)
        with serve(workers=2, threads=THREADS) as server:
            with ThreadPoolExecutor(2 * THREADS) as pool:
                list(pool.map(lambda _: get(server, UNKNOWN), range(2 * THREADS)))
            getattr(redis_server, request.param)()
            yield server
    redis_server.kill()


def timed(ask, *words):
    started = time.monotonic()
    answer = ask(*words)
    return answer, time.monotonic() - started


def learning_assistants(number) -> list[str]:
    cookies = []
    for _ in range(number):
        user = UserFactory(password="!")
        AppointmentFactory(assistant=LearningAssistantFactory(user=user))
        cookies.append(session_cookie(user))
    return cookies


def test_places_are_taken_by_many_at_once_and_the_front_page_answers_meanwhile(site):
    date = CoreSessionFactory()
    cookies = learning_assistants(4 * THREADS)
    with ThreadPoolExecutor(len(cookies)) as pool:
        taking = [
            pool.submit(timed, post, site, "/register/", cookie, {"core_module_1": date.pk})
            for cookie in cookies
        ]
        for page in ("/", "/healthz/"):
            answer, seconds = timed(get, site, page)
            assert answer.status == 200
            assert seconds < SECONDS
    for future in taking:
        answer, seconds = future.result()
        assert answer.location == "/my/"
        assert seconds < SECONDS
    assert Registration.objects.count() == Letter.objects.count() == len(cookies)


def test_one_after_the_other_waits_only_at_first(site):
    """Otherwise 28 registrations a second drop to one."""
    date = CoreSessionFactory()
    cookies = learning_assistants(4 * THREADS)
    _, seconds = timed(
        lambda: [post(site, "/register/", cookie, {"core_module_1": date.pk}) for cookie in cookies]
    )
    assert Registration.objects.count() == len(cookies)
    # Each of the two web processes detects the outage on its own.
    assert seconds < 2 * SECONDS


def test_people_log_in_and_sign_up_and_uniped_counts(site):
    User.objects.filter(pk=VerifiedUserFactory(username="unni", is_staff=True).pk).update(
        password=make_password(PASSWORD, hasher="argon2")
    )
    unni = User.objects.get()
    unni.groups.add(Group.objects.get(name="Uniped"))
    term = AppointmentFactory().term.code
    cookie = session_cookie(unni)
    new = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    asked = [
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
    answers = [timed(ask, site, *words) for ask, *words in asked]
    assert [answer.status for answer, _ in answers] == [302, 200, 302, 302, 404, 200, 302, 200, 200]
    assert max(seconds for _, seconds in answers) < SECONDS
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
