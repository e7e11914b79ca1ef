"""The base of all factories, which tells the type checker that calling one returns an object of its model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from factory.django import DjangoModelFactory

T = TypeVar("T")


class ModelFactory(DjangoModelFactory[T]):
    class Meta:
        abstract = True

    if TYPE_CHECKING:

        def __new__(cls, *args: Any, **fields: Any) -> T:  # type: ignore[misc]  # factories are never instantiated
            raise NotImplementedError
