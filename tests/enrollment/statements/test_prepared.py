"""PostgreSQL plans a compiled query once for each connection."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.db.models import Func, Value

from enrollment.models import CoreSession
from enrollment.statements.compiled import CompiledQuery
from tests.enrollment.statements.test_compiled import first_words, of_places
from tests.factories import CoreSessionFactory

pytestmark = pytest.mark.usefixtures("committed")


def test_postgresql_plans_it_once_for_each_connection():
    session = CoreSessionFactory(place="100 %")
    query = CompiledQuery(of_places)
    for _connection in range(2):
        assert first_words(lambda: query(keys=[session.pk])) == ["PREPARE"]
        assert first_words(lambda: query(keys=[session.pk])) == ["EXECUTE"]
        assert query(keys=[session.pk]) == [session]
        connection.close()


def test_a_lost_connection_costs_no_request():
    session = CoreSessionFactory(place="100 %")
    query = CompiledQuery(of_places)
    assert query(keys=[session.pk]) == [session]
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(%s, 10000)", [connection.connection.info.backend_pid]
        )
    other.close()
    assert query(keys=[session.pk]) == [session]


def test_a_time_limit_that_is_exceeded_is_raised():
    slow = CompiledQuery(
        lambda: CoreSession.objects.annotate(waited=Func(Value(1), function="pg_sleep"))
    )
    CoreSessionFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '20ms'")
    with pytest.raises(OperationalError, match="statement timeout"):
        slow()
    with connection.cursor() as cursor:
        cursor.execute("RESET statement_timeout")
    assert connection.is_usable()


def test_a_request_after_a_migration_is_answered():
    query = CompiledQuery(of_places)
    session = CoreSessionFactory(place="100 %")
    change = "ALTER TABLE enrollment_coresession ALTER language TYPE varchar({})"
    for length in (3, 2):
        assert query(keys=[session.pk]) == [session]
        with connection.cursor() as cursor:
            cursor.execute(change.format(length))
        assert query(keys=[session.pk]) == [session]
