"""The admin's site: what holds for every table in it, those of other apps too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import Field
from django.http import HttpRequest


class List(ChangeList):
    def get_filters(self, request: HttpRequest) -> Any:
        try:
            return super().get_filters(request)
        except (
            OverflowError
        ) as error:  # a year that no date has; Django expects only those that are no number
            raise IncorrectLookupParameters(error) from error


class Forbearing:
    """Lists and add pages that ignore what nobody can mean in their address.

    Django gives what an add page is prefilled with to the widgets unread, and those of moments and of related rows fail.
    """

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return List

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_changeform_initial_data(request)  # type: ignore[misc]  # a mixin
        form = self.get_form(request, None, change=False)  # type: ignore[attr-defined]  # a mixin
        fields: dict[str, Field] = form.base_fields
        return {
            name: value
            for name, value in initial.items()
            if name in fields and _takes(fields[name], value)
        }


def _takes(field: Field, value: Any) -> bool:
    try:
        field.clean(value)
    except ValidationError:
        return False
    return True


class Site(admin.AdminSite):
    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[admin.ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        base = admin_class or admin.ModelAdmin
        forbearing = type(base.__name__, (Forbearing, base), {"__module__": base.__module__})
        super().register(model_or_iterable, forbearing, **options)
