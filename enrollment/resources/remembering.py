"""Remember which heading a person read as which column, for their next file of the same table."""

from __future__ import annotations

from dataclasses import replace

from enrollment.models import ReadHeading, User
from enrollment.resources.base import TableResource
from enrollment.resources.reading.headings import Choices
from enrollment.resources.reading.synonyms import plain

LONGEST_HEADING = ReadHeading._meta.get_field("heading").max_length or 0


def add_to(choices: Choices, resource: TableResource, user: User) -> Choices:
    """Return the choices with those remembered; what is chosen now comes first."""
    remembered = ReadHeading.objects.filter(user=user, table=_table_of(resource))
    return replace(choices, remembered=dict(remembered.values_list("heading", "column")))


def remember(choices: Choices, resource: TableResource, user: User) -> None:
    """Keep the headings that were chosen by hand; of two that are spelt almost alike, the last."""
    columns = {
        plain(heading): column
        for column, heading in choices.headings.items()
        if column in resource.columns()
    }
    ReadHeading.objects.bulk_create(
        [
            ReadHeading(user=user, table=_table_of(resource), heading=heading, column=column)
            for heading, column in columns.items()
            if 0 < len(heading) <= LONGEST_HEADING
        ],
        update_conflicts=True,
        unique_fields=["user", "table", "heading"],
        update_fields=["column"],
    )


def _table_of(resource: TableResource) -> str:
    return str(resource._meta.model._meta.label_lower)
