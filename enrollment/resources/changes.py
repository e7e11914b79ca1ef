"""What a row of a table changes in the database, and how a preview shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

# A canonical cell as it was and as it becomes.
CellChange = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A new object, or one with changed fields."""

    instance: Model
    fields: tuple[str, ...]
    is_new: bool

    @property
    def cells(self) -> dict[str, str]:
        """The new cells that the instance does not show before it is saved, by column."""
        return {}

    def save(self) -> None:
        self.instance.save(update_fields=None if self.is_new else self.fields)


@dataclass(frozen=True, slots=True)
class LateChange(RowChange):
    """A change to an existing object, saved after all rows are read, so that locks are held only briefly."""

    # Position among the rows of the file, from 1.
    place: int
    put_off: list[Any]

    def save(self) -> None:
        self.put_off.append(self)


def of_model(model: type[Model], changes: Iterable[LateChange]) -> list[LateChange]:
    """Return the changes to one model, one for each object: the first row that changes an object is to blame for it."""
    merged: dict[int, LateChange] = {}
    for change in changes:
        if isinstance(change.instance, model):
            first = merged.setdefault(id(change.instance), change)
            if first is not change:
                fields = tuple(dict.fromkeys((*first.fields, *change.fields)))
                merged[id(change.instance)] = replace(first, fields=fields)
    return list(merged.values())


def change(instance: Model, **values: Any) -> list[RowChange]:
    """Set values on an object. Return the change, or an empty list if nothing differs."""
    changed = tuple(
        name for name, value in values.items() if not _same(getattr(instance, name, None), value)
    )
    is_new = instance._state.adding
    if not is_new:
        # Read by the admin to log the old values.
        vars(instance)["before"] = {name: getattr(instance, name) for name in changed}
    for name in changed:
        setattr(instance, name, values[name])
    return [RowChange(instance, changed, is_new)] if is_new or changed else []


def _same(old: object, new: object) -> bool:
    # Two unsaved objects never compare equal, but they may be the same object.
    return old is new or old == new


def marked(cells: Iterable[CellChange]) -> list[SafeString]:
    """Return the cells of a row as HTML, with what is removed and what is added."""
    return [
        format_html("<span>{}</span>", new)
        if old == new
        else format_html("<del>{}</del> <ins>{}</ins>", old, new)
        if old and new
        else format_html("<ins>{}</ins>", new)
        if new
        else format_html("<del>{}</del>", old)
        for old, new in cells
    ]
