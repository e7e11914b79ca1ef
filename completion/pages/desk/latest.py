"""What colleagues changed last in the admin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from enrollment.admin_site.log import lines_of
from enrollment.models import User

SHOWN = 10
LINES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class LatestChange:
    at: datetime
    by: str
    table: str
    row: str
    # Empty if the row is gone.
    url: str
    lines: list[str]


def latest_changes(reader: User, models: Collection[type[Model]]) -> list[LatestChange]:
    """Return the latest changes by others in these tables, in one query."""
    types = ContentType.objects.get_for_models(*models)
    entries = (
        LogEntry.objects.exclude(user=reader)
        .filter(content_type__in=types.values())
        .select_related("user", "content_type")
        .order_by("-action_time", "-pk")
    )
    by_label = {model._meta.label_lower: model for model in models}
    return [_shown(entry, by_label) for entry in entries[:SHOWN]]


def _shown(entry: LogEntry, models: dict[str, type[Model]]) -> LatestChange:
    assert entry.content_type is not None
    model = models[f"{entry.content_type.app_label}.{entry.content_type.model}"]
    return LatestChange(
        at=entry.action_time,
        by=str(entry.user),
        table=str(model._meta.verbose_name),
        row=entry.object_repr,
        url="" if entry.is_deletion() else entry.get_admin_url() or "",
        lines=lines_of(entry, {model._meta.label_lower: model, **models})[:LINES_SHOWN],
    )
