"""PostgreSQL plans a compiled query once for each connection."""

from __future__ import annotations

import pytest
from django.db import connection

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


def test_a_request_after_a_migration_is_answered():
    query = CompiledQuery(of_places)
    session = CoreSessionFactory(place="100 %")
    change = "ALTER TABLE enrollment_coresession ALTER language TYPE varchar({})"
    for length in (3, 2):
        assert query(keys=[session.pk]) == [session]
        with connection.cursor() as cursor:
            cursor.execute(change.format(length))
        assert query(keys=[session.pk]) == [session]
