"""Shared fixtures. ada and ben are learning assistants, cleo is a coordinator, staff works at Uniped."""

from __future__ import annotations

import gc
import os
import socket
from collections import defaultdict
from collections.abc import Generator, Sequence
from datetime import timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management.base import BaseCommand
from django.db import connection
from django.middleware import csrf
from django.test import override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from enrollment import clock
from enrollment.letters import delivering

from .factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    CourseFactory,
    DepartmentFactory,
    LearningAssistantFactory,
    UserFactory,
    VerifiedUserFactory,
)
from .order import turn_of
from .size import IS_ALL
from .template_database import own_database

hypothesis_settings.register_profile(
    "laos",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
hypothesis_settings.load_profile("laos")

# Playwright's event loop runs in the thread of the browser tests, where Django would refuse to use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_terminal_summary(terminalreporter) -> None:
    """Print the seconds per folder; ``--durations`` prints them per test."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[str(Path(report.nodeid.partition("::")[0]).parent)] += report.duration
    terminalreporter.section("seconds by folder")
    for folder, total in sorted(seconds.items(), key=itemgetter(1), reverse=True):
        terminalreporter.write_line(f"{total:7.0f}  {folder}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is rare to ``make test-all``, and put the rest in order."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction"):
            raise pytest.UsageError(
                f"{item.nodeid}: use the fixture committed; Django would empty the tables that migrations fill."
            )
    rare = [item for item in items if item.get_closest_marker("rare")]
    if rare and not IS_ALL:
        config.hook.pytest_deselected(items=rare)
        items[:] = [item for item in items if item not in rare]
    items.sort(key=lambda item: turn_of(item.path))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect no garbage while the tests are collected, and leave what is imported by then out of it for good."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def quick():
    """Use a fast password hasher and static files without a manifest.

    Set once: a setting costs each test a signal to its receivers, twice.
    """
    default_cache: Any = settings.CACHES["default"]
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(
            PASSWORD_HASHERS=[
                "django.contrib.auth.hashers.MD5PasswordHasher",
                *settings.PASSWORD_HASHERS,
            ],
            STORAGES={
                **settings.STORAGES,
                "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
            },
            # Otherwise every client in every test reads all static files first.
            WHITENOISE_AUTOREFRESH=True,
            # Letters of one group still share an e-mail if they wait at the same time.
            LAOS_LETTERS_SETTLE=0,
            STARTED_AT=NOW - timedelta(days=1),
            CACHES={
                **settings.CACHES,
                "default": {
                    **default_cache,
                    "KEY_FUNCTION": key_of_this_test,
                    # Otherwise counts are lost where a busy machine keeps Redis waiting for half a second.
                    "OPTIONS": {"socket_connect_timeout": 60, "socket_timeout": 60},
                },
            },
        ),
    ):
        # Each command would compare all migrations with the database; those of a test database are applied.
        patch.setattr(BaseCommand, "check_migrations", lambda command: None)
        # No token spells a name that a page must not show.
        patch.setattr(csrf, "CSRF_ALLOWED_CHARS", "cqxz")
        yield


@pytest.fixture(scope="module", autouse=True)
def stopped_clock():
    """Stop the product's clock at ``NOW``: no test depends on the day or the hour at which it runs."""
    with clock.stopped(NOW):
        yield


@pytest.fixture(autouse=True)
def own_documents(settings, tmp_path_factory):
    # Not in tmp_path: making a folder for each test takes longer than many tests.
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / f"documents-{uuid4()}"
    return settings.MEDIA_ROOT


THIS_TEST = {"prefix": ""}


def key_of_this_test(key: str, prefix: str, version: int) -> str:
    return f"{prefix}:{THIS_TEST['prefix']}:{version}:{key}"


@pytest.fixture(autouse=True)
def own_cache():
    """Give each test its own cache keys, so that tests do not share rate limits."""
    THIS_TEST["prefix"] = str(uuid4())


@pytest.fixture(autouse=True)
def own_language():
    """Forget the language that the last page of another test was in."""
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Create the test database from a template; replaces pytest-django's fixture."""
    # A test may keep its transaction open for long. Servers started by tests use the limits from the settings.
    connection.settings_dict["OPTIONS"]["options"] += (
        " -c lock_timeout=60s -c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
    )
    with django_db_blocker.unblock():
        database = own_database()
        database.__enter__()
    yield
    with django_db_blocker.unblock():
        database.__exit__(None, None, None)


FILLED_BY_MIGRATIONS = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "enrollment_campus",
    "post_office_emailtemplate",
}


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Commit what the test writes, so that other connections see it, and empty the tables afterwards.

    Django's transactional tests would also empty the tables that migrations have filled.
    """
    with django_db_blocker.unblock():
        yield
        empty_tables()


def empty_tables() -> None:
    """Delete all rows without triggers: TRUNCATE takes thirty times as long, as it makes new files."""
    with connection.cursor() as cursor:
        tables = {*connection.introspection.table_names()} - FILLED_BY_MIGRATIONS
        deletions = [f"DELETE FROM {connection.ops.quote_name(table)}" for table in sorted(tables)]
        without_triggers = "SET session_replication_role = replica"
        with_triggers = "SET session_replication_role = DEFAULT"
        cursor.execute("; ".join([without_triggers, *deletions, with_triggers]))


class Postbox(Sequence):
    """The delivered letters. Every access first delivers waiting letters, as a worker does."""

    def __getitem__(self, index):
        delivering.deliver()
        return mail.outbox[index]

    def __len__(self) -> int:
        delivering.deliver()
        return len(mail.outbox)


@pytest.fixture
def postbox(mailoutbox):
    return Postbox()


@pytest.fixture
def ada(db):
    """A learning assistant in mathematics with an account."""
    department = DepartmentFactory(
        code="IE-IMF",
        name_en="Department of Mathematical Sciences",
        name_nb="Institutt for matematiske fag",
    )
    course = CourseFactory(
        code="TMA4100", name_en="Calculus 1", name_nb="Matematikk 1", department=department
    )
    user = VerifiedUserFactory(username="ada", name="Ada Aas")
    assistant = LearningAssistantFactory(user=user, username="ada", name="Ada Aas")
    AppointmentFactory(assistant=assistant, course=course)
    return assistant


@pytest.fixture
def ben(db):
    """A learning assistant in history with an account."""
    department = DepartmentFactory(
        code="HF-IHK",
        name_en="Department of Historical and Classical Studies",
        name_nb="Institutt for historiske og klassiske studier",
    )
    course = CourseFactory(
        code="HIST1500", name_en="History", name_nb="Historie", department=department
    )
    user = VerifiedUserFactory(username="ben", name="Ben Berg")
    assistant = LearningAssistantFactory(user=user, username="ben", name="Ben Berg")
    AppointmentFactory(assistant=assistant, course=course)
    return assistant


@pytest.fixture
def cleo(ada):
    """The coordinator of mathematics."""
    department = ada.appointments.get().department
    user = VerifiedUserFactory(username="cleo", name="Cleo Claussen")
    return CoordinatorFactory(user=user, department=department)


@pytest.fixture
def staff(db):
    """A staff member at Uniped."""
    user = VerifiedUserFactory(username="staff", name="Unni Uniped", is_staff=True)
    user.groups.add(Group.objects.get(name="Uniped"))
    return user


@pytest.fixture
def closed_port():
    """A port without a listener, reserved for the test."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def uniped(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def root(client, db):
    client.force_login(UserFactory(username="root", is_staff=True, is_superuser=True))
    return client
