"""Mixins and columns shared by the admin pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from enrollment.admin_site.site import AdminMixin


class Kept(AdminMixin):
    """Rows that are history: no bulk deletion."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_deleted_objects(
        self, objs: Sequence[Model] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Summarise what a deletion affects by counts per table; naming each row would cost one query per row."""
        collector = NestedObjects(using=DEFAULT_DB_ALIAS)
        collector.collect(objs)
        going = Counter(type(row) for rows in collector.model_objs.values() for row in rows)
        site = self.admin_site
        forbidden = {
            str(model._meta.verbose_name)
            for model in going
            if site.is_registered(model)
            and not site.get_model_admin(model).has_delete_permission(request)
        }
        standing_in_the_way = Counter(type(row) for row in collector.protected)
        return (
            [str(row) for row in objs],
            {str(model._meta.verbose_name_plural): count for model, count in going.items()},
            forbidden,
            [
                f"{model._meta.verbose_name_plural}: {count}"
                for model, count in standing_in_the_way.items()
            ],
        )


class ShownOnly:
    """Read-only rows."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ShownInline(ShownOnly, admin.TabularInline[Any, Any]):
    template = "admin/enrollment/shown_inline.html"
    extra = 0
    # Label of the link to a row's own page, if it has one.
    link = _("View")


def in_short(moment: datetime | None) -> str:
    """Format a moment briefly, as in a list."""
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else "–"


def moments(field: str, title: StrPromise) -> Callable[[Any, Model], str]:
    """Return a column that shows moments in short format."""

    @admin.display(description=title, ordering=field)
    def column(_admin: Any, row: Model) -> str:
        return in_short(getattr(row, field))

    return column


def count_of(queryset: QuerySet[Any], by: str) -> Coalesce:
    """Return an annotation that counts the rows pointing at each row of another query."""
    rows = queryset.filter(**{by: OuterRef("pk")}).order_by().values(by)
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)
