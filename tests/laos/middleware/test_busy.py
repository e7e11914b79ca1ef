"""A database that cannot serve now gives 503, never 500, and leaves nothing half done."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.request import urlopen

import pytest
from django.core.cache import cache
from django.db import Error, OperationalError, connection, transaction
from django.test import Client

from completion.resources import TABLES
from enrollment.models import Registration
from enrollment.resources.reading import read_file
from enrollment.tasks import promote, refresh_exchanges
from laos.middleware.busy import BusyError, Reason, reason_of
from tests.factories import (
    PASSWORD,
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    UserFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)
from tests.server import post, serve, session_cookie, test_database_url
from tests.servers.celery_processes import until

CLASSES = {
    "08000": Reason.LOST,
    "08006": Reason.LOST,
    "25P03": Reason.LOST,
    "40001": Reason.BUSY,
    "40P01": Reason.BUSY,
    "53300": Reason.BUSY,
    "55P03": Reason.BUSY,
    "57014": Reason.BUSY,
    "57P01": Reason.LOST,
    "57P02": Reason.LOST,
    "57P03": Reason.LOST,
    "57P05": Reason.LOST,
    # Permanent errors: a broken constraint, a failed transaction, a wrong statement, a full disk.
    "23505": None,
    "25P02": None,
    "42703": None,
    "53100": None,
    "P0001": None,
}


@pytest.fixture
def other(committed):
    """Another connection to the database."""
    copy = connection.copy()
    yield copy
    copy.close()


@pytest.fixture
def held(other):
    """Return a function that locks a table from another connection; our own waits at most 20 ms."""
    CoreSessionFactory()
    cache.clear()

    def hold(table="enrollment_coresession"):
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '20ms'")

    yield hold
    other.rollback()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '60s'")


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


class TestWhatCounts:
    @pytest.mark.parametrize("state", CLASSES)
    def test_by_what_the_database_says(self, db, state):
        with pytest.raises(Error) as raised, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$")
        assert reason_of(raised.value) == CLASSES[state]

    def test_connection_that_is_gone(self, other):
        other.ensure_connection()
        other.connection.close()
        with pytest.raises(Error) as raised:
            other.cursor().execute("SELECT 1")
        assert reason_of(raised.value) == Reason.LOST

    def test_connection_that_is_not_to_be_had(self, other, closed_port):
        nowhere = {"HOST": "127.0.0.1", "PORT": closed_port}
        other.settings_dict = {**other.settings_dict, **nowhere}
        with pytest.raises(Error) as raised:
            other.ensure_connection()
        assert reason_of(raised.value) == Reason.LOST

    def test_what_it_only_caused(self):
        def fail():
            try:
                raise OperationalError("the connection is closed")
            except OperationalError:
                raise RuntimeError("something else")  # noqa: B904  # as Django's sessions do

        with pytest.raises(RuntimeError) as raised:
            fail()
        assert reason_of(raised.value) == Reason.LOST


class TestTheAnswer:
    @pytest.mark.parametrize("language", ["nb", "en"])
    def test_page_says_what_happened_and_is_asked_for_again_by_a_link(
        self, held, visitor, language
    ):
        held()
        answer = visitor.get("/?campus=1", headers={"Accept-Language": language})
        page = answer.content.decode()
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
        assert f'<html lang="{language}"' in page
        assert 'data-refusal="busy"' in page
        assert 'href="/?campus=1"' in page
        assert 'href="/"' in page
        assert "<form" not in page

    def test_form_is_sent_again_as_it_was_with_a_button(self, held, other):
        user, session = UserFactory(), CoreSessionFactory(core_module=1)
        assistant = AppointedFactory(user=user)
        client = Client(raise_request_exception=False, enforce_csrf_checks=True)
        client.force_login(user)
        client.get("/register/")
        token = client.cookies["csrftoken"].value
        sent = {"csrfmiddlewaretoken": token, "core_module_1": str(session.pk)}
        held()
        answer = client.post("/register/", sent)
        page = answer.content.decode()
        assert answer.status_code == 503
        for name, value in sent.items():
            assert f'<input type="hidden" name="{name}" value="{value}">' in page
        other.rollback()
        assert client.post("/register/", sent).status_code == 302
        assert Registration.objects.get().assistant == assistant

    @pytest.mark.parametrize(
        ("path", "fields"),
        [
            ("/accounts/login/", {"login": "ada", "password": PASSWORD}),
            ("/admin/enrollment/user/add/", {"username": "ada", "usable_password": "x"}),
        ],
    )
    def test_password_stands_in_no_answer(self, held, visitor, path, fields):
        visitor.force_login(UserFactory(is_staff=True, is_superuser=True))
        held("enrollment_user")
        answer = visitor.post(path, fields)
        assert answer.status_code == 503
        assert PASSWORD not in answer.content.decode()
        assert "<input" not in answer.content.decode()

    def test_session_that_cannot_be_saved_is_none_that_was_deleted(self, held, visitor):
        user = VerifiedUserFactory()
        held("django_session")
        answer = visitor.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
        assert answer.status_code == 503

    def test_every_kind_of_address(self, held, visitor):
        user = UserFactory(is_staff=True, is_superuser=True)
        visitor.force_login(AppointedFactory(user=user).user)
        held()
        for path in ("/", "/register/", "/admin/enrollment/coresession/"):
            assert visitor.get(path).status_code == 503, path
        answer = visitor.get("/", headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()) == (503, {"error": "busy"})
        answer = visitor.get("/", headers={"Accept": "text/calendar"})
        assert (answer.status_code, answer["Content-Type"]) == (503, "text/plain")

    def test_live_form_says_that_it_is_not_saved(self, held, visitor):
        visitor.force_login(UserFactory())
        held("modules_testattempt")
        answer = visitor.post("/my/modules/tests/1/", headers={"HX-Request": "true"})
        assert (answer.status_code, answer.content) == (503, b"")
        assert "<html" not in answer.content.decode()

    def test_it_is_logged_in_a_line(self, held, visitor, caplog):
        held()
        visitor.get("/")
        (record,) = [record for record in caplog.records if record.name == "django.request"]
        assert (record.levelname, record.exc_info) == ("WARNING", None)
        assert "lock timeout" in record.getMessage()

    def test_any_other_error_is_still_an_error(self, committed, visitor):
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE enrollment_coresession RENAME TO elsewhere")
        try:
            assert visitor.get("/").status_code == 500
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ALTER TABLE elsewhere RENAME TO enrollment_coresession")


class TestWhatIsNotDone:
    def test_import_is_no_bad_file(self, held):
        place = RegistrationFactory()
        resource = TABLES["registrations"]()
        table = read_file(resource.export().csv.encode())
        Registration.objects.all().delete()
        held()
        with pytest.raises(Error) as raised:
            resource.import_file(table)
        assert reason_of(raised.value) == Reason.BUSY
        assert not Registration.objects.filter(assistant=place.assistant).exists()

    def test_task_ends_without_a_traceback(self, held):
        WaitlistEntryFactory()
        held()
        for task in (promote, refresh_exchanges):
            with pytest.raises(BusyError) as raised:
                task()
            # Celery logs an expected exception as one line.
            assert isinstance(raised.value, task.throws)


@contextmanager
def rows_held(other):
    """Lock the rows of all sessions from another connection."""
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT 1 FROM enrollment_coresession FOR UPDATE")
    yield
    other.rollback()


def ask(statement, *values):
    """Return the first column of the result."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [value for value, *_ in cursor.fetchall()]


