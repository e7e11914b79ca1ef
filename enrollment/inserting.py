"""Fast inserts for hot paths, where ``bulk_create()`` takes longer to build its SQL than PostgreSQL to run it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import JSONField, Model
from psycopg.types.json import Jsonb


def insert(rows: Sequence[Model], *names: str) -> None:
    """Insert rows of one model and set their keys. Fields not in ``names`` get the database's default, mostly NULL."""
    if not rows:
        return
    columns, fields = _prepared(type(rows[0]), names)
    one_row = f"({', '.join(['%s'] * len(fields))})"
    places = ", ".join([one_row] * len(rows))
    # Safe SQL: the column names come from the model.
    statement = f"INSERT INTO {columns} VALUES {places} RETURNING id"  # nosec B608
    values: list[Any] = [
        Jsonb(getattr(row, name)) if is_json else getattr(row, name)
        for row in rows
        for name, is_json in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row._state.adding = key, False


@cache
def _prepared(model: type[Model], names: tuple[str, ...]) -> tuple[str, list[tuple[str, bool]]]:
    fields = [one for one in model._meta.concrete_fields if one.name in names]
    columns = ", ".join(str(field.column) for field in fields)
    return (
        f"{model._meta.db_table} ({columns})",
        [(field.attname, isinstance(field, JSONField)) for field in fields],
    )
