"""Querysets whose SQL is built once per process, for hot paths: Django takes longer to build it than PostgreSQL to run it."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cached_property
from inspect import signature
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Expression, Func, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class Parameter(Expression):
    """Stands in a filter for a value that each run gives."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        return "%s", [self]


class Keys(Func):
    """For ``__in`` with a parameter: the primary keys that each run gives, as a list."""

    template = "(SELECT unnest(%(expressions)s::bigint[]))"


class CompiledQuery(Generic[Row]):
    """A queryset as a function of the values in its filters.

    ``build`` gets a ``Parameter`` for each of its arguments, so it must only pass them to filters, whatever their
    value: ``None`` would match nothing.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build

    @cached_property
    def _compiled(self) -> tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[Any, ...]]:
        names = signature(self.build).parameters
        queryset = self.build(**{name: Parameter(name) for name in names})
        compiler = queryset.query.get_compiler(queryset.db)
        sql, parameters = compiler.as_sql()
        return queryset, compiler, sql, tuple(parameters)

    def __call__(self, **values: object) -> list[Row]:
        queryset, compiler, sql, parameters = self._compiled
        filled = tuple(
            values[parameter.name] if isinstance(parameter, Parameter) else parameter
            for parameter in parameters
        )
        own: Any = copy(compiler)
        own.connection = connections[queryset.db]
        own.as_sql = lambda: (sql, filled)
        run: Any = queryset.all()
        run.query.get_compiler = lambda using: own
        return list(run)
