"""What the database refuses, whatever program writes the row."""

from __future__ import annotations

import threading
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.backends.postgresql.psycopg_any import IsolationLevel, errors

from enrollment.models import CoreSession, LearningAssistant, Registration, WaitlistEntry
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    TermFactory,
    UserFactory,
)

DRIVER = DatabaseWrapper.Database


@contextmanager
def violates(name: str):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        yield
    assert refused.value.__cause__.diag.constraint_name == name


@pytest.mark.django_db
class TestConstraints:
    def test_session_ends_after_it_starts(self):
        with violates("core_session_ends_after_it_starts"):
            CoreSessionFactory(ends_at=NOW, starts_at=NOW)

    def test_session_has_a_place(self):
        with violates("core_session_has_places"):
            CoreSessionFactory(capacity=0)

    def test_session_is_in_a_room_or_online(self):
        with violates("core_session_in_a_room_or_online"):
            CoreSessionFactory(place="R1", online_url="https://example.org/zoom")

    def test_one_session_per_campus_and_time_but_for_cancelled_ones(self):
        first = CoreSessionFactory()
        CoreSession.objects.filter(pk=first.pk).update(cancelled_at=NOW)
        CoreSessionFactory(starts_at=first.starts_at)
        with violates("core_session_one_per_campus_time_and_room"):
            CoreSessionFactory(starts_at=first.starts_at)

    def test_core_module_is_1_or_2(self):
        with violates("core_session_is_of_core_module_1_or_2"):
            CoreSessionFactory(core_module=3)

    def test_term_window_is_whole_and_in_order(self):
        for window in [(NOW, None), (None, NOW), (NOW, NOW)]:
            with violates("term_registration_window_is_whole_and_in_order"):
                TermFactory(registration_opens_at=window[0], registration_closes_at=window[1])

    def test_term_code_is_year_and_season(self):
        with violates("term_code_is_year_and_season"):
            TermFactory(code="H2031")

    def test_appointment_is_unique_and_in_order(self):
        appointment = AppointmentFactory()
        with violates("appointment_once_per_course_and_term"):
            AppointmentFactory(assistant=appointment.assistant)
        with violates("appointment_ends_after_it_starts"):
            AppointmentFactory(starts_on="2031-02-02", ends_on="2031-02-01")

    def test_email_belongs_to_one_whatever_the_case(self):
        LearningAssistantFactory(email="same@example.org")
        with violates("learning_assistant_email_belongs_to_one"):
            LearningAssistantFactory(email="Same@Example.org")

    def test_one_live_place_per_core_module(self):
        place = RegistrationFactory()
        with violates("registration_one_live_place_per_core_module"):
            RegistrationFactory(assistant=place.assistant)

    def test_core_module_of_a_registration_is_its_sessions(self):
        with violates("registration_core_module_is_the_sessions"), connection.cursor() as cursor:
            RegistrationFactory(core_module=2)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_mark_has_author_and_time_or_none_of_the_three(self):
        parts: list[dict[str, object]] = [
            {"mark": "present"},
            {"marked_at": NOW},
            {"marked_by": UserFactory()},
        ]
        for part in parts:
            with violates("registration_mark_has_author_and_time"):
                RegistrationFactory(**part)

    def test_place_given_up_has_no_mark(self):
        with violates("registration_given_up_has_no_mark"):
            RegistrationFactory(
                withdrawn_at=NOW, mark="absent", marked_at=NOW, marked_by=UserFactory()
            )

    def test_one_waitlist_entry_per_core_module(self):
        assistant = AppointedFactory()
        wait = {"assistant": assistant, "core_module": 1, "created_at": NOW}
        WaitlistEntry.objects.create(session=CoreSessionFactory(), **wait)
        with violates("waitlist_entry_one_per_core_module"):
            WaitlistEntry.objects.create(session=CoreSessionFactory(), **wait)

    def test_people_with_a_place_are_not_deleted(self):
        place = RegistrationFactory()
        with pytest.raises(DatabaseError, match="protected"):
            place.assistant.delete()

    def test_capacity_covers_the_places_taken(self):
        session = CoreSessionFactory(capacity=2)
        RegistrationFactory.create_batch(2, session=session)
        with violates("core_session_capacity_covers_places_taken"):
            CoreSession.objects.update(capacity=1)

    def test_cancelled_session_is_empty_and_stays_so(self):
        session = CoreSessionFactory()
        place = RegistrationFactory(session=session)
        with violates("core_session_cancelled_is_empty"):
            CoreSession.objects.update(cancelled_at=NOW)
        Registration.objects.filter(pk=place.pk).update(withdrawn_at=NOW)
        CoreSession.objects.update(cancelled_at=NOW)
        with violates("registration_not_in_a_cancelled_session"):
            RegistrationFactory(session=session)


