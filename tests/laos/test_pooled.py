"""Behind a connection pooler, no server-side cursor outlives its statement."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from django.db import connection

from enrollment.models import Campus

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("pooled", "cursors"), [(True, 0), (False, 1)])
def test_a_long_list_is_read_without_a_cursor_of_the_server(monkeypatch, pooled, cursors):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", pooled)
    campuses = Campus.objects.iterator(chunk_size=1)
    assert isinstance(campuses, Generator)
    next(campuses)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors WHERE name <> ''")
        assert cursor.fetchone() == (cursors,)
    campuses.close()
