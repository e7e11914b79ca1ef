"""Querysets whose SQL is built once per process and planned once per connection, for hot paths.

Django takes longer to build the SQL, and PostgreSQL longer to plan it, than to run it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from itertools import count
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import (
    DatabaseError,
    InterfaceError,
    NotSupportedError,
    OperationalError,
    connections,
)
from django.db.backends.postgresql.psycopg_any import is_psycopg3
from django.db.models import Expression, Field, Lookup, QuerySet, prefetch_related_objects
from django.db.models.fields.related import ForeignObject
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class Parameter(Expression):
    """Stands in a filter for a value that each run gives."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        return "%s", [self]


@Field.register_lookup
@ForeignObject.register_lookup
class Among(Lookup[bool]):
    """``__among``: one of the primary keys that each run gives, as a list. An index finds them, unlike in a subquery."""

    lookup_name = "among"

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*parameters, self.rhs]


@dataclass(frozen=True, slots=True)
class StatementText:
    """SQL with a placeholder for each named value."""

    names: Sequence[str]
    sql: str
    # The same with $1, $2, …
    to_prepare: str

    def text(self, prepared: str | None, new: str | None) -> str:
        """Return what runs it: by the name under which it is prepared, or under which it is to be prepared."""
        name = prepared or new
        if name is None:
            return self.sql
        places = ", ".join(["%s"] * len(self.names))
        run = f"EXECUTE {name} ({places})" if places else f"EXECUTE {name}"
        # In one call: it counts as one query, and takes one round trip.
        return run if prepared else f"PREPARE {name} AS {self.to_prepare}; {run}"


class CompiledQuery(Generic[Row]):
    """A queryset as a function of the values in its filters.

    ``build`` gets a ``Parameter`` for each of its arguments, so it must only pass them to filters, whatever their
    value: ``None`` would match nothing.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build
        # The name of the prepared statement on each of the driver's connections.
        self._names: WeakKeyDictionary[Any, str] = WeakKeyDictionary()
        self._fetched: Any = threading.local()

    @cached_property
    def _compiled(self) -> tuple[Any, StatementText]:
        names = signature(self.build).parameters
        queryset: Any = self.build(**{name: Parameter(name) for name in names})
        compiler = queryset.query.get_compiler(queryset.db)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([expression for expression, *_ in compiler.select])
        # The queryset makes its rows of what this thread has just fetched.
        compiler.execute_sql = lambda *_arguments, **_options: [self._fetched.rows]
        compiler.get_converters = lambda _expressions: converters
        queryset.query.get_compiler = lambda using: compiler
        return queryset, _statement(sql, parameters, connections[queryset.db])

    def __call__(self, **values: Any) -> list[Row]:
        queryset, _statement = self._compiled
        connection: Any = connections[queryset.db]
        was_open = connection.connection is not None
        # Django would ask first whether the connection still works; what only reads can run again instead.
        connection.health_check_done = True
        try:
            return self._run(values)
        except (NotSupportedError, OperationalError, InterfaceError) as error:
            # In a transaction, which has failed, nothing can run again.
            if connection.in_atomic_block or not was_open:
                raise
            # A migration has changed the columns, or the connection is lost; else a time limit was exceeded.
            if not isinstance(error, NotSupportedError):
                if connection.is_usable():
                    raise
                connection.close()
            return self._run(values)

    def _run(self, values: Mapping[str, Any]) -> list[Row]:
        queryset, statement = self._compiled
        with connections[queryset.db].cursor() as cursor:
            # What was prepared is lost with its connection.
            connection = cursor.connection
            prepared = self._names.get(connection)
            new = f"laos_{next(_numbers)}" if prepared is None and _prepares() else None
            try:
                cursor.execute(
                    statement.text(prepared, new), [values[name] for name in statement.names]
                )
            except DatabaseError:
                # The next run prepares it again.
                self._names.pop(connection, None)
                raise
            fetched = cursor.fetchall()
        if new is not None:
            self._names[connection] = new
        if not fetched:
            return []
        self._fetched.rows = fetched
        try:
            rows: list[Any] = list(queryset._iterable_class(queryset))
        finally:
            del self._fetched.rows
        prefetch_related_objects(rows, *queryset._prefetch_related_lookups)
        return rows


# Never the same again: the statement of a run that failed may be prepared or not.
_numbers = count(1)


def _prepares() -> bool:
    """Whether to prepare statements: a pooler shares sessions among clients, and psycopg 3 prepares by itself."""
    return not (settings.DATABASE_POOLED or is_psycopg3)


def _statement(sql: str, parameters: Iterable[object], connection: Any) -> StatementText:
    """Keep the places of parameters, and write every other value into the SQL, so that PostgreSQL plans with it."""
    names: list[str] = []
    by_place: list[str] = []
    by_number: list[str] = []
    for parameter in parameters:
        if isinstance(parameter, Parameter):
            names.append(parameter.name)
            by_place.append("%s")
            by_number.append(f"${len(names)}")
        else:
            literal = connection.ops.compose_sql("%s", [parameter])
            by_place.append(literal.replace("%", "%%"))
            by_number.append(literal)
    return StatementText(
        names,
        sql.replace("%%", "%%%%") % tuple(by_place),
        (sql % tuple(by_number)).replace("%", "%%"),
    )