@pytest.mark.django_db
class TestTrigger:
    def test_one_statement_with_too_many_rows_is_refused_whole(self):
        session = CoreSessionFactory(capacity=2)
        rows = [
            Registration(assistant=assistant, session=session, core_module=1, registered_at=NOW)
            for assistant in AppointedFactory.create_batch(3)
        ]
        with violates("registration_within_capacity"):
            Registration.objects.bulk_create(rows)
        assert not Registration.objects.exists()

    def test_taking_back_a_withdrawal_beyond_capacity_is_refused(self):
        session = CoreSessionFactory(capacity=1)
        RegistrationFactory(session=session, withdrawn_at=NOW)
        RegistrationFactory(session=session)
        with violates("registration_within_capacity"):
            Registration.objects.update(withdrawn_at=None)

    def test_moving_rows_into_a_full_session_is_refused(self):
        full = CoreSessionFactory(capacity=1)
        RegistrationFactory(session=full)
        RegistrationFactory(session=CoreSessionFactory())
        with violates("registration_within_capacity"):
            Registration.objects.update(session=full)

    def test_every_change_is_kept_in_the_history(self):
        place = RegistrationFactory()
        Registration.objects.update(withdrawn_at=NOW)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM enrollment_registration")
        kept = apps.get_model("enrollment", "RegistrationEvent")
        events = kept.objects.filter(pgh_obj_id=place.pk).order_by("pgh_id")
        assert list(events.values_list("pgh_label", "withdrawn_at")) == [
            ("insert", None),
            ("update", NOW),
            ("delete", NOW),
        ]


INSERT = """
    INSERT INTO enrollment_registration
        (assistant_id, session_id, core_module, registered_at, mark) VALUES (%s, %s, 1, now(), '')
"""


@pytest.fixture
def raw_connections(committed):
    """Two connections to the test database, independent of Django."""
    parameters = connection.get_connection_params()
    parameters = {
        key: parameters[key]
        for key in ("dbname", "user", "password", "host", "port")
        if parameters.get(key)
    }
    with (
        closing(DRIVER.connect(**parameters)) as first,
        closing(DRIVER.connect(**parameters)) as second,
    ):
        yield first, second


def execute(raw, statement, values=None):
    with raw.cursor() as cursor:
        cursor.execute(statement, values)


def test_raw_sql_from_two_connections_at_once_cannot_oversell(raw_connections):
    session = CoreSessionFactory(capacity=1)
    ada, ben = AppointedFactory.create_batch(2)
    first, second = raw_connections
    execute(first, INSERT, [ada.pk, session.pk])  # not committed: the rival waits for it
    outcome: list[Any] = []

    def rival() -> None:
        try:
            execute(second, INSERT, [ben.pk, session.pk])
        except DRIVER.Error as error:
            outcome.append(error)
            second.rollback()

    thread = threading.Thread(target=rival)
    thread.start()
    wait_until_blocked(second.info.backend_pid)
    first.commit()
    thread.join(timeout=60)
    assert [error.diag.constraint_name for error in outcome] == ["registration_within_capacity"]
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("level", [IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE])
def test_an_old_snapshot_cannot_oversell(raw_connections, level):
    session = CoreSessionFactory(capacity=1)
    ada, ben = AppointedFactory.create_batch(2)
    first, second = raw_connections
    second.isolation_level = level
    execute(second, "SELECT 1")  # takes its snapshot before the place is taken
    execute(first, INSERT, [ada.pk, session.pk])
    first.commit()
    with pytest.raises(errors.FeatureNotSupported):
        execute(second, INSERT, [ben.pk, session.pk])


def test_lowering_the_capacity_waits_for_who_is_taking_the_place(raw_connections):
    session = CoreSessionFactory(capacity=2)
    ada, ben = AppointedFactory.create_batch(2)
    first, second = raw_connections
    execute(first, INSERT, [ada.pk, session.pk])
    execute(first, INSERT, [ben.pk, session.pk])
    outcome: list[Any] = []

    def rival() -> None:
        try:
            execute(second, "UPDATE enrollment_coresession SET capacity = 1")
        except DRIVER.Error as error:
            outcome.append(error)
            second.rollback()

    thread = threading.Thread(target=rival)
    thread.start()
    wait_until_blocked(second.info.backend_pid)
    first.commit()
    thread.join(timeout=60)
    assert [error.diag.constraint_name for error in outcome] == [
        "core_session_capacity_covers_places_taken"
    ]


def wait_until_blocked(pid: int) -> None:
    """Wait until the backend waits for a lock; fail if it never does."""
    deadline = NOW.now() + timedelta(seconds=60)
    with connection.cursor() as cursor:
        while NOW.now() < deadline:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [pid])
            if cursor.fetchone() == (True,):
                return
    raise AssertionError(f"backend {pid} was never blocked")


def test_learning_assistants_are_only_linked_to_one_account(db):
    user = UserFactory()
    LearningAssistantFactory(user=user)
    with pytest.raises(IntegrityError):
        LearningAssistant.objects.create(
            username="other", name="O", email="o@example.org", user=user
        )
