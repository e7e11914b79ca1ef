"""The base of all factories, which tells the type checker that calling one returns an object of its model."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model
from factory.declarations import SubFactory
from factory.django import DjangoModelFactory
from factory.enums import CREATE_STRATEGY

from enrollment.statements.compiled import CompiledQuery

T = TypeVar("T")


class ModelFactory(DjangoModelFactory[T]):
    class Meta:
        abstract = True

    if TYPE_CHECKING:

        def __new__(cls, *args: Any, **fields: Any) -> T:  # type: ignore[misc]  # factories are never instantiated
            raise NotImplementedError

    @classmethod
    def _generate(cls, strategy: str, params: dict[str, Any]) -> T:
        return cls.found(strategy, params) or super()._generate(strategy, params)

    @classmethod
    def found(cls, strategy: str, params: dict[str, Any]) -> T | None:
        """Return the row that ``django_get_or_create`` would find, before what a new one refers to is made."""
        options: Any = cls._meta
        if strategy != CREATE_STRATEGY or not options.django_get_or_create:
            return None
        (key,) = options.django_get_or_create
        value = params.get(key, options.base_declarations[key])
        return next(iter(_with_key(options.model, key)(value=value)), None)

    @classmethod
    def _get_or_create(cls, model_class: type[Any], *args: Any, **fields: Any) -> Any:
        """Create the row: ``found`` has just looked for it."""
        return cls._get_manager(model_class).create(*args, **fields)


class SharedFactory(SubFactory):
    """A ``SubFactory`` for rows that most calls find."""

    def evaluate(self, instance: Any, step: Any, extra: dict[str, Any]) -> Any:
        found = self.get_factory().found(step.builder.strategy, extra)
        return found or super().evaluate(instance, step, extra)


@cache
def _with_key(model: type[Model], key: str) -> CompiledQuery[Any]:
    return CompiledQuery(lambda value: model._default_manager.filter(**{key: value}))