def waiting(number):
    """Wait until ``number`` statements wait for a lock; return their process ids."""
    waits = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    until(lambda: len(ask(waits)) == number)
    return ask(waits)


def register(server, cookie, dates):
    fields = {f"core_module_{date.core_module}": date.pk for date in dates}
    return post(server, "/register/", cookie, fields)


def front_page(server):
    with urlopen(server.url) as answer:
        return answer.status


class TestServer:
    """Gunicorn with persistent connections, as in production."""

    def test_two_rows_that_are_held_hold_neither_the_front_page_nor_a_person_for_long(self, other):
        dates = [
            CoreSessionFactory(core_module=1, days_ahead=10),
            CoreSessionFactory(core_module=2, days_ahead=20),
        ]
        people = [AppointedFactory(user=UserFactory()) for _ in range(12)]
        cookies = [session_cookie(person.user) for person in people]
        with (
            serve(workers=1, threads=16, DATABASE_LOCK_TIMEOUT="5") as server,
            ThreadPoolExecutor(12) as pool,
        ):
            assert front_page(server) == 200
            with rows_held(other):
                answers = [pool.submit(register, server, cookie, dates) for cookie in cookies]
                waiting(12)
                assert front_page(server) == 200
                assert not any(answer.done() for answer in answers)
                assert {answer.result().status for answer in answers} == {503}
            assert register(server, cookies[0], dates).status == 302

    @pytest.mark.rare
    def test_connection_that_breaks_while_a_person_waits_and_those_that_broke_since(self, other):
        date = CoreSessionFactory(core_module=1)
        cookie = session_cookie(AppointedFactory(user=UserFactory()).user)
        with serve(workers=1, threads=4) as server, ThreadPoolExecutor(4) as pool:
            with rows_held(other):
                answer = pool.submit(register, server, cookie, [date])
                ask("SELECT pg_terminate_backend(%s)", *waiting(1))
                assert answer.result().status == 503
                assert 'data-refusal="lost"' in answer.result().body
            assert set(pool.map(lambda _: front_page(server), range(8))) == {200}
            # Every connection that it keeps, as when PostgreSQL restarts.
            ask(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert set(pool.map(lambda _: front_page(server), range(8))) == {200}
            assert register(server, cookie, [date]).status == 302


class TestLimits:
    LIMITS = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")

    def limits(self, *command, **variables):
        """Return the limits that PostgreSQL applies to a new process."""
        code = (
            "import django; django.setup(); from django.db import connection; cursor = connection.cursor()\n"
            f"for name in {self.LIMITS}: cursor.execute(f'SHOW {{name}}'); print(*cursor.fetchone())"
        )
        environment = {
            **os.environ,
            "DATABASE_URL": test_database_url(),
            "DJANGO_SETTINGS_MODULE": "laos.settings",
            **variables,
        }
        outcome = subprocess.run(
            [sys.executable, *command, code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return outcome.stdout.split()

    def test_every_connection_has_them(self, django_db_setup):
        assert self.limits("-c") == ["2s", "20s", "10s"]

    def test_they_are_set_by_the_environment_and_the_address_has_the_last_word(
        self, django_db_setup
    ):
        url = (
            f"{test_database_url()}&options=-c%20statement_timeout%3D7s%20-c%20search_path%3Dpublic"
        )
        changed = self.limits(
            "-c", DATABASE_URL=url, DATABASE_LOCK_TIMEOUT="1", DATABASE_IDLE_TIMEOUT="0"
        )
        assert changed == ["1s", "7s", "0"]

    def test_command_takes_the_time_it_takes(self, django_db_setup):
        """Commands send no limits: a pooler may reject them, and a role may have its own."""
        shell = ("manage.py", "shell", "--no-imports", "--command")
        assert self.limits(*shell, DATABASE_LOCK_TIMEOUT="1") == ["0", "0", "0"]
